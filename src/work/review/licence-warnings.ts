import type { LicenceStock } from '../../graph/access/licence-stock.ts';
import type { Reason } from '../../guests/reason.ts';
import type { Needed } from './review-totals.ts';

/** Warns about licences that do not suffice for the partners, and names the last few partners who would get none. */
export function licenceWarnings(
  needed: ReadonlyMap<string, Needed>,
  stock: readonly LicenceStock[] | 'not readable',
): Reason[] {
  if (needed.size === 0) return [];
  if (stock === 'not readable') return [{ code: 'licences not readable' }];
  return [...needed].flatMap(([skuId, { count, last }]): Reason[] => {
    const { name = skuId, left = 0 } = stock.find((each) => each.skuId === skuId) ?? {};
    if (left >= count) return [];
    const missing = count - left;
    const named = last.slice(-missing);
    const names = [...(missing > named.length ? ['\u2026'] : []), ...named].join(', ');
    return [{ code: 'licences short', values: { name, left, needed: count, missing, names } }];
  });
}
