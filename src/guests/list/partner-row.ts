import type { Reason } from '../reason.ts';
import type { DayOrder } from '../text/read-day.ts';

/** One partner of a list: read, but not checked yet. */
export type PartnerRow = {
  /** The physical line of the file or of the message, from 1; the header counts. */
  line: number;
  /** The cells as the list has them, for the results file. */
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
  /** As the list writes it; `readUntil` reads it. */
  until?: string;
  /** The faults that the reader found. The bot never invites a row with problems. */
  problems: readonly Reason[];
};

/** A row as the checks need it: without the cells that it was read from. */
export type PartnerFields = Omit<PartnerRow, 'cells'>;

/** The layout of a list. Its results go back in the same layout. */
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
  /** The part that its dates write first, if they prove it. */
  dates?: DayOrder;
};

/**
 * Notes for the requester about the list as a whole, the most important first: people whom the list may not mean, names
 * that may be wrong, parts that the reader left out. Words: `note.<code>`. `lines`: the first three lines. `text`: an
 * example from the first of them; for addresses left out, all of them, in several notes if they are many.
 */
export const listNoteCodes = [
  'message edited', // before (none, discarded, over, stays), number (of the request before)
  'mends request', // number, before (discarded, waits, stays, over): a results file of ours, dropped in again. From the reader: text
  'drafts lapsed', // count, numbers (the first eight), drafts, rows: the requester's oldest drafts, beyond so many
  'people left out', // words: typed text with addresses that it does not mean, or that speak of somebody else
  'perhaps not meant', // words: typed text of partners who may not be meant; the bot invites them
  'words not used', // words: typed words that the reader does not understand
  'on marked sheets', // count, text (address and sheet): the name of another sheet says that its people are not meant
  'sheets not read', // sheet (read), others, count, holding (those with addresses), holds, people (their faulty rows), beyond
  'rows marked', // count, lines, text (address, heading and cell): a column that is not read says that a row is not meant
  'yes and no', // columns, count: not read; they say yes for some people, and no or nothing for others
  'few remarks', // count, lines, text (heading and cell): words in a column that is not read and that most rows leave empty
  'hidden rows', // count, lines, text: hidden in the workbook, not invited
  'struck rows', // count, lines, text: struck through in the workbook, not invited
  'cell notes', // count, lines, text (cell, address and words of each): notes, comments and text boxes of the workbook
  'cells struck', // count, lines, text (address and words): something else than the address is struck through
  'rows unseen', // count, lines, text: white text, or a format that shows nothing
  'rows pale', // count, lines, text: grey text, in a sheet whose other rows are not
  'rules not read', // count, text (ranges): rules of the workbook strike text through, or make it pale
  'links differ', // count, lines, text (what the cell shows), other (where the link leads)
  'other addresses', // column, count, lines, addresses: a column contains addresses and is not the address column
  'several tables', // count, lines: the headings of the later ones
  'addresses above', // count, lines, text: above the table or in its headings, not invited
  'no headings', // column, name: by number; 0 for no names
  'name parts taken', // given, family, name (the first): headings that we do not know, whose cells are parts of names
  'names joined', // column, given, family (by number), name (the first): of a list without headings
  'column chosen', // column, other: both have one meaning, and the reader reads the first
  'address column taken', // column: its cells show that it contains the addresses
  'name column taken', // column, name: its cells and its heading show that it contains the names
  'aliases left out', // count, lines, text: further addresses of the same person
  'names broken', // count, lines, text: letters are lost
  'names odd', // count, lines, text: kept, and hardly names
  'code page', // codePage, count, lines, text: names beyond ASCII in a list that is not Unicode
  'mixed encodings', // line
  'no names', // count, lines, text: the text is no name
  'names elsewhere', // column, name, read (yes if the reader takes a part of the name): a column that looks like names
  'separators mended', // count, lines, text: the reader split the line in another way
  'short rows', // count, lines, text: fewer cells than the others, so a cell may be under a wrong heading
  'merged cells', // count, lines, text: one cell over several rows counts for each of them
  'formulas without result', // count, lines
  'beside cells', // column (the place: a word of `Outside`), count, addresses: of the workbook, and no cell has them
  'hidden columns', // columns, count: hidden in the workbook; the reader reads them
  'quotes mended', // count, lines
  'lines in a cell', // count, lines
  'names repaired', // count, lines, text
  'names cleaned', // count, lines, text
  'several addresses in a cell', // count, lines, text: the reader takes all of them
  'columns left out', // columns, count
  'unknown column', // column: only in requests that an older version stored
  'column ignored', // column: Graph has no equivalent
  'message not sent', // count, lines: how many rows carried a personal message
  'headings again', // count, lines
  'titles skipped', // count, lines, text
  'example skipped', // count, lines
  'done rows skipped', // count: rows of our own results file that need nothing more
] as const;
export type ListNote = {
  code: (typeof listNoteCodes)[number];
  values: Readonly<Record<string, string | number>>;
};
