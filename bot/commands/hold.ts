import { holdByHand } from '../../src/work/request/hold-by-hand.ts';
import type { May } from '../rights/guarded.ts';
import { holdsRequest } from '../rights/request-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import { readRequestNumber } from '../words/typed-text.ts';

/** Lets people hold the request that the words name. */
export const mayHold: May<string, { requestId: number }> = (deps, turn, rest) =>
  holdsRequest(deps, turn, { requestId: readRequestNumber(rest) });

/** `hold #1042`: what has not begun waits until somebody resumes the request. */
export async function hold(
  deps: BotDeps,
  turn: Turn,
  _rest: string,
  { requestId }: { requestId: number },
): Promise<void> {
  const operatorsGroup = deps.rights.groups.operators;
  const held = await holdByHand({ ...deps, operatorsGroup }, turn.who, requestId);
  deps.wake();
  await sayNotice(turn, {
    notice: held === 'held' ? 'put on hold' : 'nothing to hold',
    values: { number: String(requestId) },
  });
}
