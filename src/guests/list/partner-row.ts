import type { Reason } from '../reason.ts';
import type { DayOrder } from '../text/read-day.ts';

/** One partner as a list names them: read, but not checked yet. */
export type PartnerRow = {
  /** Physical line of the file, the header counted; in typed and pasted lists the entry's number. */
  line: number;
  /** The fields as they stood, for the results file. */
  cells: readonly string[];
  address: string;
  displayName?: string;
  project?: string;
  language?: string;
  redirectUrl?: string;
  cc?: string;
  groups?: readonly string[];
  applications?: readonly string[];
  sendMail?: boolean;
  /** As written. */
  until?: string;
  /** What reading alone found wrong. A row with problems is never invited. */
  problems: readonly Reason[];
};

/** How a list was laid out, so that results go back in the same shape. */
export type ListLayout = {
  dialect:
    | 'microsoft 2015'
    | 'microsoft 2016'
    | 'entra template'
    | 'powershell'
    | 'guestlist'
    | 'typed';
  delimiter: string;
  /** Lines before the header, without line ends (`version:v1.0`). */
  preamble: readonly string[];
  header: readonly string[];
  /** Which of day and month its dates have first, where they show it. */
  dates?: DayOrder;
};

/**
 * What the person should know about the list as a whole, what matters most first: whoever may not be meant, then what
 * may be called wrong, then what is left out. Words: `note.<code>`. `lines` are the first three, `text` what
 * the first of them holds.
 */
export const listNoteCodes = [
  'message edited', // before (none, discarded, over, stays), number (of the request before)
  'mends request', // number, before (discarded, waits, stays, over): a results file of ours, dropped in again. While it is read: text
  'drafts lapsed', // count, numbers (the first eight), drafts, rows: the person's oldest drafts, over so many
  'words not used', // words: what was typed and not understood
  'sheets not read', // sheet (the one that is read), others, count: of a workbook
  'hidden rows', // count, lines, text: hidden in the workbook, not invited
  'links differ', // count, lines, text (what is shown), other (where the link leads)
  'other addresses', // column, count, lines, addresses (the first five): a column that is not read as addresses holds some
  'several tables', // count, lines: the headings of the later ones
  'addresses above', // count, lines, text: above the table or in its headings, not invited
  'no headings', // column, name: by number; 0 for no names
  'names joined', // column, given, family (by number), name (the first): of a list without headings
  'address column taken', // column: its cells show that it holds the addresses
  'name column taken', // column, name: its cells and its heading show that it holds the names
  'aliases left out', // count, lines, text: further addresses of the same person
  'names broken', // count, lines, text: letters are lost
  'code page', // codePage, count, lines, text: names beyond ASCII in a list that is not Unicode
  'mixed encodings', // line
  'no names', // count, lines, text: nobody's name
  'names elsewhere', // column, name, read (yes where a part of the name is read): a column that looks like names
  'separators mended', // count, lines, text: read otherwise than the line stands
  'merged cells', // count, lines, text: one cell over several rows counts for each of them
  'formulas without result', // count, lines
  'hidden columns', // columns, count: hidden in the workbook, and read
  'quotes mended', // count, lines
  'lines in a cell', // count, lines
  'names repaired', // count, lines, text
  'names cleaned', // count, lines, text
  'several addresses in a cell', // count, lines, text: all of them are read
  'columns left out', // columns, count
  'unknown column', // column: in lists that were read before
  'column ignored', // column: known, with no equivalent in Graph
  'message not sent', // count, lines: how many rows carried a personal message
  'headings again', // count, lines
  'titles skipped', // count, lines, text
  'example skipped', // count, lines
  'done rows skipped', // count: rows of our own results file that were done
] as const;
export type ListNote = {
  code: (typeof listNoteCodes)[number];
  values: Readonly<Record<string, string | number>>;
};
