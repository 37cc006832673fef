import type { Reason } from '../../guests/reason.ts';
import { dailyAt } from '../../guests/times/news-times.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { readLines } from '../../store/telling/person-settings.ts';
import { findPlace } from '../../store/telling/places.ts';
import {
  type DailyReader,
  dailyReaders,
  markLines,
  takeDaily,
} from '../../store/telling/requester-lines.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { postNotice } from './tell-people.ts';

export type DailySummaryDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'>;

/**
 * Tells each requester for whom lines wait for the daily message who has accepted since the last one, over all
 * requests.
 */
export async function tellDailySummary(deps: DailySummaryDeps): Promise<void> {
  for (const reader of await dailyReaders(deps.db)) {
    const now = deps.clock.now();
    if (!isDue(reader, [reader.since], now)) continue;
    const count = await inTransaction(deps.db, (trx) => tellReader(trx, reader, now));
    if (count > 0) deps.log.info('day told', { personId: reader.personId, count });
  }
}

function isDue({ timeZone }: DailyReader, since: readonly Date[], now: Date): boolean {
  return since.some((at) => dailyAt(at, timeZone ?? 'UTC') <= now);
}

/** Puts everything that waits into one message. A requester who no longer wants any gets none. */
async function tellReader(trx: Db, reader: DailyReader, now: Date): Promise<number> {
  const parts = await takeDaily(trx, reader);
  const alertIds = parts.flatMap((part) => part.alertIds);
  const [first] = alertIds;
  const since = parts.map((part) => part.since);
  // Another replica may have sent it meanwhile; what waits now is for the next day.
  if (first === undefined || !isDue(reader, since, now)) return 0;
  await markLines(trx, alertIds, 'told');
  const place = await findPlace(trx, reader.tenantId, 'person', reader.personId);
  if (place === undefined || (await readLines(trx, reader)) === 'never') return 0;
  const listed = parts.map(({ requestId, alertIds: { length: count }, name }): Reason => {
    return { code: 'partners accepted', values: { number: String(requestId), count, name } };
  });
  const requestIds = parts.map(({ requestId }) => requestId);
  const detail = { daily: alertIds.length, listed: listed.slice(0, most), requestIds };
  const unlisted = Math.max(0, listed.length - most);
  const notice = { placeId: place.id, subjectId: first, topic: 'day told' };
  await postNotice(trx, { ...notice, detail: { ...detail, unlisted } }, now);
  return alertIds.length;
}

/** A message holds so many requests. */
const most = 10;
