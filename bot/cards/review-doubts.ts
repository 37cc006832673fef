import type { ListNote } from '../../src/guests/list/partner-row.ts';

/** Notes that put the counts in doubt: perhaps somebody is not meant, is missing or has another name. */
const doubtful: ReadonlySet<ListNote['code']> = new Set([
  'message edited',
  'drafts lapsed',
  'people left out',
  'perhaps not meant',
  'words not used',
  'sheets not read',
  'rows marked',
  'hidden rows',
  'struck rows',
  'cell notes',
  'cells struck',
  'links differ',
  'merged cells',
  'formulas without result',
  'hidden columns',
  'other addresses',
  'several tables',
  'addresses above',
  'no headings',
  'name parts taken',
  'names joined',
  'column chosen',
  'address column taken',
  'aliases left out',
  'names broken',
  'names odd',
  'code page',
  'mixed encodings',
  'no names',
  'names elsewhere',
  'separators mended',
  'short rows',
  'titles skipped',
  'quotes mended',
  'lines in a cell',
]);

/** True for a note that stands before the counts. */
export const isDoubt = ({ code }: ListNote) => doubtful.has(code);
