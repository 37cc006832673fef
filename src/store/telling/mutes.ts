import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { all, changed, count, exists, run } from '../statement.ts';
import type { Train } from './alert-trains.ts';
import { cardLock } from './shown-cards.ts';

/** Mutes a project in a channel. False where it was muted already. */
export async function insertMute(
  db: Db,
  { projectKey, placeId, mutedBy }: Train & { mutedBy: string },
  now: Date,
): Promise<boolean> {
  return await changed(db)`
    insert into mute (project_key, place_id, muted_by, muted_at)
    values (${projectKey}, ${placeId}, ${mutedBy}, ${now}) on conflict do nothing`;
}

/** Unmutes a project in a channel. False where it was not muted. */
export async function deleteMute(db: Db, { projectKey, placeId }: Train): Promise<boolean> {
  return await changed(db)`
    delete from mute where project_key = ${projectKey} and place_id = ${placeId}`;
}

/** True where a project is muted in a channel. */
export async function isMuted(
  db: Db,
  { tenantId, projectKey, channelId }: { tenantId: string; projectKey: string; channelId: string },
): Promise<boolean> {
  return await exists(db)`
    select 1 from mute m join place p on p.id = m.place_id
    where m.project_key = ${projectKey} and p.tenant_id = ${tenantId} and p.kind = 'channel' and p.key = ${channelId}`;
}

/** A card that Teams has certainly not heard of. */
export type UnsentCard = { id: number; kind: 'alert' | 'digest'; subjectId: number };

/**
 * Takes the cards of a train that Teams has certainly not heard of, and locks them until the transaction ends. A
 * card that is on its way, or may have arrived, stays.
 */
export async function takeUnsent(db: Db, { projectKey, placeId }: Train): Promise<UnsentCard[]> {
  return await all(db)`
    with unsent as materialized (
      select s.id from shown_card s
      left join digest d on s.kind = 'digest' and d.id = s.subject_id
      left join alert a on s.kind = 'alert' and a.id = s.subject_id
      where s.place_id = ${placeId} and s.message_id is null and s.posting_at is null and s.dead_at is null
        and coalesce(d.project_key, a.project_key) = ${projectKey} order by s.id),
    held as materialized (
      select id from unsent where pg_try_advisory_xact_lock(${cardLock(sql`id`)}))
    select s.id, s.kind, s.subject_id from shown_card s join held on held.id = s.id
    where s.message_id is null and s.posting_at is null`;
}

/** Marks what waits for a muted place as missed there. Returns how many alerts that is. */
export async function markMissed(db: Db, { projectKey, placeId }: Train): Promise<number> {
  return await count(db)`
    update alert_copy set missed = true
    where project_key = ${projectKey} and place_id = ${placeId} and placed_at is null`;
}

/** Moves a project away from a place: the alerts that wait there find a new place. */
export async function leavePlace(db: Db, train: Train): Promise<void> {
  const { projectKey, placeId } = train;
  await deleteMute(db, train);
  await run(db)`
    with gone as (
      delete from alert_copy
      where project_key = ${projectKey} and place_id = ${placeId} and placed_at is null returning alert_id)
    update alert set routed_at = null where id in (select alert_id from gone)`;
}
