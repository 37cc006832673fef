import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database.ts';
import { mayHaveAccess } from '../fragments.ts';
import { leftByEnds } from '../how-access-ended.ts';
import { all, column, one } from '../statement.ts';

/** `ending`: guests whose access ends soon. `elsewhere`: guests in the project's groups whom nobody invited here. */
export const guestFilters = ['all', 'pending', 'ending', 'elsewhere'] as const;
export type GuestFilter = (typeof guestFilters)[number];

/** The guests of a project that a reader wants. `endsBefore`: the moment that `ending` takes for soon. */
export type ProjectGuests = {
  tenantId: string;
  projectKey: string;
  filter: GuestFilter;
  endsBefore: Date;
};

/** A guest with access to a project, or with an invitation that gives it. A guest whose end failed is one too. */
export type ProjectGuest = {
  guestId: number;
  name: string;
  address: string;
  organisation: string | null;
  accepted: boolean;
  /** When the access was there, or else when somebody asked for it. Null: nobody knows. */
  since: Date | null;
  /** Null: the access has no end, or none that is known by now. */
  endsAt: Date | null;
  endZone: string | null;
  /** The names of the requesters, and the newest request. Null where the guest was added elsewhere. */
  requesters: string | null;
  requestId: number | null;
  elsewhere: boolean;
};

/**
 * A page of a project's guests, the newest first; for the filter `ending`, the earliest end first. Each row says how
 * many there are in all.
 */
export async function listProjectGuests(
  db: Db,
  which: ProjectGuests,
  { offset, limit }: { offset: number; limit: number },
): Promise<(ProjectGuest & { inAll: number })[]> {
  const by = (id: string) =>
    which.filter === 'ending' ? sql`ends_at, ${sql.ref(id)}` : sql`${sql.ref(id)} desc`;
  return await all(db)`
    with listed as materialized (
      select g.id, who.ends_at, count(*) over () as in_all
      from (${idsOf(which)}) who join guest g on g.id = who.guest_id
      where ${isListed(which)} order by ${by('g.id')} limit ${limit} offset ${offset})
    select ${columns}, l.in_all ${details(which)} order by ${by('l.id')}`;
}

/** So few that nobody else waits long while the bot reads and writes them. */
const perPage = 500;

/** All guests of a project, page by page, the oldest first. A page costs the same at any place. */
export async function* projectGuestPages(
  db: Db,
  which: ProjectGuests,
): AsyncGenerator<ProjectGuest[]> {
  for (let after = 0; ; ) {
    const ids = await idsAfter(db, which.projectKey, after);
    const page = await all(db)<ProjectGuest>`
      with listed as materialized (
        select g.id, who.ends_at
        from (${idsOf(which, ids)}) who join guest g on g.id = who.guest_id where ${isListed(which)})
      select ${columns} ${details(which)} order by l.id`;
    if (page.length > 0) yield page;
    const last = ids.at(-1);
    if (last === undefined || ids.length < perPage) return;
    after = last;
  }
}

/**
 * How many guests have access to a project of whom the bot has deleted name and address: their access has no end, and
 * their requests ended long ago.
 */
export async function countNameless(
  db: Db,
  { tenantId, projectKey }: Pick<ProjectGuests, 'tenantId' | 'projectKey'>,
): Promise<number> {
  const { count } = await one(db)<{ count: number }>`
    select count(distinct g.id) as count from ${giving(projectKey)} i join guest g on g.id = i.guest_id
    where g.tenant_id = ${tenantId} and g.state <> 'deleted' and g.address like 'forgotten %'`;
  return count;
}

/** The next ids of guests who may be in the list, in order. Indexes give them, and nothing behind them is read. */
async function idsAfter(db: Db, projectKey: string, after: number): Promise<number[]> {
  return await column(db)`
    (select distinct guest_id from invitation i
     where i.project_key = ${projectKey} and ${mayHaveAccess('i')} and guest_id > ${after} order by 1 limit ${perPage})
    union
    (select distinct guest_id from ${leftByEnds} i
     where i.project_key = ${projectKey} and guest_id > ${after} order by 1 limit ${perPage})
    union
    (select guest_id from watched where project_key = ${projectKey} and guest_id > ${after} order by 1 limit ${perPage})
    order by 1 limit ${perPage}`;
}

const isListed = ({ tenantId, filter }: ProjectGuests) => sql`
  g.tenant_id = ${tenantId} and g.state <> 'deleted' and g.address not like 'forgotten %'
  ${filter === 'pending' ? sql`and g.state = 'pending'` : sql``}`;

const shown = sql.raw(
  'i.id, i.guest_id, i.request_id, i.display_name, i.completed_at, i.ends_at, i.end_zone',
);

/** The invitations that give their guests this project's access. `lives`: false where an end could not take it. */
const giving = (projectKey: string) => sql`(
  select ${shown}, true as lives from invitation i
  where i.project_key = ${projectKey} and i.plan <> 'member' and ${mayHaveAccess('i')}
  union all
  select ${shown}, false from ${leftByEnds} i where i.project_key = ${projectKey} and i.plan <> 'member')`;

/**
 * The end of all of a guest's access: null where some of it has no end. Access that an end left counts where no other
 * lives.
 */
const ends = sql`case when bool_or(i.lives and i.ends_at is null) then null
  when bool_or(i.lives) then max(i.ends_at) filter (where i.lives) else max(i.ends_at) end`;

/** The guests by their ids, each once, with the end of their access. `among`: only these. */
function idsOf(which: ProjectGuests, among?: readonly number[]): RawBuilder<unknown> {
  const { projectKey, filter, endsBefore } = which;
  const only = among === undefined ? sql`` : sql`and guest_id = any(${among}::bigint[])`;
  const invited = sql`
    select i.guest_id, ${ends} as ends_at from ${giving(projectKey)} i
    where true ${only} group by i.guest_id
    ${filter === 'ending' ? sql`having ${ends} < ${endsBefore}` : sql``}`;
  const elsewhere = sql`
    select w.guest_id, null::timestamptz as ends_at
    from watched w join watching k on k.project_key = w.project_key
    where w.project_key = ${projectKey} ${only} and not exists (
      select from ${giving(projectKey)} i where i.guest_id = w.guest_id)`;
  if (filter === 'ending') return invited;
  return filter === 'elsewhere' ? elsewhere : sql`${invited} union all ${elsewhere}`;
}

const columns = sql`
  g.id as guest_id, coalesce(g.display_name, i.name, g.address) as name, g.address, g.organisation,
  g.state = 'accepted' as accepted, coalesce(i.since, w.seen_at) as since, l.ends_at, i.end_zone, i.requesters,
  i.request_id, i.request_id is null as elsewhere`;

const details = ({ projectKey }: ProjectGuests) => sql`
  from listed l join guest g on g.id = l.id
  left join watched w on w.project_key = ${projectKey} and w.guest_id = l.id
  left join lateral (
    select max(i.display_name) as name, min(coalesce(i.completed_at, r.confirmed_at)) as since,
      (array_agg(i.end_zone order by i.ends_at desc nulls last))[1] as end_zone,
      string_agg(distinct nullif(r.requester_name, ''), ', ') as requesters, max(i.request_id) as request_id
    from ${giving(projectKey)} i join request r on r.id = i.request_id
    where i.guest_id = l.id) i on true`;
