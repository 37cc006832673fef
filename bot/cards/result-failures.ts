import type { Reason } from '../../src/guests/reason.ts';
import type { RequestKind } from '../../src/guests/step.ts';
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

type Open = Partial<Record<'failed' | 'partly' | 'unknown', number>>;

/** The title where not everything worked. `asked`: all rows that were to be done. */
export function openTitle({ failed = 0, partly = 0, unknown = 0 }: Open, asked: number): Key {
  if (failed + partly === 0)
    return unknown === asked ? 'request.title.unknown' : 'request.title.some unknown';
  if (unknown > 0) return 'request.title.partly unknown';
  return failed === asked ? 'request.title.failed' : 'request.title.partly';
}

/** The label of the number of rows that did not work, or of which nobody can tell. */
export function openLabel({ failed = 0, partly = 0, unknown = 0 }: Open): Key {
  if (unknown === 0) return 'result.count.open';
  return failed + partly === 0 ? 'result.count.unknown' : 'result.count.open unknown';
}

type Given = { kind: RequestKind; counts: Partial<Record<'invited' | 'access given', number>> };

/** A guest who existed before was not invited, and neither was one who got another mail. */
export const doneLabel = ({ kind, counts }: Given): Key =>
  kind !== 'resend' && (counts.invited ?? 0) > 0 && (counts['access given'] ?? 0) === 0
    ? 'result.count.invited'
    : 'result.count.done';
