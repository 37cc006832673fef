import { unguardFormula } from './formulas.ts';

/** What the results file has after the columns of the input. Never translated. */
export const ownColumns = ['Status', 'Reason', 'ObjectId', 'RequestNumber'] as const;

/** The statuses of rows that came to what was asked. */
export const workedStatuses = [
  'invited',
  'access given',
  'accepted',
  'revoked',
  'expired',
  'extended',
  'removed',
  'restored',
] as const;
/** The statuses of rows that somebody has to look at, or that wait. */
export const openStatuses = ['partly', 'unknown', 'failed', 'held'] as const;

/** The statuses of results. Never translated. */
export const resultStatuses = [
  ...workedStatuses,
  ...openStatuses,
  'kept',
  'rejected',
  'cancelled',
  'problem',
  'skipped',
] as const;
export type ResultStatus = (typeof resultStatuses)[number];

/** Rows with these need nothing more when a results file is dropped in again. */
const done: ReadonlySet<string> = new Set(['invited', 'access given', 'accepted']);

/** Takes what we wrote into a results file out of it again. */
export type OwnColumns = {
  /** The cells as the person's own file had them. */
  strip(cells: readonly string[]): string[];
  isDone(cells: readonly string[]): boolean;
  /** The request that the row comes from, as it is written there. */
  numberOf(cells: readonly string[]): string | undefined;
  unguard(text: string): string;
};

/**
 * Undefined for a file that is not a results file of ours: others have a `Status` and a `Request Number` too. Ours are
 * written without a space, all of them; only the reasons may have been deleted.
 */
export function findOwnColumns(header: readonly string[]): OwnColumns | undefined {
  const headings = header.map((cell) => cell.trim().toLowerCase());
  // The last of each name is ours: the person's own file may have had a Status before.
  const places = ownColumns.map((name) => headings.lastIndexOf(name.toLowerCase()));
  const [status = -1, reason = -1, objectId = -1, number = -1] = places;
  if (status === -1 || objectId === -1 || number === -1) return undefined;
  const ours = new Set([status, reason, objectId, number]);
  return {
    strip: (cells) => cells.filter((_, index) => !ours.has(index)).map(unguardFormula),
    isDone: (cells) =>
      done.has((cells[status] ?? '').trim().toLowerCase()) &&
      /^\s*\d+\s*$/.test(cells[number] ?? ''),
    numberOf: (cells) => /^\s*(\d{1,15})\s*$/.exec(cells[number] ?? '')?.[1],
    unguard: unguardFormula,
  };
}
