import type { Db } from '../database.ts';
import { column, run } from '../statement.ts';
import type { Train } from './alert-trains.ts';

/** Asks the bot to tell alerts in a place. The bot tells each one there once, however often somebody asks. */
export async function copyAlerts(
  db: Db,
  alertIds: readonly number[],
  placeId: number,
): Promise<void> {
  await run(db)`
    insert into alert_copy (alert_id, place_id, project_key)
    select id, ${placeId}, project_key from alert where id = any(${alertIds}::bigint[])
    on conflict do nothing`;
}

/**
 * Puts waiting alerts into a digest, from one version of its card on; without a digest, each into a message of its own.
 */
export async function placeCopies(
  db: Db,
  train: Train,
  copies: { alertIds: readonly number[]; digest?: { id: number; version: number } },
  now: Date,
): Promise<void> {
  const { alertIds, digest } = copies;
  await run(db)`
    update alert_copy set placed_at = ${now}, digest_id = ${digest?.id ?? null}, version = ${digest?.version ?? 0}
    where place_id = ${train.placeId} and alert_id = any(${alertIds}::bigint[]) and placed_at is null`;
}

/**
 * Takes back the alerts that the card of a dead place did not show: they wait again and get a new route. Returns how
 * many there are.
 */
export async function releaseCopies(
  db: Db,
  card: { kind: 'alert' | 'digest'; subjectId: number; placeId: number; shown: number },
): Promise<number> {
  const ids = await column(db)<number>`
    update alert_copy set placed_at = null, digest_id = null, version = 0
    where place_id = ${card.placeId} and case when ${card.kind} = 'digest'
      then digest_id = ${card.subjectId} and version > ${card.shown}
      else alert_id = ${card.subjectId} and digest_id is null and ${card.shown} = 0 end
    returning alert_id`;
  await run(db)`update alert set routed_at = null where id = any(${ids}::bigint[])`;
  return ids.length;
}

/** The cards that show an alert. */
export async function cardsOfAlert(
  db: Db,
  alertId: number,
): Promise<{ kind: 'alert' | 'digest'; id: number }[]> {
  const digestIds = await column(db)<number | null>`
    select distinct digest_id from alert_copy where alert_id = ${alertId} and placed_at is not null`;
  return digestIds.map((digestId) =>
    digestId === null ? { kind: 'alert', id: alertId } : { kind: 'digest', id: digestId },
  );
}
