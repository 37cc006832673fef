import { withBreaks } from '../../src/guests/in-turns.ts';
import { hasAddress } from '../../src/guests/text/find-addresses.ts';
import { pastedListInTurns } from '../../src/guests/typed/pasted-list.ts';
import type { NoticeView } from '../cards/notice-card.ts';
import { commands } from '../commands/commands.ts';
import { takePasted } from '../commands/invite.ts';
import { hint, hintBy } from '../rights/hint.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import type { TooLong } from '../turns/message-text.ts';
import { editNotRead } from '../turns/request-before-edit.ts';
import type { Turn } from '../turns/turn.ts';
import { typingContext } from '../turns/typing-context.ts';
import { withWord } from '../turns/with-word.ts';
import { isAboutGuests, listBehind, type ReadCommand, readCommand } from './read-command.ts';

/** Says that a message is too long to be read, by which limit, and what to do instead: no file ends an access. */
export const refuseLong = (deps: BotDeps, turn: Turn, { unit, limit }: TooLong): Promise<void> =>
  hint(deps, turn, {
    notice: 'list refused',
    list: {
      code: 'message too long',
      values: { limit, unit, as: isAboutGuests(turn.text) ? 'command' : 'list' },
    },
  });

/** Answers a message: a command, a list of partners, or words that need a hint. */
export async function answerMessage(deps: BotDeps, turn: Turn): Promise<void> {
  const read = readCommand(turn.text);
  const behind = read.kind === 'command' ? listBehind(turn.text, read) : undefined;
  if (read.kind === 'command' && behind === undefined) {
    const { where, slow, ask } = commands[read.name];
    if (where === 'personal' && turn.scope !== 'personal') {
      return await hint(deps, { ...turn, asks: read.name }, { notice: 'personal only' });
    }
    const answer = (own: Turn) => ask(deps, own, read.rest);
    const asking = { ...turn, asks: read.name };
    return await (slow === undefined
      ? answer(asking)
      : withWord(deps, asking, { words: slow, answer }));
  }
  const text = behind ?? turn.text;
  const pasted = text.includes('@')
    ? await withBreaks(pastedListInTurns(text, await typingContext(deps, turn)))
    : undefined;
  if (pasted === undefined) return await wayOn(deps, turn, read);
  if (turn.scope !== 'personal') return await hint(deps, turn, { notice: 'personal only' });
  const answer = (own: Turn) => takePasted(deps, own, pasted);
  await withWord(deps, { ...turn, asks: 'list' }, { words: 'reading', answer });
}

/**
 * Answers words that are no command and no list. The bot mostly knows without asking Graph whether the person is a
 * member.
 */
async function wayOn(deps: BotDeps, turn: Turn, read: ReadCommand): Promise<void> {
  const { beside } = turn;
  if (turn.scope === 'personal' && beside !== undefined) {
    const notice = beside === 'link' ? 'link instead of file' : 'picture of a list';
    return await hintBy(deps, turn, ({ mayInvite }) => ({
      notice: mayInvite === false ? 'may not ask' : notice,
    }));
  }
  const unread = await editNotRead(deps, turn);
  if (unread === undefined && hasAddress(turn.text)) {
    if (turn.scope !== 'personal') return await hint(deps, turn, { notice: 'personal only' });
    return await hintBy(deps, turn, ({ mayInvite }) =>
      mayInvite === false ? unknownWords(read) : { notice: 'invite whom' },
    );
  }
  await hint(deps, turn, unread ?? unknownWords(read));
}

const unknownWords = (read: ReadCommand): NoticeView =>
  read.kind === 'nearly'
    ? { notice: 'did you mean', values: { nearest: read.word } }
    : { notice: 'unknown command' };
