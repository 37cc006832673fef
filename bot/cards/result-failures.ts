import type { Reason } from '../../src/guests/reason.ts';
import type { Key } from '../words/say.ts';

/** The heading of what went wrong, or of what to know. Where nothing worked, there are no others. */
export function failuresTitle(counts: Record<'worked' | 'open' | 'left', number>): Key {
  if (counts.open + counts.left === 0) return 'result.remarks';
  return counts.worked > 0 ? 'result.reasons' : 'result.reasons of all';
}

/** Of how many an end left something. The request that ends them goes on with that. */
export const countLeft = (failures: readonly { reasons: readonly Reason[] }[]): number =>
  failures.filter(({ reasons }) =>
    reasons.some(({ code }) => code === 'taken in part' || code === 'left later'),
  ).length;
