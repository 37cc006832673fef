import { readPastedList } from '../../src/guests/typed/pasted-list.ts';
import type { NoticeView } from '../cards/notice-card.ts';
import { commands } from '../commands/commands.ts';
import { takePasted } from '../commands/invite.ts';
import type { BotDeps } from '../turns/deps.ts';
import { withWord } from '../turns/draft-request.ts';
import { knownTo } from '../turns/known-to.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import { type ReadCommand, readCommand } from './read-command.ts';

/** Answers a message: a command, a list of partners, or words that need a hint. */
export async function message(deps: BotDeps, turn: Turn): Promise<void> {
  const read = readCommand(turn.text);
  if (read.kind === 'command') {
    const { where, slow, ask } = commands[read.name];
    if (where === 'personal' && turn.scope !== 'personal') {
      return await sayNotice({ ...turn, asks: read.name }, { notice: 'personal only' });
    }
    const answered = ask(deps, { ...turn, asks: read.name }, read.rest);
    return await (slow ? withWord(deps, turn, answered) : answered);
  }
  const pasted = turn.text.includes('@')
    ? readPastedList(turn.text, await knownTo(deps, turn))
    : undefined;
  if (pasted === undefined) return await sayNotice(turn, wayOn(turn, read));
  if (turn.scope !== 'personal') return await sayNotice(turn, { notice: 'personal only' });
  await withWord(deps, turn, takePasted(deps, { ...turn, asks: 'list' }, pasted));
}

/** The answer to words that are no command and no list. */
function wayOn(turn: Turn, read: ReadCommand): NoticeView {
  if (turn.scope === 'personal' && turn.beside === 'link')
    return { notice: 'link instead of file' };
  if (turn.scope === 'personal' && turn.beside === 'picture')
    return { notice: 'picture of a list' };
  return read.kind === 'nearly'
    ? { notice: 'did you mean', values: { nearest: read.word } }
    : { notice: 'unknown command' };
}
