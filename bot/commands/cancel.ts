import { cancelRequest } from '../../src/work/request/cancel-request.ts';
import type { Rights } from '../../src/work/rights/read-rights.ts';
import type { May } from '../rights/guarded.ts';
import { ofRequest } from '../rights/request-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import { readRequestNumber } from '../words/typed-text.ts';

type Given = { requestId: number; rights: Rights };

/** Lets the requester or an operator cancel the request that the words name. */
export const mayCancel: May<string, Given> = (deps, turn, rest) =>
  ofRequest('cancel')(deps, turn, { requestId: readRequestNumber(rest) });

/** `cancel #1042`: discards a draft, or stops what has not begun. */
export async function cancel(
  deps: BotDeps,
  turn: Turn,
  _rest: string,
  { requestId, rights }: Given,
): Promise<void> {
  const outcome = await cancelRequest(deps, { ...turn.who, rights }, requestId);
  deps.wake();
  const values = { number: String(requestId) };
  switch (outcome.kind) {
    case 'discarded':
    case 'cancelled':
      return await sayNotice(turn, { notice: 'cancelled', values });
    case 'nothing to cancel':
    case 'ends by date':
      return await sayNotice(turn, { notice: outcome.kind, values });
    case 'not found':
      return await sayNotice(turn, { notice: 'not found' });
  }
}
