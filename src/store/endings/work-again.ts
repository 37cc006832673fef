import type { Db } from '../database.ts';
import { moving } from '../state-moves.ts';
import { column, run } from '../statement.ts';

const resuming = moving('invitation', ['complete', 'partly', 'failed'], 'working');
const reopening = moving('request', ['done'], 'confirmed');

/**
 * Moves rows that end access back to work, because some of their steps are due again, and reopens their requests: the
 * card then shows a new outcome. Leaves the rows of a request that another transaction holds: it waits for no lock,
 * since its callers hold guests, which others lock after their request. The bot carries out the steps all the same.
 */
export async function workAgain(
  db: Db,
  invitationIds: readonly number[],
  now: Date,
): Promise<void> {
  if (invitationIds.length === 0) return;
  const requestIds = await column(db)<number>`
    with held as (
      select id from request where forgotten_at is null and state in ('done', 'confirmed')
        and id in (select request_id from invitation where id = any(${invitationIds}::bigint[]))
      order by id for update skip locked)
    update invitation set state = ${resuming.to}, reason = null, ended_at = null
    where id = any(${invitationIds}::bigint[]) and kind = 'end' and state in ${resuming.from} and request_id in (select id from held)
    returning request_id`;
  await run(db)`
    update request set state = ${reopening.to}, ended_at = null, taken_up_at = ${now}
    where id = any(${requestIds}::bigint[]) and state in ${reopening.from}`;
}
