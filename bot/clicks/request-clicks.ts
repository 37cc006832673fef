import { askReview } from '../../src/store/requests/request-reviews.ts';
import { findRequest, type RequestRecord } from '../../src/store/requests/requests.ts';
import { cancelRequest } from '../../src/work/request/cancel-request.ts';
import { confirmRequest } from '../../src/work/request/confirm-request.ts';
import { resendMail } from '../../src/work/request/resend-mail.ts';
import { retryRequest } from '../../src/work/request/retry-request.ts';
import type { Rights } from '../../src/work/rights/read-rights.ts';
import { drawRequest } from '../drawing/draw-request.ts';
import type { VisiblePartners } from '../rights/partner-rights.ts';
import type { OwnRequest } from '../rights/request-rights.ts';
import type { BotDeps } from '../turns/deps.ts';
import { reviewNow } from '../turns/draft-request.ts';
import type { Turn } from '../turns/turn.ts';
import { answerNotice, type ClickAnswer, type ClickHandler } from './click.ts';
import { wordsOf } from './click-data.ts';
import { resendWords } from './resend-words.ts';

type Versioned = { version?: number | undefined };
type Chosen = Versioned & {
  project?: string | undefined;
  language?: string | undefined;
  sendMail?: boolean | undefined;
};

/** Checks a draft again with what was chosen on its card. The new card comes by itself. */
export const clickReview: ClickHandler<Chosen, OwnRequest> = async (
  deps,
  turn,
  sent,
  { request },
) => {
  const choice = { ...request.choice, ...chosenIn(sent) };
  const version = sent.version ?? -1;
  const asked = await askReview(deps.db, { id: request.id, version, choice }, deps.clock.now());
  if (asked) await reviewNow(deps, turn, request.id);
  return await cardOf(deps, turn, request.id);
};

type Confirming = Versioned & { onlyValid?: boolean | undefined; reason?: string | undefined };

/** Confirms exactly what was reviewed: another version is answered with the card of now. */
export const clickConfirm: ClickHandler<Confirming, OwnRequest> = async (
  deps,
  turn,
  sent,
  given,
) => {
  const { id } = given.request;
  const outcome = await confirmRequest(deps, turn.who, {
    requestId: id,
    version: sent.version ?? -1,
    onlyValid: sent.onlyValid ?? false,
    reason: wordsOf(sent.reason),
  });
  deps.wake();
  switch (outcome.kind) {
    case 'confirmed':
    case 'moved on':
    case 'changed':
      return await cardOf(deps, turn, id);
    case 'reason missing':
      return answerNotice('request reason missing');
    case 'rows wrong':
      return answerNotice('rows wrong');
    case 'nobody to invite':
      return answerNotice('choose project');
    case 'not found':
      return answerNotice('not found');
  }
};

type Found = { requestId: number; rights: Rights };

/** Discards a draft, later stops what has not begun. */
export const clickCancel: ClickHandler<unknown, Found> = async (deps, turn, _sent, given) => {
  const { requestId, rights } = given;
  const outcome = await cancelRequest(deps, { ...turn.who, rights }, requestId);
  deps.wake();
  if (outcome.kind === 'not found') return answerNotice('not found');
  const done = outcome.kind === 'nothing to cancel' ? outcome.kind : 'cancelled';
  return await cardOrWord(deps, turn, requestId, done);
};

/** Tries again what failed for a temporary reason. */
export const clickRetry: ClickHandler<unknown, Found> = async (deps, turn, _sent, given) => {
  const { requestId, rights } = given;
  const outcome = await retryRequest(deps, { ...turn.who, rights }, requestId);
  deps.wake();
  if (outcome === 'not found') return answerNotice('not found');
  const done = outcome === 'begun' ? 'retry begun' : outcome;
  return await cardOrWord(deps, turn, requestId, done);
};

/** Sends the mail once more to those whose first mail is unknown. */
export const clickResend: ClickHandler<unknown, OwnRequest & VisiblePartners> = async (
  deps,
  turn,
  _sent,
  { request, sight },
) => {
  const outcome = await resendMail(deps, sight, { requestId: request.id });
  deps.wake();
  if (outcome.kind === 'begun') return await cardOf(deps, turn, request.id);
  return { kind: 'notice', notice: resendWords(outcome) };
};

/** A refresh: what the requester's card says by now. */
export const viewRequest: ClickHandler<unknown, OwnRequest> = (deps, turn, _sent, { request }) =>
  cardOf(deps, turn, request.id);

/** What was chosen on the review card; an input left empty chooses nothing. */
function chosenIn({ project, language, sendMail }: Chosen): RequestRecord['choice'] {
  return {
    ...(project === undefined || project === '' ? {} : { project }),
    ...(language === undefined || language === '' ? {} : { language }),
    ...(sendMail === undefined ? {} : { sendMail }),
  };
}

/** The card is the requester's own; an operator who stepped in for them hears what was done. */
async function cardOrWord(
  deps: BotDeps,
  turn: Turn,
  requestId: number,
  done: 'cancelled' | 'nothing to cancel' | 'retry begun' | 'nothing to retry',
): Promise<ClickAnswer> {
  const request = await findRequest(deps.db, turn.who.tenantId, requestId);
  return request?.requesterId === turn.who.personId
    ? await cardOf(deps, turn, requestId)
    : answerNotice(done, { number: String(requestId) });
}

async function cardOf(deps: BotDeps, turn: Turn, requestId: number): Promise<ClickAnswer> {
  const request = await findRequest(deps.db, turn.who.tenantId, requestId);
  if (request?.requesterId !== turn.who.personId) return answerNotice('not found');
  const { language, timeZone } = turn;
  const viewer = { language, timeZone, now: deps.clock.now() };
  const { card } = await drawRequest(deps.db, request, viewer);
  return { kind: 'card', card };
}
