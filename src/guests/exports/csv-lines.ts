import { stringify } from 'csv-stringify/sync';
import { guardFormula } from '../list/formulas.ts';

/** Begins a CSV that people open in a spreadsheet: UTF-8 with BOM. */
export const csvHead = (headings: readonly string[], delimiter: string): string =>
  `\ufeff${csvLines([headings], delimiter)}`;

/** Writes rows of a CSV. A spreadsheet calculates none of their texts. */
export const csvLines = (rows: readonly (readonly string[])[], delimiter: string): string =>
  stringify(
    rows.map((cells) => cells.map(guardFormula)),
    { delimiter, record_delimiter: '\r\n' },
  );
