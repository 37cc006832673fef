import type { ListNote } from '../list/partner-row.ts';
import type { Reason } from '../reason.ts';

/**
 * What every door (a CSV, a workbook, pasted text) gives the reader: one line of cells, and where it stands. Records
 * come in the order of their lines, and leave no line out: the reader keeps the balance.
 */
export type ListRecord = {
  /** The physical line on which it begins, from 1; the row's number in a workbook. */
  line: number;
  /** How many physical lines it takes: more than one where a cell holds line breaks. */
  lines: number;
  /** How many blank lines stand between it and the record before it. */
  blank: number;
  cells: readonly string[];
  /** The line as it stands, for lines above the table. Left out, the cells are written as a line. */
  text?: string;
  /** What the door found wrong: the line becomes a row with these problems, whatever its cells say. */
  problems?: readonly Reason[];
  /** What there is to say about it though it is read: one note for all lines of a kind. */
  said?: ListNote['code'];
  /** The door leaves the line out, and has a note that says so. It is counted, and never read. */
  leftOut?: true;
};

/**
 * What became of the physical lines of a list. `lines` is the sum of the others, or the list is refused. Lines that
 * are skipped have a note, rows that are refused a problem.
 */
export type Balance = {
  lines: number;
  header: number;
  preamble: number;
  blank: number;
  read: number;
  refused: number;
  skipped: number;
};
