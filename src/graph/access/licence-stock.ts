import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { directoryId } from '../client/directory-id.ts';
import { tryRead } from '../client/read-graph.ts';

/** A licence that the organisation bought, and how many are left. */
export type LicenceStock = { skuId: string; name: string; left: number };

const count = v.nullish(v.number(), 0);
const stockBody = v.object({
  value: v.array(
    v.object({
      skuId: directoryId,
      skuPartNumber: v.nullish(v.string(), ''),
      consumedUnits: count,
      prepaidUnits: v.nullish(v.object({ enabled: count }), { enabled: 0 }),
    }),
  ),
});
const query = { $select: 'skuId,skuPartNumber,consumedUnits,prepaidUnits' };

/** Reads the organisation's licences and how many of each are left. `not readable`: the permission is missing. */
export async function readLicenceStock(
  client: GraphClient,
): Promise<LicenceStock[] | 'not readable'> {
  const answer = await tryRead(client, { path: '/subscribedSkus', query }, stockBody);
  if (answer.kind === 'not readable') return 'not readable';
  const skus = answer.kind === 'read' ? answer.value.value : [];
  return skus.map(({ skuId, skuPartNumber, consumedUnits, prepaidUnits }) => ({
    skuId,
    name: skuPartNumber || skuId,
    left: Math.max(0, (prepaidUnits?.enabled ?? 0) - consumedUnits),
  }));
}
