import { findRequest } from '../../src/store/requests/requests.ts';
import { drawRequest } from '../drawing/draw-request.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import type { Turn } from '../turns/turn.ts';
import { answerNotice, type ClickAnswer } from './click.ts';

/** The requester's card of a request, as it is now. */
export async function cardOf(deps: BotDeps, turn: Turn, requestId: number): Promise<ClickAnswer> {
  const request = await findRequest(deps.db, turn.who.tenantId, requestId);
  if (request?.requesterId !== turn.who.personId) return answerNotice('not found');
  const { language, timeZone } = turn;
  const viewer = { language, timeZone, now: deps.clock.now() };
  const { card } = await drawRequest(deps.db, request, viewer);
  return { kind: 'card', card };
}
