import { sql } from 'kysely';
import type { OpenDigest, Told } from '../../guests/times/alert-times.ts';
import type { Db } from '../database.ts';
import { tryLock } from '../locks.ts';
import { all, first, run } from '../statement.ts';

/** One project in one place. Its alerts go there in one train of messages. */
export type Train = { projectKey: string; placeId: number };

/** The place `c.place_id` hears the project `c.project_key`: nobody muted it there. */
export const isHeard = sql`
  not exists (select from mute m where m.project_key = c.project_key and m.place_id = c.place_id)`;

/** The trains in which alerts wait. Alerts for a dead or muted place go on waiting. */
export async function waitingTrains(db: Db): Promise<Train[]> {
  return await all(db)`
    select distinct c.project_key, c.place_id from alert_copy c join place p on p.id = c.place_id
    where c.placed_at is null and p.dead_at is null and ${isHeard}`;
}

/** Locks a train until the transaction ends, for a caller who cannot come back later. */
export async function lockTrain(db: Db, train: Train): Promise<void> {
  await run(db)`select pg_advisory_xact_lock(${trainLock(train)})`;
}

const trainLock = ({ projectKey, placeId }: Train) =>
  sql`hashtext('alerts of ' || ${projectKey}::text), ${placeId}::integer`;

/** The alerts that wait in a train. */
export type WaitingAlerts = {
  alertIds: number[];
  since: Date;
  /** The place was muted when some of them came. */
  missed: boolean;
};

/** Locks a train until the transaction ends and reads what waits in it. Nothing where another replica has the lock. */
export async function takeTrain(db: Db, train: Train): Promise<WaitingAlerts | undefined> {
  if (!(await tryLock(db, trainLock(train)))) return undefined;
  const rows = await all(db)<{ alertId: number; createdAt: Date; missed: boolean }>`
    select c.alert_id, a.created_at, c.missed from alert_copy c join alert a on a.id = c.alert_id
    where c.project_key = ${train.projectKey} and c.place_id = ${train.placeId} and c.placed_at is null and ${isHeard}
    order by c.alert_id`;
  const [oldest] = rows;
  return (
    oldest && {
      alertIds: rows.map(({ alertId }) => alertId),
      since: oldest.createdAt,
      missed: rows.some((row) => row.missed),
    }
  );
}

/** The last alert and the last digest of a train, and whether Teams shows them yet. */
export async function toldLately(
  db: Db,
  { projectKey, placeId }: Train,
): Promise<Told & { digestId?: number }> {
  const alone = await first(db)<{ at: Date; shown: boolean }>`
    select c.placed_at as at, s.shown > 0 or s.dead_at is not null as shown
    from alert_copy c join shown_card s on s.kind = 'alert' and s.subject_id = c.alert_id and s.place_id = c.place_id
    where c.project_key = ${projectKey} and c.place_id = ${placeId} and c.digest_id is null and c.placed_at is not null
    order by c.placed_at desc limit 1`;
  const digest = await first(db)<OpenDigest & { id: number; shown: boolean }>`
    select d.*, s.shown >= s.wanted as shown
    from digest d join shown_card s on s.kind = 'digest' and s.subject_id = d.id and s.dead_at is null
    where d.project_key = ${projectKey} and d.place_id = ${placeId}
    order by d.id desc limit 1`;
  return { alone, digest, ...(digest === undefined ? {} : { digestId: digest.id }) };
}
