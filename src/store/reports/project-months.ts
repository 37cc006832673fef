import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database.ts';
import { isGate, isInvite, wasAsked } from '../fragments.ts';
import { all } from '../statement.ts';

/** The projects of a report, and the instant from which it counts. Months are those of the reader's time zone. */
export type Reported = {
  tenantId: string;
  projectKeys: readonly string[];
  from: Date;
  timeZone: string;
};

/**
 * The outcomes of the guests in requests, each invitation once; members of the own tenant do not count. Guests in none
 * of these still wait, or were cancelled.
 */
export type ReportedCounts = {
  asked: number;
  accepted: number;
  refused: number;
  ended: number;
  /** From the mail to the first acceptance. Null: nobody accepted an invitation of this project. */
  medianHours: number | null;
};

/**
 * Counts of a project by the month of Confirm (YYYY-MM), or of the project as a whole. Or, without a project: how many
 * guests of all of them accepted within that hour.
 */
export type ReportedRow = ReportedCounts & {
  projectKey: string | null;
  month: string | null;
  hours: number | null;
};

/** Counts by project, by project and month (the oldest first), and by hours to the acceptance. */
export async function countMonths(db: Db, reported: Reported): Promise<ReportedRow[]> {
  return await all(db)`
    select e.project_key, e.month, e.hours, count(*) as asked, count(*) filter (where e.accepted) as accepted,
      count(*) filter (where e.refused) as refused, count(*) filter (where e.ended) as ended,
      percentile_disc(0.5) within group (order by e.hours) as median_hours
    from (${asked(reported)}) e
    group by grouping sets ((e.project_key, e.month), (e.project_key), (e.hours))
    having e.project_key is not null or e.hours is not null
    order by e.project_key, e.month`;
}

/** How many partners Entra or owners refused, by project, month and the code of the reason. */
export type Refusals = { projectKey: string; month: string; code: string; count: number };

/** Counts the refused by reason, the most frequent first. */
export async function countRefusals(db: Db, reported: Reported): Promise<Refusals[]> {
  return await all(db)`
    select e.project_key, e.month, coalesce(e.code, 'unknown') as code, count(*) as count
    from (${asked(reported)}) e where e.refused
    group by e.project_key, e.month, e.code order by count desc, code`;
}

/**
 * One row for each guest in a request. A member of the tenant gets access and is no guest. Project by project, so that
 * an index finds the rows of each. A guest who was removed has accepted if the project heard of it.
 */
const asked = ({ tenantId, projectKeys, from, timeZone }: Reported): RawBuilder<unknown> => sql`
  select each.* from unnest(${projectKeys}::text[]) p(key) cross join lateral (
    select i.project_key, to_char(r.confirmed_at at time zone ${timeZone}, 'YYYY-MM') as month,
      i.state in ('rejected', 'failed') as refused, i.reason->>'code' as code,
      i.over_at is not null as ended,
      i.state not in ('rejected', 'failed', 'cancelled') and (g.state = 'accepted' or came.at is not null) as accepted,
      case when came.at is not null then
        greatest(0, round(extract(epoch from came.at - coalesce(mailed.at, r.confirmed_at)) / 3600)::int) end as hours
    from invitation i join request r on r.id = i.request_id left join guest g on g.id = i.guest_id
    left join lateral (
      select min(a.created_at) as at from alert a where a.project_key = i.project_key and a.guest_id = i.guest_id) came
      on came.at >= r.confirmed_at
    left join lateral (
      select min(s.settled_at) as at from step s
      where s.invitation_id = i.id and s.state = 'done' and s.resend = 0 and ${isGate('s')}) mailed on came.at is not null
    where i.project_key = p.key and ${isInvite('i')} and i.plan <> 'member' and ${wasAsked('i')}
      and r.tenant_id = ${tenantId} and r.confirmed_at >= ${from}
    offset 0) each`;
