import { mayDo } from '../../src/guests/rights.ts';
import { askReview } from '../../src/store/requests/request-reviews.ts';
import { countRows } from '../../src/store/requests/request-rows.ts';
import { findRequest, type RequestRecord } from '../../src/store/requests/requests.ts';
import { cancelRequest } from '../../src/work/request/cancel-request.ts';
import { confirmRequest } from '../../src/work/request/confirm-request.ts';
import { resendMail } from '../../src/work/request/resend-mail.ts';
import { retryRequest } from '../../src/work/request/retry-request.ts';
import { type Rights, readRights } from '../../src/work/rights/read-rights.ts';
import { drawRequest } from '../drawing/draw-request.ts';
import type { BotDeps } from '../turns/deps.ts';
import { reviewNow } from '../turns/draft-request.ts';
import type { Turn } from '../turns/turn.ts';
import { sightOf } from '../turns/visible-partners.ts';
import { answerNotice, type ClickAnswer, type ClickHandler } from './click.ts';
import { type ClickData, wordsOf } from './click-data.ts';
import { resendWords } from './resend-words.ts';

/** Checks a draft again with what was chosen on its card. The new card comes by itself. */
export const review: ClickHandler = (deps, turn, data) =>
  onOwnRequest(deps, turn, data.requestId, async (request, rights) => {
    if (!mayDo('review', rights, { requester: true, owner: false }))
      return answerNotice('may not ask');
    const choice = { ...request.choice, ...chosenIn(data) };
    const version = data.version ?? -1;
    const asked = await askReview(deps.db, { id: request.id, version, choice }, deps.clock.now());
    if (asked) await reviewNow(deps, turn, request.id);
    return await cardOf(deps, turn, request.id);
  });

export const confirm: ClickHandler = (deps, turn, data) =>
  onOwnRequest(deps, turn, data.requestId, async (request, rights) => {
    const relation = { requester: true, owner: false };
    const many = await isMany(deps, request);
    if (!mayDo('confirm', rights, relation)) return answerNotice('may not ask');
    if (many && !mayDo('confirm many', rights, relation)) {
      return answerNotice('may not ask with files', { most: deps.config.limits.bulkFrom - 1 });
    }
    const click = {
      requestId: request.id,
      version: data.version ?? -1,
      onlyValid: data.onlyValid ?? false,
      reason: wordsOf(data.reason),
    };
    const outcome = await confirmRequest(deps, turn.who, click);
    deps.wake();
    switch (outcome.kind) {
      case 'confirmed':
      case 'moved on':
      case 'changed':
        return await cardOf(deps, turn, request.id);
      case 'reason missing':
        return answerNotice('request reason missing');
      case 'rows wrong':
        return answerNotice('rows wrong');
      case 'nobody to invite':
        return answerNotice('choose project');
      case 'not found':
        return answerNotice('not found');
    }
  });

export const cancel: ClickHandler = async (deps, turn, data) => {
  if (data.requestId === undefined) return answerNotice('not found');
  const rights = await readRights(deps.rights, turn.who, []);
  const outcome = await cancelRequest(deps, { ...turn.who, rights }, data.requestId);
  deps.wake();
  if (outcome.kind === 'not found') return answerNotice('not found');
  const done = outcome.kind === 'nothing to cancel' ? outcome.kind : 'cancelled';
  return await cardOrWord(deps, turn, data.requestId, done);
};

export const retry: ClickHandler = async (deps, turn, data) => {
  if (data.requestId === undefined) return answerNotice('not found');
  const rights = await readRights(deps.rights, turn.who, []);
  const outcome = await retryRequest(deps, { ...turn.who, rights }, data.requestId);
  deps.wake();
  if (outcome === 'not found') return answerNotice('not found');
  const done = outcome === 'begun' ? 'retry begun' : outcome;
  return await cardOrWord(deps, turn, data.requestId, done);
};

/** Mails once more to those of whom nobody knows whether the first one went. */
export const resend: ClickHandler = (deps, turn, data) =>
  onOwnRequest(deps, turn, data.requestId, async ({ id }) => {
    const seen = await sightOf(deps, turn, 'resend');
    if (seen === undefined) return answerNotice('refused');
    const outcome = await resendMail(deps, seen.sight, { requestId: id });
    deps.wake();
    if (outcome.kind === 'begun') return await cardOf(deps, turn, id);
    return { kind: 'notice', notice: resendWords(outcome) };
  });

/** A refresh: what the requester's card says by now. */
export const view: ClickHandler = (deps, turn, data) =>
  data.requestId === undefined
    ? Promise.resolve(answerNotice('not found'))
    : cardOf(deps, turn, data.requestId);

/** What was chosen on the review card; an input left empty chooses nothing. */
function chosenIn({ project, language, sendMail }: ClickData): RequestRecord['choice'] {
  return {
    ...(project === undefined || project === '' ? {} : { project }),
    ...(language === undefined || language === '' ? {} : { language }),
    ...(sendMail === undefined ? {} : { sendMail }),
  };
}

/** Runs for the requester alone. To everybody else the request does not exist. */
async function onOwnRequest(
  deps: BotDeps,
  turn: Turn,
  requestId: number | undefined,
  act: (request: RequestRecord, rights: Rights) => Promise<ClickAnswer>,
): Promise<ClickAnswer> {
  const request =
    requestId === undefined ? undefined : await findRequest(deps.db, turn.who.tenantId, requestId);
  if (request?.requesterId !== turn.who.personId) return answerNotice('not found');
  return await act(request, await readRights(deps.rights, turn.who, []));
}

async function isMany(deps: BotDeps, request: RequestRecord): Promise<boolean> {
  if (request.source === 'file') return true;
  return (await countRows(deps.db, request.id)).rows >= deps.config.limits.bulkFrom;
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
