import type { Reason } from '../../guests/reason.ts';
import type { NewEndingRow } from '../../store/endings/ending-rows.ts';
import type { RequestRow } from '../../store/requests/request-rows.ts';

/** The review of one row: what the bot would do, or what is wrong with the row. */
export type ReviewedEnd = {
  row: number;
  problems: readonly Reason[];
  /** Set where the row repeats another row. */
  skipped: Reason | null;
  ending?: NewEndingRow | undefined;
};

/** A row with these problems: the bot does nothing for it. */
export const wrongRow = ({ row }: RequestRow, ...problems: readonly Reason[]): ReviewedEnd => ({
  row: row,
  problems,
  skipped: null,
});
