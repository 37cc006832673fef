import { lastDay } from '../../src/guests/ending/end-instant.ts';
import type { ResultStatus } from '../../src/guests/list/result-columns.ts';
import type { ResultRow } from '../../src/store/requests/results.ts';

/** The last day before and the last day now, as YYYY-MM-DD. */
export type EndMoved = { from: string | undefined; to: string };

/** How a row that extended moved the end. Undefined for every other row. */
export function movedEnd(
  { moved }: Pick<ResultRow, 'moved'>,
  status: ResultStatus | null,
): EndMoved | undefined {
  if (moved === null || status !== 'extended') return undefined;
  return { from: dayIn(moved.from, moved.zone ?? 'UTC') ?? undefined, to: moved.to };
}

/**
 * `earlier` for a row that moved the end to an earlier day, or gave an end where there was none. `later` for every
 * other row.
 */
export function whereMoved(
  row: Pick<ResultRow, 'moved' | 'kind'>,
  status: ResultStatus | null,
): 'earlier' | 'later' {
  const moved = movedEnd(row, status);
  if (moved === undefined || row.kind !== 'extend') return 'later';
  return moved.from === undefined || moved.to < moved.from ? 'earlier' : 'later';
}

/** The last day before an instant; what is a day already stays so. */
export function dayIn(end: string | null | undefined, timeZone: string): string | null {
  if (end === null || end === undefined) return null;
  return end.includes('T') ? lastDay(new Date(end), timeZone) : end;
}
