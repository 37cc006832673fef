import { saysNothing } from '../empty-cell.ts';
import { repairText } from '../text/repair-text.ts';
import type { Column } from './list-header.ts';

const yes = new Set(
  'true yes y 1 ja j wel wahr waar oui vrai si verdadero vero sim verdadeiro sant sann sand tosi kylla tak prawda pravda igaz dogru adevarat toene patiess tiesa истина да правда αληθες 是 はい 예 ✓ ✔ ☑ ✅ x'.split(
    ' ',
  ),
);
const no = new Set(
  'false no n 0 nee niet nein falsch onwaar non faux falso nao falskt usann falsk epatosi ei nie falsz nej nei nepravda hamis yanlıs fals vaar aplams netiesa ложь нет ψευδες 否 いいえ 아니요 ✗ ✘ ✖ ❌ ☐'.split(
    ' ',
  ),
);
/** The text of a cell; undefined when it says that the cell is empty. */
export const saidIn = (text: string | undefined): string | undefined =>
  text !== undefined && saysNothing(text) ? undefined : text;

/** Reads ids from one cell. Microsoft separates them by a space; people write commas, semicolons and bars too. */
export function readMany(text: string | undefined): string[] | undefined {
  if (text === undefined || saysNothing(text)) return undefined;
  return [...new Set(text.split(/[\s,;|]+/).filter(Boolean))];
}

/** Reads yes or no in any language of the headings. Undefined: the cell is empty. */
export function readYesNo(text: string | undefined): boolean | undefined | 'malformed' {
  if (text === undefined || saysNothing(text)) return undefined;
  const word = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replaceAll('\ufe0f', '')
    .replace(/^=?([\p{L}\d]+)(?:\(\))?$/u, '$1');
  if (yes.has(word)) return true;
  return no.has(word) ? false : 'malformed';
}

const nameColumns: ReadonlySet<Column> = new Set(['name', 'given', 'middle', 'family', 'family2']);
/** A tab is space: people paste it along. */
const control = /[^\P{Cc}\t]/u;
/** In these columns a line break is space too, unless each line is a whole name. */
const spanning: ReadonlySet<Column> = new Set(['address', 'cc', ...nameColumns]);

/** True for a cell with characters that no text has. */
export function hasControl(column: Column, text: string): boolean {
  if (!control.test(text)) return false;
  // `Bob "The\nBuilder" Roe`: a nickname on two lines is one name.
  const joined = text.replace(/"[^"]{0,100}"/g, (quoted) => quoted.replace(/\s+/g, ' '));
  const lines = joined.split(/[\r\n]+/).filter((line) => /\S\s+\S/.test(line.trim()));
  const isSeveral = nameColumns.has(column) && lines.length > 1;
  const whole = spanning.has(column) && !isSeveral ? text.replace(/[\r\n]+/g, ' ') : text;
  return control.test(whole) && control.test(repairText(whole));
}
