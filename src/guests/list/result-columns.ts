import { unguardFormula } from './formulas.ts';

/** The columns that a results file has after those of the list. Never translated. */
export const ownColumns = ['Status', 'Reason', 'ObjectId', 'RequestNumber'] as const;

/** Statuses of rows that got what the requester asked for. */
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
/** Statuses of rows that wait, or that a person must check. */
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

/** Rows with these statuses need nothing more when the requester drops the results file in again. */
const done: ReadonlySet<string> = new Set(['invited', 'access given', 'accepted']);

/** Removes from a results file what the bot wrote into it. */
export type OwnColumns = {
  /** The cells as the requester's own file had them. */
  strip(cells: readonly string[]): string[];
  isDone(cells: readonly string[]): boolean;
  /** The number of the request that the row comes from; undefined when the cell is no number. */
  numberOf(cells: readonly string[]): string | undefined;
  unguard(text: string): string;
};

/**
 * Finds our columns in a results file. Undefined for any other file: other programs write a `Status` and a
 * `Request Number` too, but ours have no space, and all are there. People may have deleted only the reasons.
 */
export function findOwnColumns(header: readonly string[]): OwnColumns | undefined {
  const headings = header.map((cell) => cell.trim().toLowerCase());
  // The last of each name is ours: the requester's own file may have had a Status before.
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
