import type { HoldsAs } from '../../src/guests/held-by-hand.ts';
import { holdByHand } from '../../src/work/request/hold-by-hand.ts';
import { answerNotice, type ClickHandler } from '../buttons/click.ts';

/** Puts a request on hold: what has not begun waits until somebody resumes the request. */
export const clickHold: ClickHandler<unknown, { requestId: number; as: HoldsAs }> = async (
  deps,
  { who },
  _sent,
  { requestId, as },
) => {
  const held = await holdByHand(deps, { ...who, as }, requestId);
  deps.wake();
  const notice = held === 'held' ? 'put on hold' : held;
  return answerNotice(notice, { number: String(requestId) });
};
