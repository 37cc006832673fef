export const listRefusedCodes = [
  'empty',
  'not csv',
  'xlsx', // an old workbook, or one with a password
  'workbook broken',
  'workbook too large',
  'zip',
  'gzip',
  'too large', // limit: bytes
  'message too long', // limit, unit: characters, words or html; as: list or command
  'too many rows', // limit
  'too many at once', // limit: lists of one person that are being read
  'too many columns', // limit
  'too many cells', // limit: rows times columns
  'no address column', // nearest: the heading that probably means it ('' if none)
  'duplicate column', // column, other
  'two address columns', // column, other: both contain addresses, and nothing says which one counts
  'vertical list', // each field on a line of its own
  'bulk create file', // Microsoft's files for other things
  'bulk delete file',
  'bulk restore file',
  'users export file', // column: names accounts beside other columns, so it is none of the two
  'mixed list', // headings that remove or restore beside headings that invite
  'group import file',
  'nul bytes',
  'unterminated quote', // line: where the record with the quote begins
  'record too long', // line
  'lines not accounted for', // line, last: a fault in our reader, which must not lose anybody
] as const;
export type ListRefusedCode = (typeof listRefusedCodes)[number];
/** The bot cannot use the file at all. Words: `list.<code>`. */
export class ListRefused extends Error {
  readonly code: ListRefusedCode;
  readonly values: Readonly<Record<string, string | number>>;
  constructor(
    code: ListRefusedCode,
    values: Readonly<Record<string, string | number>> = {},
    options?: ErrorOptions,
  ) {
    super(`The list was refused: ${code}`, options);
    this.name = 'ListRefused';
    this.code = code;
    this.values = values;
  }
}
