import type { Db } from '../database.ts';
import { run } from '../statement.ts';

/**
 * Deletes name and address of the guests of these requests, which are forgotten, where all their other invitations are
 * forgotten too. The account's id stays.
 */
export async function forgetGuests(db: Db, requestIds: readonly number[]): Promise<void> {
  await run(db)`
    update guest set address = 'forgotten ' || id, display_name = null, organisation = null, offered_name = null, signed_in_at = null
    where address not like 'forgotten %' and id in (
      select guest_id from invitation where request_id = any(${requestIds}::bigint[]))
      and not exists (select from invitation i where i.guest_id = guest.id and i.address <> '')`;
}
