import { sql } from 'kysely';
import { openBecause } from '../../guests/ending/decide-account.ts';
import type { ReasonCode } from '../../guests/reason.ts';
import type { EndCause } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import { isTake, isUnderWay, ownRequester } from '../fragments.ts';
import { howEnded } from '../how-access-ended.ts';
import { all, changed, column, run } from '../statement.ts';
import { answerWord } from '../step-answer-words.ts';

/** The ends of one request in one project, and the people whom the bot tells. */
export type EndedInRequest = {
  requestId: number;
  tenantId: string;
  /** The requester of the end. */
  requesterId: string;
  requesterName: string;
  cause: EndCause;
  /** The first of the requests that invited. Null where their rows are gone. */
  invitedIn: number | null;
  projectKey: string;
  /**
   * Guests whose access is over, or who never get any because their invitation had not begun. Counts guests since the
   * bot last told of this request, as `failed` does.
   */
  ended: number;
  /** Guests who keep all that the invitation gave: there was nothing to take. */
  kept: number;
  /** Guests whose access, or whose account, was gone before the end came. */
  gone: number;
  /** Guests whose access was over, and from whom the bot has taken since then what was left. */
  late: number;
  /** Rows whose end came to nothing. */
  failed: number;
  /** Accounts that stay open against the project's rule. */
  leftOpen: number;
  /** Accounts that the bot blocked, and whose open sessions it may not end. */
  signedIn: number;
  /** The people who invited the guests whose access ended. */
  inviters: string[];
};

/** Finished requests that end something, and whose present outcome the bot has not told yet. */
export async function endedRequests(db: Db, limit: number): Promise<EndedInRequest[]> {
  const ids = await column(db)<number>`
    select r.id from request r where ${isUntold} order by r.id limit ${limit}`;
  // The bot asks again and again, and mostly there is none: PostgreSQL plans what follows for longer than it reads.
  if (ids.length === 0) return [];
  return await all(db)`
    with untold as (
      select r.id, r.tenant_id, r.requester_id, r.requester_name, coalesce(r.ends_told_at, '-infinity') as told from request r
      where r.id = any(${ids}::bigint[]) and ${isUntold})
    select r.id as request_id, r.tenant_id, r.requester_id, r.requester_name, e.project_key, e.cause, min(t.request_id) as invited_in,
      count(distinct coalesce(t.guest_id, -t.id)) filter (where t.state in ('revoked', 'expired', 'cancelled')
        and not t.kept and not t.gone and not t.left_later and coalesce(t.over_at, t.ended_at) > r.told) as ended,
      count(distinct t.guest_id) filter (where t.kept and t.over_at > r.told) as kept,
      count(distinct t.guest_id) filter (where t.gone and t.over_at > r.told) as gone,
      count(distinct t.guest_id) filter (where t.over_at <= r.told and t.taken_at > r.told) as late,
      count(distinct e.id) filter (where e.state in ('failed', 'partly') and e.ended_at > r.told) as failed,
      count(distinct e.id) filter (where e.ended_at > r.told and ${isBlockSaying(openBecause)}) as left_open,
      count(distinct e.id) filter (where e.ended_at > r.told and ${isBlockSaying(['sessions not ended'])}) as signed_in,
      coalesce(array_agg(distinct who.asked_by) filter (where who.asked_by is not null), '{}') as inviters
    from untold r join invitation e on e.request_id = r.id
    left join lateral (
      select id, state, request_id, asked_first_by, guest_id, over_at, ended_at, how.kept is true as kept, how.gone_before is true as gone,
        how.left_later is true as left_later, ${lastTaken('e')} as taken_at
      from invitation left join lateral ${howEnded('invitation')} how on true where ending_id = e.id
      union
      select id, state, request_id, asked_first_by, guest_id, over_at, ended_at, false, false, false, null from invitation
      where id = any(e.about) and state = 'cancelled' and reason->>'code' = ${notBegun} and e.state = 'complete') t on true
    left join request tr on tr.id = t.request_id
    left join lateral unnest(array[tr.requester_id, t.asked_first_by]) as who(asked_by) on true
    where e.kind = 'end'
    group by r.id, r.tenant_id, r.requester_id, r.requester_name, e.project_key, e.cause order by r.id`;
}

const isUntold = sql<boolean>`(r.kind = 'end' and r.state = 'done' and r.ends_told_at is distinct from r.ended_at)`;

/** When the row last took something. */
const lastTaken = (row: string) => sql<Date | null>`(
  select max(s.settled_at) from step s where s.invitation_id = ${sql.ref(`${row}.id`)} and ${isTake('s')} and s.state = 'done'
    and s.answer = ${answerWord('taken')})`;

/** The block of the row's account has one of these reasons. `e`: the row. */
const isBlockSaying = (codes: readonly ReasonCode[]) => sql<boolean>`exists (
  select from step s where s.invitation_id = e.id and s.kind = 'block' and s.state = 'done'
    and s.reason->>'code' = any(${codes}::text[]))`;

const notBegun: ReasonCode = 'not begun';

/**
 * Lets the channel hear of guests from whom a request took nothing in time, and something since the bot last told of
 * it: no digest has counted them.
 */
