import type { OpenDigest } from '../../guests/times/alert-times.ts';
import type { Db } from '../database.ts';
import { all, column, first, one, run } from '../statement.ts';
import type { Train } from './alert-trains.ts';

/** A message that gathers the alerts of one train for a while. */
export type DigestRecord = OpenDigest & { id: number; projectKey: string; placeId: number };

/** Opens a digest in a train and returns its id. */
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

/** Keeps a digest open for longer. */
export async function extendDigest(
  db: Db,
  id: number,
  { dueAt, windowMs, gained }: Omit<OpenDigest, 'openedAt'>,
): Promise<void> {
  await run(db)`
    update digest set due_at = ${dueAt}, window_ms = ${windowMs}, gained = ${gained} where id = ${id}`;
}

/** Reads a digest. */
export async function readDigest(db: Db, id: number): Promise<DigestRecord | undefined> {
  return await first(db)`select * from digest where id = ${id}`;
}

/** A guest in a digest. */
export type ToldGuest = {
  alertId: number;
  name: string;
  organisation: string | null;
  signIn: string | null;
  access: string;
  acceptedAt: Date;
};

/** The guests that a digest shows up to one version of its card, the first to accept first. */
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

/** The people who invited the guests of a digest. Null among them: nobody did, or the bot does not know any more. */
export async function invitersOfDigest(db: Db, digestId: number): Promise<(string | null)[]> {
  return await column(db)`
    select distinct r.requester_id from alert_copy c join alert a on a.id = c.alert_id
    left join invitation i on i.id = a.invitation_id left join request r on r.id = i.request_id
    where c.digest_id = ${digestId}`;
}
