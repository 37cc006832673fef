import type { Decider } from '../../src/store/approvals/waiting-approvals.ts';
import { drawWaiting } from '../lists/draw-approval-lists.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import type { Turn } from '../turns/turn.ts';

/** `approvals`: lists what waits for this person's decision. */
export async function approvals(
  deps: BotDeps,
  turn: Turn,
  _rest: string,
  decider: Decider,
): Promise<void> {
  const { language, timeZone } = turn;
  const viewer = { language, timeZone, now: deps.clock.now() };
  await turn.say(await drawWaiting(deps.db, decider, { from: 1 }, viewer));
}
