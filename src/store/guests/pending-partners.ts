import type { Db } from '../database.ts';
import { mayHaveAccess } from '../fragments.ts';
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
 * Partners who have not redeemed, the longest waiting first; of one project, or of all that may be seen. Each row says
 * how many there are in all.
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
    select g.id as guest_id, coalesce(g.display_name, max(i.display_name)) as name, g.address, i.project_key,
      max(i.request_id) as request_id, min(r.confirmed_at) as since, count(*) over () as in_all
    from guest g join invitation i on i.guest_id = g.id join request r on r.id = i.request_id
    where g.state = 'pending' and i.plan <> 'member' and (${mayHaveAccess('i')} or ${isLeftByEnd('i')} or ${isLeftLater('i')})
      and (${projectKey ?? null}::text is null or i.project_key = ${projectKey ?? null}) and ${seenBy(sight)}
    group by g.id, i.project_key order by since, g.id, i.project_key limit ${limit} offset ${offset}`;
}
