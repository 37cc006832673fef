import { signInFreshHours } from '../../guests/ending/notice-times.ts';
import type { Db } from '../database.ts';
import { mayHaveAccess } from '../fragments.ts';
import { column, run } from '../statement.ts';
import type { EndNotice } from './end-notices.ts';

/**
 * Accounts that a notice names among its first `named` guests to some reader, that have accepted, and whose last
 * sign-in the bot has not read of late. An owner reads of all guests, a requester of their own.
 */
export async function unseenAccounts(
  db: Db,
  { id, createdAt }: Pick<EndNotice, 'id' | 'createdAt'>,
  { named, limit }: { named: number; limit: number },
): Promise<string[]> {
  return await column(db)`
    with listed as (
      select g.object_id, g.state, g.sign_in_read_at, row_number() over (order by n.ends_at, i.id) as place,
        row_number() over (partition by r.requester_id order by n.ends_at, i.id) as own_place
      from end_notice_row n join invitation i on i.id = n.invitation_id join request r on r.id = i.request_id
      join guest g on g.id = i.guest_id
      where n.notice_id = ${id} and ${mayHaveAccess('i')})
    select object_id from listed
    where state = 'accepted' and object_id is not null and (place <= ${named} or own_place <= ${named})
      and (sign_in_read_at is null or sign_in_read_at < ${createdAt}::timestamptz - make_interval(hours => ${signInFreshHours}))
    group by object_id order by min(place) limit ${limit}`;
}

/** When these accounts last signed in, as Graph said it now; null: never so far. */
export async function storeSignIns(
  db: Db,
  tenantId: string,
  read: readonly { objectId: string; at: Date | null }[],
  now: Date,
): Promise<void> {
  await run(db)`
    update guest g set signed_in_at = r.at, sign_in_read_at = ${now}
    from jsonb_to_recordset(${JSON.stringify(read)}::jsonb) as r("objectId" text, at timestamptz)
    where g.tenant_id = ${tenantId} and g.object_id = r."objectId"`;
}
