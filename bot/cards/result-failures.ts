import type { Reason } from '../../src/guests/reason.ts';
import type { Key } from '../words/say.ts';

/**
 * The heading above the reasons: for all rows where nothing worked, for the other rows where some did, and for remarks
 * where nothing went wrong.
 */
export function failuresTitle(counts: Record<'worked' | 'open' | 'left', number>): Key {
  if (counts.open + counts.left === 0) return 'result.remarks';
  return counts.worked > 0 ? 'result.reasons' : 'result.reasons of all';
}

/**
 * Counts the guests from whom an end could not take everything. The request that ends their access goes on with the
 * rest.
 */
export const countLeft = (failures: readonly { reasons: readonly Reason[] }[]): number =>
  failures.filter(({ reasons }) =>
    reasons.some(({ code }) => code === 'taken in part' || code === 'left later'),
  ).length;
