import { sql } from 'kysely';
import type { Access } from '../../guests/project/project.ts';
import type { Db } from '../database.ts';
import { isInvite, isUnderWay, mayHaveAccess } from '../fragments.ts';
import { isLeftByEnd, isLeftLater } from '../how-access-ended.ts';
import { all } from '../statement.ts';

/** Access that an invitation gives to somebody who is there already. `address`: the address in the request. */
export type AccessThere = {
  address: string;
  projectKey: string;
  access: Access;
  /** The last day that the invitation names. The project's rule may end the access before it. */
  endsOn: string | null;
  endsAt: Date | null;
  endZone: string | null;
  /** An end of it is under way, or came to nothing: it may go at any moment. */
  ending: boolean;
};

/** The row `e` ends access, and is not done. */
const isEndUnderWay = sql<boolean>`(e.kind = 'end' and ${isUnderWay('e')})`;

/** The access that these people have, under any address of their accounts: the newest invitation first. */
export async function accessThere(
  db: Db,
  tenantId: string,
  people: readonly { address: string; objectId: string | null }[],
): Promise<AccessThere[]> {
  return await all(db)`
    select p.address, i.project_key, i.access, i.ends_on, i.ends_at, i.end_zone,
      not ${mayHaveAccess('i')} or exists (select from invitation e where e.guest_id = i.guest_id and ${isEndUnderWay} and i.id = any(e.about)) as ending
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as p(address text, "objectId" text)
    join guest g on g.tenant_id = ${tenantId} and (g.address = p.address or g.object_id = p."objectId")
    join invitation i on i.guest_id = g.id and (${mayHaveAccess('i')} or ${isLeftByEnd('i')} or ${isLeftLater('i')}
      or ${isInvite('i')} and exists (select from invitation e where e.id = i.ending_id and ${isEndUnderWay}))
    order by i.id desc`;
}
