import { cancelRequest } from '../../src/work/request/cancel-request.ts';
import { readRights } from '../../src/work/rights/read-rights.ts';
import type { BotDeps } from '../turns/deps.ts';
import { sayNotice } from '../turns/say-notice.ts';
import type { Turn } from '../turns/turn.ts';
import { readRequestNumber } from './read-command.ts';

/** `cancel #1042`: discards a draft, later stops what has not begun. */
export async function cancel(deps: BotDeps, turn: Turn, rest: string): Promise<void> {
  const requestId = readRequestNumber(rest);
  if (requestId === undefined) return await sayNotice(turn, { notice: 'not found' });
  const rights = await readRights(deps.rights, turn.who, []);
  const outcome = await cancelRequest(deps, { ...turn.who, rights }, requestId);
  deps.wake();
  const values = { number: String(requestId) };
  switch (outcome.kind) {
    case 'discarded':
    case 'cancelled':
      return await sayNotice(turn, { notice: 'cancelled', values });
    case 'nothing to cancel':
      return await sayNotice(turn, { notice: 'nothing to cancel', values });
    case 'not found':
      return await sayNotice(turn, { notice: 'not found' });
  }
}
