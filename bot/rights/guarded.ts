import type { NoticeView } from '../cards/notice-card.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import type { Turn } from '../turns/turn.ts';

/** The outcome of a check of rights: the things that the handler may work with, or the words that refuse. */
export type Verdict<Given> =
  | { kind: 'granted'; given: Given }
  | { kind: 'refused'; notice: NoticeView };

/**
 * A right: decides now whether this person may do this, and gives the handler what it found on the way. It refuses in
 * words that tell a stranger nothing. Throws GraphUnavailable while the person's rights cannot be read.
 */
export type May<Input, Given> = (
  deps: BotDeps,
  turn: Turn,
  input: Input,
) => Promise<Verdict<Given>>;

/** Lets the person pass. `given`: what the handler works with. */
export const granted = <Given>(given: Given) => ({ kind: 'granted', given }) as const;
/** Refuses, in the words of a notice. */
export const refused = (notice: NoticeView) => ({ kind: 'refused', notice }) as const;

/** Builds a right on another: turns what that one gives into what this one gives. */
export async function passed<Given, Made>(
  asked: Promise<Verdict<Given>>,
  make: (given: Given) => Made,
): Promise<Verdict<Made>> {
  const verdict = await asked;
  return verdict.kind === 'refused' ? verdict : granted(make(verdict.given));
}

const asksFirst = Symbol('asks for the right first');

/** A handler behind its right. Only `guarded` makes one, so no table of handlers takes one without a right. */
export type Guarded<Input, Answer> = {
  (deps: BotDeps, turn: Turn, input: Input): Promise<Answer>;
  readonly [asksFirst]: true;
};

export type GuardedParts<Input, Given, Answer> = {
  may: May<Input, Given>;
  run: (deps: BotDeps, turn: Turn, input: Input, given: Given) => Promise<Answer>;
  /** Answers somebody who may not. */
  refuse: (turn: Turn, notice: NoticeView) => Promise<Answer> | Answer;
};

/** Puts a handler behind its right. Every command, button and file that people use passes here. */
export function guarded<Input, Given, Answer>(
  parts: GuardedParts<Input, Given, Answer>,
): Guarded<Input, Answer> {
  const ask = async (deps: BotDeps, turn: Turn, input: Input): Promise<Answer> => {
    const verdict = await parts.may(deps, turn, input);
    if (verdict.kind === 'refused') return await parts.refuse(turn, verdict.notice);
    turn.granted?.();
    return await parts.run(deps, turn, input, verdict.given);
  };
  return Object.assign(ask, { [asksFirst]: true as const });
}
