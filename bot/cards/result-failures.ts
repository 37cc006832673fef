import type { Reason } from '../../src/guests/reason.ts';
import { reasonsWords } from '../words/reason-words.ts';
import type { Key, Say } from '../words/say.ts';
import type { CardData } from './render-card.ts';
import { besideLine, lineData } from './review-problems.ts';

/** `line`: absent where nobody wrote the lines. */
export type FailedRow = {
  line?: number | undefined;
  address?: string | undefined;
  reasons: readonly Reason[];
};

/** Each row that needs a word: where it stands, whom it names, why. */
export const failureRows = (failures: readonly FailedRow[], say: Say): CardData[] =>
  failures.map(({ line, address, reasons }) => ({
    ...lineData(line, say),
    address: besideLine(line, address),
    hasAddress: address !== undefined && address !== '',
    reason: ` ${reasonsWords(reasons.slice(0, 2), say)}`,
  }));

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
