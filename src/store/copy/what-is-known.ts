import type { Db } from '../database.ts';
import { all, distinct } from '../statement.ts';

/** The guests, among these object ids, that the bot knows. In lower case. */
export async function knownGuests(
  db: Db,
  objectIds: readonly string[],
): Promise<ReadonlySet<string>> {
  return await distinct(db)<string>`
    select lower(object_id) as id from guest where lower(object_id) = any (${objectIds})`;
}

/** The requests that would still invite one of these addresses: the first of each. */
export async function openRequestsFor(
  db: Db,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await all(db)<{ address: string; requestId: number }>`
    select address, min(request_id) as request_id from invitation
    where address = any (${addresses}) and state in ('awaiting approval', 'approved', 'working')
    group by address`;
  return new Map(rows.map(({ address, requestId }) => [address, requestId]));
}
