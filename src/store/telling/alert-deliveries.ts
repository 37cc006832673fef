import { sql } from 'kysely';
import type { OpenDigest, Told } from '../../guests/times/alert-times.ts';
import type { Db } from '../database.ts';
import { mayHaveAccess } from '../fragments.ts';
import { tryLock } from '../locks.ts';
import { all, column, first, one, run } from '../statement.ts';

/** One project in one place: what is told there, is told in one train of messages. */
export type Train = { projectKey: string; placeId: number };

/** Asks for alerts to be told in a place. Each is told there once, however often it is asked. */
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

/** A muted place hears nothing. */
const isHeard = sql`
  not exists (select from mute m where m.project_key = c.project_key and m.place_id = c.place_id)`;

/** Where something waits to be told. What waits for a place that is gone or silent goes on waiting. */
export async function waitingTrains(db: Db): Promise<Train[]> {
  return await all(db)`
    select distinct c.project_key, c.place_id from alert_copy c join place p on p.id = c.place_id
    where c.placed_at is null and p.dead_at is null and ${isHeard}`;
}

/** Holds a train until the transaction ends, for whoever cannot come back later. */
export async function lockTrain(db: Db, train: Train): Promise<void> {
  await run(db)`select pg_advisory_xact_lock(${trainLock(train)})`;
}

const trainLock = ({ projectKey, placeId }: Train) =>
  sql`hashtext('alerts of ' || ${projectKey}::text), ${placeId}::integer`;

export type Waiting = {
  alertIds: number[];
  since: Date;
  /** Whether the place was silent when some of them came. */
  missed: boolean;
};

/** Holds a train until the transaction ends, and says what waits in it; nothing where another replica holds it. */
export async function takeTrain(db: Db, train: Train): Promise<Waiting | undefined> {
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

/** What the place was told last, and whether Teams has it yet. */
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

export async function openDigest(
  db: Db,
  { projectKey, placeId }: Train,
  { openedAt, dueAt, windowMs, gained }: OpenDigest,
): Promise<number> {
  const { id } = await one(db)<{ id: number }>`
    insert into digest (project_key, place_id, opened_at, due_at, window_ms, gained)
    values (${projectKey}, ${placeId}, ${openedAt}, ${dueAt}, ${windowMs}, ${gained}) returning id`;
  return id;
}

export async function extendDigest(
  db: Db,
  id: number,
  { dueAt, windowMs, gained }: Omit<OpenDigest, 'openedAt'>,
): Promise<void> {
  await run(db)`
    update digest set due_at = ${dueAt}, window_ms = ${windowMs}, gained = ${gained} where id = ${id}`;
}

/** These are told by this digest, from this version of its card on; without a digest, each by itself. */
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
 * The place is gone: what its card has not shown waits again, and is routed anew. Returns how many that is.
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

export type DigestRecord = OpenDigest & { id: number; projectKey: string; placeId: number };

export async function readDigest(db: Db, id: number): Promise<DigestRecord | undefined> {
  return await first(db)`select * from digest where id = ${id}`;
}

export type ToldGuest = {
  alertId: number;
  name: string;
  organisation: string | null;
  signIn: string | null;
  access: string;
  acceptedAt: Date;
};

/** Everybody whom a digest tells of, up to a version of its card, the first to accept first. */
export async function guestsOfDigest(
  db: Db,
  digestId: number,
  version: number,
): Promise<ToldGuest[]> {
  return await all(db)`
    select a.id as alert_id, coalesce(g.display_name, i.display_name, '') as name, g.organisation, g.sign_in, a.access,
      coalesce(g.state_changed_at, a.created_at) as accepted_at
    from alert_copy c join alert a on a.id = c.alert_id join guest g on g.id = a.guest_id
    left join invitation i on i.id = a.invitation_id
    where c.digest_id = ${digestId} and c.version <= ${version} order by c.alert_id`;
}

/** How many partners of a project have accepted, and how many have not yet. */
export async function countGuests(
  db: Db,
  projectKey: string,
): Promise<{ accepted: number; pending: number }> {
  return await one(db)`
    select count(distinct g.id) filter (where g.state = 'accepted') as accepted,
      count(distinct g.id) filter (where g.state = 'pending') as pending
    from (
      select i.guest_id from invitation i
      where i.project_key = ${projectKey} and i.plan <> 'member' and ${mayHaveAccess('i')}
      union
      select w.guest_id from watched w join watching k on k.project_key = w.project_key where w.project_key = ${projectKey}
    ) partner join guest g on g.id = partner.guest_id`;
}

/** The messages that tell of an alert. */
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
