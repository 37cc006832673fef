import { findRequest } from '../../src/store/requests/requests.ts';
import { drawRequest } from '../drawing/draw-request.ts';
import type { ViewerNow } from '../drawing/request-counts.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import type { Turn } from '../turns/turn.ts';
import { answerNotice, type ClickAnswer } from './click.ts';

/** The requester's card of a request, as it is now. `old`: the click came from an older card and did nothing. */
export async function cardOf(
  deps: BotDeps,
  turn: Turn,
  requestId: number,
  how: Pick<ViewerNow, 'old'> = {},
): Promise<ClickAnswer> {
  const request = await findRequest(deps.db, turn.who.tenantId, requestId);
  if (request?.requesterId !== turn.who.personId) return answerNotice('not found');
  const { language, timeZone } = turn;
  const viewer = { language, timeZone, now: deps.clock.now(), ...how };
  const { card } = await drawRequest(deps.db, request, viewer);
  return { kind: 'card', card, ...(how.old && { sayToo: { notice: 'changed' } }) };
}
