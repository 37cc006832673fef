import type { LicenceStock } from '../../graph/access/licence-stock.ts';
import type { LicenceAccess } from '../../guests/project/project.ts';
import type { AccessName } from '../../store/requests/requests.ts';

/** Names licences as the tenant does. Names them by sku where the tenant has no name, or the bot may not read it. */
export function licenceNames(
  licences: readonly Pick<LicenceAccess, 'skuId'>[],
  stock: readonly LicenceStock[] | 'not readable',
): AccessName[] {
  const known = new Map(
    stock === 'not readable' ? [] : stock.map(({ skuId, name }) => [skuId, name]),
  );
  return licences.map(({ skuId }) => ({
    kind: 'licence',
    id: skuId,
    name: known.get(skuId.toLowerCase()) ?? skuId,
  }));
}
