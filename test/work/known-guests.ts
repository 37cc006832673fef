import { sql } from 'kysely';
import { tenantId } from '../store/make-request.ts';
import type { Workshop } from './workshop.ts';

/** Guests who are all there and whom the ledger knows: their grants are due at once and together. */
export async function knownGuests(shop: Workshop, addresses: readonly string[]): Promise<string[]> {
  const ids = addresses.map((address) => shop.directory.put(address).objectId);
  for (const [index, address] of addresses.entries()) {
    await sql`insert into guest (tenant_id, address, object_id, state)
      values (${tenantId}, ${address}, ${ids[index]}, 'pending')`.execute(shop.db);
  }
  return ids;
}

/** Of each call that added members: how many. */
export const addCalls = ({ directory }: Workshop): number[] =>
  directory.calls.flatMap((call) => (call.call === 'add' ? [call.objectIds.length] : []));