export async function untellLate(db: Db, requestId: number): Promise<void> {
  await run(db)`
    update invitation t set over_told = false
    from invitation e join request r on r.id = e.request_id
    where r.id = ${requestId} and r.state = 'done' and r.ends_told_at is distinct from r.ended_at
      and e.kind = 'end' and t.ending_id = e.id and t.over_at <= r.ends_told_at and ${lastTaken('e')} > r.ends_told_at
      and not exists (select from step s where s.invitation_id = e.id and ${isTake('s')} and s.state = 'done'
        and s.answer = ${answerWord('taken')} and s.settled_at <= r.ends_told_at)`;
}

/** Marks the ends of a request as told, by compare and set: one replica tells them. */
export async function markEndsTold(db: Db, requestId: number): Promise<boolean> {
  return await changed(db)`
    update request set ends_told_at = ended_at
    where id = ${requestId} and state = 'done' and ends_told_at is distinct from ended_at`;
}

/** A project whose channel has not heard of some ends. */
export type UntoldEnds = { tenantId: string; projectKey: string };

/**
 * Projects with ends of which the bot has told no channel. Leaves out a project whose channel heard of ends on this
 * day, and one where an end is at work or may begin. A request of removals that took somebody from the project is told
 * of as a whole, and so are the planned removals, unless it is on hold.
 */
export async function untoldEnds(db: Db, day: string): Promise<UntoldEnds[]> {
  return await all(db)`
    with removing as materialized (
      select distinct q.id, q.requester_id = ${ownRequester} as planned from invitation e join request q on q.id = e.request_id
      where e.kind = 'remove' and ${isUnderWay('e')} and q.held_at is null)
    select r.tenant_id, i.project_key from (
      select request_id, project_key, ending_id, false as planned from invitation where over_at is not null and not over_told
      union all
      select request_id, project_key, null, true from invitation where removal_untold) i join request r on r.id = i.request_id
    left join invitation ended_by on ended_by.id = i.ending_id
    where not exists (select from end_digest d where d.tenant_id = r.tenant_id and d.project_key = i.project_key and d.day = ${day})
      and not exists (select from invitation e join request q on q.id = e.request_id
        where e.project_key = i.project_key and e.kind = 'end' and (e.state = 'working' or e.state = 'approved' and q.held_at is null))
    group by r.tenant_id, i.project_key
    having not bool_or(exists (select from removing m where m.id = ended_by.request_id or m.planned and i.planned))`;
}

/**
 * The partners that a digest counts: partners who lost access, partners whose invitation was taken back because they
 * had not accepted it, and partners whose account the bot removed after the end.
 */
export type Gathered = { ended: number; takenBack: number; removed: number };

/**
 * Gathers the ends and removals of a project into the digest of a day. All numbers are 0 where another replica gathered
 * them.
 */
export async function gatherEnds(
  db: Db,
  { tenantId, projectKey }: UntoldEnds,
  { day, now }: { day: string; now: Date },
): Promise<Gathered> {
  const guests = await all(db)<{ guestId: number | null; takesBack: boolean }>`
    update invitation i set over_told = true from request r
    where r.id = i.request_id and r.tenant_id = ${tenantId} and i.project_key = ${projectKey} and i.over_at is not null
      and not i.over_told
    returning case when not exists (select from ${howEnded('i')} how where how.kept or how.gone_before or how.left_later) then i.guest_id end as guest_id,
      exists (select from invitation e where e.id = i.ending_id and e.cause in ('undone', 'not accepted')) as takes_back`;
  const gone = await column(db)<number | null>`
    update invitation i set removal_untold = false from request r
    where r.id = i.request_id and r.tenant_id = ${tenantId} and i.project_key = ${projectKey} and i.removal_untold
    returning (select g.id from guest g where g.id = i.guest_id and g.removed_at is not null)`;
  const [back, over] = [true, false].map((wanted) =>
    guests.flatMap(({ guestId, takesBack }) => (takesBack === wanted ? guestId : null)),
  );
  const gathered = { ended: countOf(over), takenBack: countOf(back), removed: countOf(gone) };
  const count = gathered.ended + gathered.takenBack + gathered.removed;
  if (count === 0) return gathered;
  await run(db)`
    insert into end_digest (tenant_id, project_key, day, count, told_at)
    values (${tenantId}, ${projectKey}, ${day}, ${count}, ${now})`;
  return gathered;
}

const countOf = (guests: readonly (number | null)[] = []): number =>
  new Set(guests.filter((guestId) => guestId !== null)).size;

/** A finished request of removals of which the bot has told nobody yet. `planned`: it began the request by itself. */
export type RemovalsToTell = {
  requestId: number;
  tenantId: string;
  requesterId: string;
  requesterName: string;
  planned: boolean;
  /** How many accounts the bot could not remove, and of how many it cannot tell. */
  failed: number;
  unknown: number;
};

/** The finished requests of removals that the bot has to tell of, the oldest first. */
export async function removalsToTell(db: Db): Promise<RemovalsToTell[]> {
  return await all(db)`
    select r.id as request_id, r.tenant_id, r.requester_id, r.requester_name, r.automatic is not null as planned, count(e.id) filter (where e.state = 'failed') as failed,
      count(e.id) filter (where e.state = 'unknown') as unknown
    from request r left join invitation e on e.request_id = r.id and e.ended_at > coalesce(r.ends_told_at, '-infinity')
    where r.kind = 'remove' and r.state = 'done' and r.ends_told_at is distinct from r.ended_at
    group by r.id order by r.id`;
}
