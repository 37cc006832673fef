import { holdByHand } from '../../src/work/request/hold-by-hand.ts';
import { answerNotice, type ClickHandler } from '../buttons/click.ts';
import type { Holding } from '../rights/request-rights.ts';

/** Puts a request on hold: what has not begun waits until somebody resumes the request. */
export const clickHold: ClickHandler<unknown, Holding> = async (
  deps,
  { who },
  _sent,
  { requestId, as, byDate },
) => {
  const held = await holdByHand(deps, { ...who, as }, requestId);
  deps.wake();
  const number = String(requestId);
  if (held !== 'held') return answerNotice(held, { number });
  return answerNotice('put on hold', { number, what: byDate ? 'ends' : 'asked' });
};
