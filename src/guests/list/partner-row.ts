import type { Reason } from '../reason.ts';

/** One partner as a list names it: read, but not yet checked against anything. */
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
  /** YYYY-MM-DD, as written. */
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
};

/** Something the person should know about the list as a whole. Words: `note.<code>`. */
export type ListNote = {
  code:
    | 'unknown column' // column
    | 'column ignored' // column: known, with no equivalent in Graph
    | 'message not sent' // lines: how many rows carried a personal message
    | 'example skipped' // line
    | 'done rows skipped'; // count: rows of our own results file that were done
  values: Readonly<Record<string, string | number>>;
};
