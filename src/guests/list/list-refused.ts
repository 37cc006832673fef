export const listRefusedCodes = [
  'empty',
  'not csv',
  'xlsx',
  'zip',
  'gzip',
  'too large', // limit: bytes
  'too many rows', // limit
  'too many columns', // limit
  'no address column', // nearest: the heading that was probably meant ('' if none)
  'duplicate column', // column, other
  'nul bytes',
  'unterminated quote', // line: where the record with the quote begins
  'record too long', // line
] as const;
export type ListRefusedCode = (typeof listRefusedCodes)[number];
/** The whole file cannot be used. Words: `list.<code>`. */
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
