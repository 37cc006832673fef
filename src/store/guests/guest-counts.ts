import type { Db } from '../database.ts';
import { mayHaveAccess } from '../fragments.ts';
import { leftByEnds } from '../how-access-ended.ts';
import { one } from '../statement.ts';

/** Counts the partners of a project who have accepted, and the partners who have not yet. */
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
      select i.guest_id from ${leftByEnds} i where i.project_key = ${projectKey} and i.plan <> 'member'
      union
      select w.guest_id from watched w join watching k on k.project_key = w.project_key where w.project_key = ${projectKey}
    ) partner join guest g on g.id = partner.guest_id`;
}
