import { sql } from 'kysely';
import { tenantId } from '../store/make-request.ts';
import type { Workshop } from './workshop.ts';

/** Makes existing guests that the ledger knows, so that their grants are due together at once. */
export async function knownGuests(shop: Workshop, addresses: readonly string[]): Promise<string[]> {
  const ids = addresses.map((address) => shop.directory.put(address).objectId);
  for (const [index, address] of addresses.entries()) {
    await sql`insert into guest (tenant_id, address, object_id, state)
      values (${tenantId}, ${address}, ${ids[index]}, 'pending')`.execute(shop.db);
  }
  return ids;
}

/** The number of members in each call that added any. */
export const addCalls = ({ directory }: Workshop): number[] =>
  directory.calls.flatMap((call) => (call.call === 'add' ? [call.objectIds.length] : []));
