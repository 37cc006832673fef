import type { ListNote } from '../list/partner-row.ts';
import type { Reason } from '../reason.ts';

/**
 * The input of the reader from every door (a CSV, a workbook, pasted text): one row of cells and its line. Records come
 * in the order of their lines and leave no line out: the reader counts them.
 */
export type ListRecord = {
  /** The physical line on which it begins, from 1; the row's number in a workbook. */
  line: number;
  /** How many physical lines it takes: more than one when a cell contains line breaks. */
  lines: number;
  /** How many blank lines come between it and the record before it. */
  blank: number;
  cells: readonly string[];
  /** The line as the file has it, for lines above the table. Absent: the cells, joined by the separator. */
  text?: string;
  /** The faults that the door found: the line becomes a row with these problems, with any cells. */
  problems?: readonly Reason[];
  /** A note about this line, which the reader reads all the same. */
  said?: ListNote['code'];
  /** The door leaves the line out, and has a note that says so. The reader counts it and never reads it. */
  leftOut?: true;
};

/**
 * The fates of the physical lines of a list. `lines` is the sum of the others; otherwise the reader refuses the list.
 * Each skipped line has a note, each refused row a problem.
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
