import { withBreaks } from '../../src/guests/in-turns.ts';
import { typedLayout } from '../../src/guests/list/entry-row.ts';
import { leftOverNote } from '../../src/guests/typed/left-over-note.ts';
import { type TypedLine, typedLineInTurns } from '../../src/guests/typed/typed-line.ts';
import { granted, type May, refused } from '../rights/guarded.ts';
import { guardedByMessage } from '../rights/guarded-by-message.ts';
import { mayAsk } from '../rights/invite-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { reviewNow, storeList } from '../turns/draft-request.ts';
import type { Turn } from '../turns/turn.ts';
import { typingContext } from '../turns/typing-context.ts';

/** Reads the line, and lets a person pass who may invite so many to these projects. */
export const mayInvite: May<string, TypedLine> = async (deps, turn, rest) => {
  const known = await typingContext(deps, turn);
  const typed = await withBreaks(typedLineInTurns(rest, known, lineOf(turn.text, rest)));
  const isNobody =
    typed.refused === undefined && typed.partners.every(({ address }) => !address.includes('@'));
  const isLink = isNobody && turn.beside === 'link';
  if (!isLink && (!isNobody || typed.partners.length > 0)) return await mayTake(deps, turn, typed);
  const asked = await mayAsk(deps, turn, { many: false, projects: [] });
  if (asked.kind === 'refused') return asked;
  // A link to a list names nobody, and is not opened.
  if (isLink) return refused({ notice: 'link instead of file' });
  const isLeftOut = typed.leftOver.some((words) => words.includes('@'));
  const notes = isLeftOut ? leftOverNote(typed.leftOver) : undefined;
  return refused({ notice: 'nobody named', ...(notes && { notes }) });
};

/** `invite <who> to <project>`, one partner or several. */
export async function invite(
  deps: BotDeps,
  turn: Turn,
  _rest: string,
  typed: TypedLine,
): Promise<void> {
  await takeTyped(deps, turn, { ...typed, source: typed.partners.length > 1 ? 'list' : 'line' });
}

/** A pasted list without a word beside it: the review card asks for the project. */
export const takePasted = guardedByMessage<TypedLine, TypedLine>({
  may: (deps, turn, typed) => mayTake(deps, turn, typed),
  run: (deps, turn, typed) => takeTyped(deps, turn, { ...typed, source: 'list' }),
});

const mayTake: May<TypedLine, TypedLine> = async (deps, turn, typed) => {
  const { refused: why } = typed;
  const many = typed.partners.length >= deps.config.limits.bulkFrom;
  const { projects } = typed;
  const asked = await mayAsk(deps, turn, { many, projects });
  if (asked.kind === 'refused') return asked;
  // As many as a file may hold.
  const { rows: limit } = deps.config.limits;
  if (typed.partners.length > limit) {
    return refused({ notice: 'list refused', list: { code: 'too many rows', values: { limit } } });
  }
  return why === undefined ? granted(typed) : refused({ notice: 'list refused', list: why });
};

async function takeTyped(
  deps: BotDeps,
  turn: Turn,
  { partners, leftOver, notes: aboutTable, source }: TypedLine & { source: 'list' | 'line' },
): Promise<void> {
  const notes = [...leftOverNote(leftOver), ...aboutTable];
  const list = { source, partners, notes, layout: typedLayout, choice: {} };
  const requestId = await storeList(deps, turn, list);
  await reviewNow(deps, turn, requestId);
}

/** The line of the message that the rest begins on. */
function lineOf(text: string, rest: string): number {
  const before = text.endsWith(rest) ? text.slice(0, text.length - rest.length) : '';
  return before.split('\n').length;
}
