import { namedReason } from '../../guests/named-reason.ts';
import type { Reason } from '../../guests/reason.ts';
import { trialVerdict } from '../../guests/times/careful-start.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import {
  endTrial,
  holdRequest,
  readTrials,
  refusalsIn,
  type Trial,
} from '../../store/requests/first-rows.ts';
import { namesForRequest } from '../../store/requests/known-names.ts';
import { lockRequest, type RequestRecord } from '../../store/requests/requests.ts';
import { findPlace } from '../../store/telling/places.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { postNotice } from '../telling/tell-people.ts';

/** More reasons than this would not fit the message. */
const mostRefusals = 3;

/**
 * Judges the first rows of large requests, which go ahead alone: releases the other rows, or holds the request until
 * the requester decides.
 */
export async function judgeFirstRows(deps: Pick<WorkDeps, 'db' | 'clock' | 'log'>): Promise<void> {
  for (const trial of await readTrials(deps.db)) {
    switch (trialVerdict(trial)) {
      case 'wait':
        break;
      case 'go on':
        await endTrial(deps.db, trial.requestId);
        break;
      case 'hold':
        await hold(deps, trial);
    }
  }
}

async function hold(
  deps: Pick<WorkDeps, 'db' | 'clock' | 'log'>,
  { requestId, tried, refused }: Trial,
): Promise<void> {
  const now = deps.clock.now();
  const reason: Reason = {
    code: 'careful start',
    values: { number: `#${requestId}`, tried: Math.max(tried, refused), refused },
  };
  const held = await inTransaction(deps.db, async (trx) => {
    const request = await lockRequest(trx, requestId);
    if (request === undefined || !(await holdRequest(trx, requestId, reason, now))) return false;
    const detail = { tried, refused };
    await record(trx, { actor: 'guestlist', what: 'request held', requestId, detail }, now);
    await tell(trx, request, reason, now);
    await redraw(trx, { kind: 'request', id: requestId }, now);
    return true;
  });
  if (held) deps.log.warn('request held', { requestId, tried, refused });
}

/** Tells the requester in a message of its own, because the work waits for an answer. */
async function tell(trx: Db, request: RequestRecord, reason: Reason, now: Date): Promise<void> {
  const { id: requestId, tenantId, requesterId } = request;
  const place = await findPlace(trx, tenantId, 'person', requesterId);
  // A requester without a place has removed the bot.
  if (place === undefined) return;
  const names = await namesForRequest(trx, requestId);
  const refusals = await refusalsIn(trx, requestId, mostRefusals);
  const because = refusals.map((refusal) => namedReason(refusal, names));
  const notice = { placeId: place.id, subjectId: requestId, topic: `held ${now.getTime()}` };
  await postNotice(trx, { ...notice, detail: { reason, because, requestId } }, now);
}
