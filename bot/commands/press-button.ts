import { verbs } from '../clicks/verbs.ts';
import { granted, type May, refused } from '../rights/guarded.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import { readRequestNumber } from '../words/typed-text.ts';

const namesRequest: May<string, { requestId: number }> = async (_deps, _turn, rest) => {
  const requestId = readRequestNumber(rest);
  return requestId === undefined ? refused({ notice: 'not found' }) : granted({ requestId });
};

/** A word with a request's number that does what a button on its card does. The button asks for the right. */
export const pressButton = (verb: keyof typeof verbs) => ({
  may: namesRequest,
  async run(deps: BotDeps, turn: Turn, _rest: string, given: { requestId: number }): Promise<void> {
    const answer = await verbs[verb].click(deps, turn, given);
    if (answer.kind === 'notice') return await sayNotice(turn, answer.notice);
    // A word that changed nothing says so. The card alone would look like the outcome of the word.
    if (typeof answer.sayToo === 'object') return await sayNotice(turn, answer.sayToo);
    await turn.say(answer.card);
  },
});
