import type { Reason } from '../reason.ts';
import { isPlainAddress } from '../text/find-addresses.ts';
import { type FullName, fullName } from './full-name.ts';
import type { Column } from './list-header.ts';
import type { PartnerRow } from './partner-row.ts';
import { type AddressCell, readAddressCell } from './read-address-cell.ts';

/** Microsoft's display names hold 256; 100 groups are enough for one row. */
const longest: ReadonlyMap<Column, number> = new Map([
  ['name', 256],
  ['redirect', 2048],
  ['groups', 4096],
  ['applications', 4096],
]);
/** Ids may stand on lines of their own. */
const manyValued: ReadonlySet<Column> = new Set(['groups', 'applications']);
const unread: ReadonlySet<Column> = new Set(['unknown', 'unnamed', 'ignored', 'message']);
const yes = new Set(
  'true yes y 1 ja j wahr waar oui vrai si verdadero vero sim verdadeiro sant sann sand tosi kylla tak prawda x'.split(
    ' ',
  ),
);
const no = new Set(
  'false no n 0 nee nein falsch onwaar non faux falso nao falskt usann falsk epatosi ei nie falsz nej nei'.split(
    ' ',
  ),
);
/** What databases and spreadsheets write where nothing stands. */
const nothing = /^(?:null|\(null\)|\\n|none|nil|nan|-+|–|—|#?n\/[abdv]|#nv)$/i;

/** What reading a row found, beside the row itself. */
export type ReadRow = {
  rows: readonly PartnerRow[];
  /** What had to be done to the name. */
  names: FullName['said'];
  aliases: readonly string[];
  /** What stands where the name is read from. */
  nameText: string;
};

/** One row of a list as a partner. What is wrong with it stands in its problems; the rest is read all the same. */
export function readCells(
  columns: readonly Column[],
  cells: readonly string[],
  line: number,
): PartnerRow {
  const [first] = readRow(columns, cells, line).rows;
  return first ?? { line, cells, address: '', problems: [] };
}

/** The same where one row may name several partners. */
export function readRow(
  columns: readonly Column[],
  cells: readonly string[],
  line: number,
): ReadRow {
  const texts = textsOf(columns, cells);
  const get = (column: Column) => texts.get(column) || undefined;
  const names = fullName({
    ...defined('name', get('name')),
    ...defined('given', get('given')),
    ...defined('middle', get('middle')),
    ...defined('family', get('family')),
  });
  const cell = get('address') ?? '';
  const { entries, problem, aliases }: AddressCell = isPlainAddress(cell)
    ? { entries: [{ address: cell }] }
    : readAddressCell(cell, names.name !== undefined);
  const sendMail = readYesNo(get('sendMail'));
  const common = {
    line,
    ...defined('project', saidIn(get('project'))),
    ...defined('language', saidIn(get('language'))),
    ...defined('redirectUrl', saidIn(get('redirect'))),
    ...defined('cc', saidIn(get('cc'))),
    ...defined('groups', readMany(get('groups'))),
    ...defined('applications', readMany(get('applications'))),
    ...defined('sendMail', sendMail === 'malformed' ? undefined : sendMail),
    ...defined('until', saidIn(get('until'))),
    problems: [
      ...widthProblems(columns, cells),
      ...textProblems(texts),
      ...(problem === undefined ? [] : [problem]),
      ...(sendMail === 'malformed'
        ? [{ code: 'send mail malformed' as const, values: { value: get('sendMail') ?? '' } }]
        : []),
    ],
  };
  const place = columns.indexOf('address');
  const rows = entries.map(
    ({ address, name }): PartnerRow => ({
      ...common,
      cells: entries.length === 1 ? cells : cells.with(place, address),
      address,
      ...defined('displayName', names.name ?? name),
    }),
  );
  const nameText =
    get('name') ?? [get('given'), get('middle'), get('family')].filter(Boolean).join(' ');
  return { rows, names: names.said, aliases: aliases ?? [], nameText };
}

function textsOf(columns: readonly Column[], cells: readonly string[]): Map<Column, string> {
  const texts = new Map<Column, string>();
  for (const [index, column] of columns.entries()) {
    if (!unread.has(column)) texts.set(column, plain(cells[index] ?? ''));
  }
  return texts;
}

const saidIn = (text: string | undefined) =>
  text !== undefined && nothing.test(text) ? undefined : text;

/** A quoted cell with a space behind it comes with its quotes; a quote alone at one end is a slip. */
function plain(cell: string): string {
  const text = cell.trim();
  const [before, after] = [text.startsWith('"'), text.endsWith('"')];
  if (!before && !after) return text;
  if (before && after && text.length > 1) return text.slice(1, -1).replaceAll('""', '"').trim();
  if (text.indexOf('"') !== text.lastIndexOf('"')) return text;
  return text.replace('"', '').trim();
}

/** Optional properties must be absent rather than undefined. */
function defined<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  const none: { [P in K]?: V } = {};
  return value === undefined ? none : { ...none, [key]: value };
}

/** Spreadsheets leave empty cells off at the end or add some; neither hides anything. */
function widthProblems(columns: readonly Column[], cells: readonly string[]): Reason[] {
  const expected = columns.filter((column) => column !== 'unnamed').length;
  const beyond = (cell: string, index: number) =>
    (columns[index] ?? 'unnamed') === 'unnamed' && cell.trim() !== '';
  if (cells.some(beyond)) {
    const found = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
    return [{ code: 'too many fields', values: { expected, found } }];
  }
  return cells.length > columns.indexOf('address')
    ? []
    : [{ code: 'too few fields', values: { expected, found: cells.length } }];
}

function textProblems(texts: ReadonlyMap<Column, string>): Reason[] {
  const problems: Reason[] = [];
  for (const [column, text] of texts) {
    const most = longest.get(column) ?? 1024;
    if (text.length > most) problems.push({ code: 'too long', values: { column, longest: most } });
    else if (!manyValued.has(column) && /\p{Cc}/u.test(text)) {
      problems.push({ code: 'control characters', values: { column } });
    }
  }
  return problems;
}

/** Microsoft separates ids with one space; people use whatever comes to mind. */
function readMany(text: string | undefined): string[] | undefined {
  if (text === undefined || nothing.test(text)) return undefined;
  return [...new Set(text.split(/[\s,;|]+/).filter(Boolean))];
}

function readYesNo(text: string | undefined): boolean | undefined | 'malformed' {
  if (text === undefined || nothing.test(text)) return undefined;
  const word = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replace(/^=?(\w+)(?:\(\))?$/, '$1');
  if (yes.has(word)) return true;
  return no.has(word) ? false : 'malformed';
}
