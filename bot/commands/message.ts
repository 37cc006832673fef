import { readPastedList } from '../../src/guests/list/pasted-list.ts';
import type { BotDeps } from '../turns/deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import type { CommandName } from '../words/commands.ts';
import { cancel } from './cancel.ts';
import { guest } from './guest.ts';
import { help } from './help.ts';
import { invite, takePasted } from './invite.ts';
import { link } from './link.ts';
import { mute, unmute } from './mute.ts';
import { pending } from './pending.ts';
import { projects } from './projects.ts';
import { readCommand } from './read-command.ts';
import { resend } from './resend.ts';
import { resume, retry } from './retry-and-resume.ts';
import { settings } from './settings.ts';
import { status } from './status.ts';
import { template } from './template.ts';

type Handler = (deps: BotDeps, turn: Turn, rest: string) => Promise<void>;

/** One handler for each command of the table in commands.ts. */
const handlers: Readonly<Record<CommandName, Handler>> = {
  help,
  invite,
  template,
  status,
  pending,
  guest,
  projects,
  link,
  mute,
  unmute,
  cancel,
  retry,
  resend,
  resume,
  settings,
};

/** Those that name partners: only where nobody else reads along. */
const personalOnly: readonly CommandName[] = [
  'invite',
  'template',
  'status',
  'pending',
  'guest',
  'cancel',
  'retry',
  'resend',
  'resume',
  'settings',
];

/** What somebody wrote: a command, a list of partners, or something that gets a way on. */
export async function message(deps: BotDeps, turn: Turn): Promise<void> {
  const read = readCommand(turn.text);
  if (read.kind === 'command') {
    if (turn.scope !== 'personal' && personalOnly.includes(read.name)) {
      return await sayNotice(turn, { notice: 'personal only' });
    }
    return await handlers[read.name](deps, turn, read.rest);
  }
  const pasted = readPastedList(turn.text);
  if (pasted !== undefined && pasted.length > 0) {
    if (turn.scope !== 'personal') return await sayNotice(turn, { notice: 'personal only' });
    return await takePasted(deps, turn, pasted);
  }
  if (read.kind === 'nearly') {
    return await sayNotice(turn, { notice: 'did you mean', values: { nearest: read.word } });
  }
  await sayNotice(turn, { notice: 'unknown command' });
}
