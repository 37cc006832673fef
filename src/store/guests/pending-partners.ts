import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database.ts';
import { isInvite, mayHaveAccess, wasAsked } from '../fragments.ts';
import { isLeftByEnd, isLeftLater } from '../how-access-ended.ts';
import { all } from '../statement.ts';
import { type Sight, seenBy } from './partners-in-sight.ts';

/** A partner who has not redeemed. */
export type PendingPartner = {
  guestId: number;
  name: string;
  address: string;
  projectKey: string;
  requestId: number;
  since: Date;
};

/**
 * Partners who have not redeemed, the longest waiting first; of one project, or of all that this sight includes. Each
 * row says how many there are in all.
 */
export async function pendingPartners(
  db: Db,
  sight: Sight,
  {
    projectKey,
    offset = 0,
    limit,
  }: { projectKey: string | undefined; offset?: number; limit: number },
): Promise<(PendingPartner & { inAll: number })[]> {
  return await all(db)`
    with meant as materialized (${meant(sight, projectKey)})
    select g.id as guest_id, coalesce(g.display_name, max(i.display_name)) as name, g.address, i.project_key,
      max(i.request_id) as request_id, min(r.confirmed_at) as since, count(*) over () as in_all
    from meant m join invitation i on i.id = m.id join guest g on g.id = i.guest_id join request r on r.id = i.request_id
    where i.plan <> 'member' and (${mayHaveAccess('i')} or ${isLeftByEnd('i')} or ${isLeftLater('i')}) and ${seenBy(sight)}
    group by g.id, i.project_key order by since, g.id, i.project_key limit ${limit} offset ${offset}`;
}

/**
 * The invitations of partners who have not redeemed, as far as they may be seen: those of own projects and those of own
 * requests each by an index of its own. One condition for both would read every such partner of the tenant.
 */
function meant(sight: Sight, projectKey: string | undefined): RawBuilder<unknown> {
  const { tenantId, requesterId, own, projects } = sight;
  const only = projectKey === undefined ? sql`true` : sql`i.project_key = ${projectKey}`;
  const asked = sql`${isInvite('i')} and ${wasAsked('i')} and ${only}`;
  // Guest by guest: a join would read all invitations.
  if (sight.all && projectKey === undefined)
    return sql`
      select each.id from guest g cross join lateral (
        select i.id from invitation i where i.guest_id = g.id and ${asked} offset 0) each
      where g.state = 'pending' and g.tenant_id = ${tenantId}`;
  const of = (which: RawBuilder<unknown>) => sql`
    select i.id from invitation i join request r on r.id = i.request_id join guest g on g.id = i.guest_id
    where ${asked} and g.state = 'pending' and g.tenant_id = ${tenantId} and ${which}`;
  if (sight.all) return of(sql`true`);
  return sql`${of(sql`i.project_key = any(${projects}::text[])`)}
    union ${of(sql`${own} and r.tenant_id = ${tenantId} and r.requester_id = ${requesterId}`)}`;
}
