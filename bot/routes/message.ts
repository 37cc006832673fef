import { readPastedList } from '../../src/guests/list/pasted-list.ts';
import { commands } from '../commands/commands.ts';
import { takePasted } from '../commands/invite.ts';
import type { BotDeps } from '../turns/deps.ts';
import { withWord } from '../turns/draft-request.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import { readCommand } from './read-command.ts';

/** Answers what somebody wrote: a command, a list of partners, or something that gets a way on. */
export async function message(deps: BotDeps, turn: Turn): Promise<void> {
  const read = readCommand(turn.text);
  if (read.kind === 'command') {
    const { where, slow, ask } = commands[read.name];
    if (where === 'personal' && turn.scope !== 'personal') {
      return await sayNotice(turn, { notice: 'personal only' });
    }
    const answered = ask(deps, turn, read.rest);
    return await (slow ? withWord(deps, turn, answered) : answered);
  }
  const pasted = readPastedList(turn.text);
  if (pasted !== undefined && pasted.length > 0) {
    if (turn.scope !== 'personal') return await sayNotice(turn, { notice: 'personal only' });
    return await withWord(deps, turn, takePasted(deps, turn, pasted));
  }
  if (read.kind === 'nearly') {
    return await sayNotice(turn, { notice: 'did you mean', values: { nearest: read.word } });
  }
  await sayNotice(turn, { notice: 'unknown command' });
}
