import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { mayHaveAccess } from '../fragments.ts';
import { all, column, run } from '../statement.ts';

/** A partner whom somebody invited without a mail, and whose link nobody has seen. */
export type Unlinked = {
  invitationId: number;
  objectId: string;
  name: string;
  address: string;
  redirectUrl: string;
};

const waitsForLink = sql`i.plan = 'invite' and not i.send_mail and i.link_shown_at is null and ${mayHaveAccess('i')}
  and g.state = 'pending' and g.object_id is not null`;

/** Counts the partners of a request whose links the bot can show. */
export async function countLinks(db: Db, requestId: number): Promise<number> {
  const [count] = await column(db)<number>`
    select count(*) as count from invitation i join guest g on g.id = i.guest_id
    where i.request_id = ${requestId} and ${waitsForLink}`;
  return count ?? 0;
}

/** Marks the next links as shown, before anybody sees them: two clicks never show the same one. */
export async function takeLinks(
  db: Db,
  requestId: number,
  most: number,
  now: Date,
): Promise<Unlinked[]> {
  return await all(db)`
    with next as (
      select i.id, g.object_id from invitation i join guest g on g.id = i.guest_id
      where i.request_id = ${requestId} and ${waitsForLink}
      order by i.row limit ${most} for update of i skip locked)
    update invitation i set link_shown_at = ${now} from next where i.id = next.id
    returning i.id as invitation_id, next.object_id, i.display_name as name, i.address, i.redirect_url`;
}

/** Unmarks links that nobody saw: the requester can ask for them again. */
export async function putBackLinks(db: Db, invitationIds: readonly number[]): Promise<void> {
  await run(db)`
    update invitation set link_shown_at = null where id = any(${invitationIds}::bigint[])`;
}
