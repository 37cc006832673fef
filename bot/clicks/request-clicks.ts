import { remindForRequester } from '../../src/work/approval/follow-up.ts';
import { cancelRequest } from '../../src/work/request/cancel-request.ts';
import { resendMail } from '../../src/work/request/resend-mail.ts';
import { retryRequest } from '../../src/work/request/retry-request.ts';
import { answerNotice, type ClickAnswer, type ClickHandler } from '../buttons/click.ts';
import { cardOf } from '../buttons/request-card.ts';
import type { VisiblePartners } from '../rights/partner-rights.ts';
import type { OwnRequest } from '../rights/related-request.ts';
import type { OfRequest } from '../rights/request-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { resendNotice } from '../turns/resend-notice.ts';
import type { Turn } from '../turns/turn.ts';

/** Discards a draft, or stops what has not begun. */
export const clickCancel: ClickHandler<unknown, OfRequest> = async (deps, turn, _sent, given) => {
  const { requestId, rights } = given;
  const outcome = await cancelRequest(deps, { ...turn.who, rights }, requestId);
  deps.wake();
  if (outcome.kind === 'not found') return answerNotice('not found');
  const done = outcome.kind === 'discarded' ? 'cancelled' : outcome.kind;
  return await cardOrWord(deps, turn, given, done);
};

/** Tries again what failed for a temporary reason. */
export const clickRetry: ClickHandler<unknown, OfRequest> = async (deps, turn, _sent, given) => {
  const { requestId, rights } = given;
  const outcome = await retryRequest(deps, { ...turn.who, rights }, requestId);
  deps.wake();
  if (outcome === 'not found') return answerNotice('not found');
  const done = outcome === 'begun' ? 'retry begun' : outcome;
  return await cardOrWord(deps, turn, given, done);
};

/** Sends the mail once more to partners whose first mail is unknown. */
export const clickResend: ClickHandler<unknown, OwnRequest & VisiblePartners> = async (
  deps,
  turn,
  _sent,
  { request, sight },
) => {
  const outcome = await resendMail(deps, sight, { requestId: request.id });
  deps.wake();
  if (outcome.kind === 'begun') return await cardOf(deps, turn, request.id);
  return { kind: 'notice', notice: resendNotice(outcome) };
};

/** Reminds the owners. The card says so, also to somebody who asks a second time. */
export const clickFollowUp: ClickHandler<unknown, OwnRequest> = async (
  deps,
  turn,
  _sent,
  { request },
) => {
  await remindForRequester(deps, request.id);
  deps.wake();
  return await cardOf(deps, turn, request.id);
};

/** A refresh: what the requester's card says by now. */
export const viewRequest: ClickHandler<unknown, OwnRequest> = (deps, turn, _sent, { request }) =>
  cardOf(deps, turn, request.id);

/** The requester gets the card. An operator who stepped in, and somebody who lost their rights, get a few words. */
async function cardOrWord(
  deps: BotDeps,
  turn: Turn,
  { requestId, sees }: OfRequest,
  done: 'cancelled' | 'nothing to cancel' | 'ends by date' | 'retry begun' | 'nothing to retry',
): Promise<ClickAnswer> {
  const values = { number: String(requestId) };
  if (!sees) return answerNotice(done, values);
  const answer = await cardOf(deps, turn, requestId);
  const isIdle = answer.kind === 'card' && done === 'nothing to retry';
  return isIdle ? { ...answer, sayToo: { notice: done, values } } : answer;
}
