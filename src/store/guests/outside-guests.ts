import type { Db } from '../database.ts';
import { column, run } from '../statement.ts';

/** Makes exactly these projects watch. Returns the projects that did not watch before. */
export async function setWatching(db: Db, keys: readonly string[], now: Date): Promise<string[]> {
  await run(db)`delete from watching where project_key <> all(${keys}::text[])`;
  return await column(db)`
    insert into watching (project_key, since) select key, ${now} from unnest(${keys}::text[]) key
    on conflict do nothing returning project_key`;
}

/**
 * Asks for reads of unknown accounts, where any project watches. An account that was read and is no guest is read again
 * only where it is news.
 */
export async function askStrangers(
  db: Db,
  who: { tenantId: string; objectIds: readonly string[]; news: boolean },
  now: Date,
): Promise<void> {
  await run(db)`
    insert into stranger (tenant_id, object_id, due_at)
    select ${who.tenantId}, asked.object_id, ${now}
    from (select distinct unnest(${who.objectIds}::text[]) as object_id) asked
    where exists (select from watching) and not exists (
      select from guest g where g.tenant_id = ${who.tenantId} and g.object_id = asked.object_id)
    order by asked.object_id
    on conflict (tenant_id, object_id) do update set due_at = excluded.due_at where ${who.news}`;
}

/** The accounts to read, the most overdue first. */
export async function dueStrangers(db: Db, tenantId: string, limit: number): Promise<string[]> {
  return await column(db)`
    select object_id from stranger where tenant_id = ${tenantId} and due_at is not null
    order by due_at, object_id limit ${limit}`;
}

/**
 * Ends the read of an unknown account. `no guest`: the bot remembers it, so that it reads a group full of colleagues
 * only once.
 */
export async function closeStranger(
  db: Db,
  who: { tenantId: string; objectId: string },
  as: 'no guest' | 'forgotten',
): Promise<void> {
  if (as === 'no guest') {
    await run(
      db,
    )`update stranger set due_at = null where tenant_id = ${who.tenantId} and object_id = ${who.objectId}`;
  } else {
    await run(
      db,
    )`delete from stranger where tenant_id = ${who.tenantId} and object_id = ${who.objectId}`;
  }
}

/** A guest whom nobody invited through the bot. */
export type Elsewhere = {
  tenantId: string;
  objectId: string;
  address: string;
  displayName: string | null;
  state: 'pending' | 'accepted';
  stateChangedAt: Date | null;
  signIn: string | null;
  organisation: string | null;
  /** Set where the acceptance is news: the guest is checked then. */
  lookDueAt: Date | null;
};

/**
 * Stores a guest whom nobody invited through the bot. Undefined where the bot knows the address or the account by now.
 */
export async function insertElsewhere(db: Db, guest: Elsewhere): Promise<number | undefined> {
  const [id] = await column(db)<number>`
    insert into guest (tenant_id, address, object_id, display_name, state, state_changed_at, sign_in, organisation,
      look_due_at)
    select ${guest.tenantId}, ${guest.address}, ${guest.objectId}, ${guest.displayName}, ${guest.state},
      ${guest.stateChangedAt}::timestamptz, ${guest.signIn}, ${guest.organisation}, ${guest.lookDueAt}::timestamptz
    where not exists (select from guest where tenant_id = ${guest.tenantId} and object_id = ${guest.objectId})
    on conflict (tenant_id, address) do nothing returning id`;
  return id;
}

/** Notes that a guest belongs to these watching projects. */
export async function insertWatched(
  db: Db,
  guestId: number,
  projectKeys: readonly string[],
  now: Date,
): Promise<void> {
  await run(db)`
    insert into watched (project_key, guest_id, seen_at) select key, ${guestId}, ${now}::timestamptz from unnest(${projectKeys}::text[]) key
    on conflict do nothing`;
}

/** Notes that the guests of these accounts belong to a watching project. */
export async function watchAccounts(
  db: Db,
  projectKey: string,
  { tenantId, objectIds }: { tenantId: string; objectIds: readonly string[] },
  now: Date,
): Promise<void> {
  await run(db)`
    insert into watched (project_key, guest_id, seen_at)
    select ${projectKey}, id, ${now}::timestamptz from guest
    where tenant_id = ${tenantId} and object_id = any(${objectIds}::text[]) and state in ('pending', 'accepted')
    order by id on conflict do nothing`;
}

/** Deletes names and addresses of guests whom the bot only watched, once their alert is long past. */
export async function forgetWatched(db: Db, before: Date): Promise<void> {
  await run(db)`
    update guest g set address = 'forgotten ' || g.id, display_name = null, organisation = null, offered_name = null, signed_in_at = null
    where g.address not like 'forgotten %' and g.state <> 'pending' and g.state_changed_at < ${before}
      and exists (select from watched w where w.guest_id = g.id)
      and not exists (select from invitation i where i.guest_id = g.id)`;
}
