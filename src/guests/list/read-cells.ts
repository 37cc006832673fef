import { crossedOut, isStruck } from '../names/strike-marks.ts';
import type { Reason } from '../reason.ts';
import { isPlainAddress } from '../text/find-addresses.ts';
import { hasFirm } from '../text/name-extras.ts';
import { hasControl, readMany, readYesNo, saidIn } from './cell-values.ts';
import { type FullName, fullName } from './full-name.ts';
import { type Column, templateHeader } from './list-header.ts';
import { nobodyIn } from './not-a-partner.ts';
import type { PartnerRow } from './partner-row.ts';
import { type AddressCell, type AddressEntry, readAddressCell } from './read-address-cell.ts';

/** In characters. Entra's display names have at most 256; 4096 are about 100 group ids. */
const longest: ReadonlyMap<Column, number> = new Map([
  ['name', 256],
  ['redirect', 2048],
  ['groups', 4096],
  ['applications', 4096],
]);
/** In these columns a cell may contain line breaks: each id may be on its own line. */
const manyValued: ReadonlySet<Column> = new Set(['groups', 'applications']);
const [, , ...behindName] = templateHeader;
/** The columns that the reader reads. Problems come in this order. */
const readColumns: readonly Column[] = [
  'address',
  'name',
  'given',
  'middle',
  'family',
  'family2',
  ...behindName,
];
const unread: ReadonlySet<Column> = new Set(['unknown', 'unnamed', 'ignored', 'message']);

/** The parts that the reader found in one row. */
export type ReadRow = {
  rows: readonly PartnerRow[];
  /** The changes that the reader made to the name. */
  names: FullName['said'];
  aliases: readonly string[];
  /** The text of the name's cells. */
  nameText: string;
  /** The words behind the address of a partner whose name stands before it. */
  behind: string;
};

/** Reads one row of a list as one partner. A cell with a problem does not keep the others from being read. */
export function readCells(
  columns: readonly Column[],
  cells: readonly string[],
  line: number,
): PartnerRow {
  const [first] = readRow(columns, cells, line).rows;
  return first ?? { line, cells, address: '', problems: [] };
}

/** Reads one row of a list, which may name several partners. */
export function readRow(
  columns: readonly Column[],
  cells: readonly string[],
  line: number,
): ReadRow {
  const texts = textsOf(columns, cells);
  const names = fullName(texts);
  const cell = texts.address ?? '';
  const { entries, problem, aliases }: AddressCell = isPlainAddress(cell)
    ? { entries: [{ address: cell }] }
    : readAddressCell(cell, names.name !== undefined);
  const fields = fieldsOf(texts);
  const problems = [
    ...widthProblems(columns, cells),
    ...textProblems(texts, entries.length),
    ...fields.problems,
  ];
  if (problem !== undefined) problems.push(problem);
  const place = columns.indexOf('address');
  const rows = entries.map(({ address, name = names.name }): PartnerRow => {
    const own = entries.length === 1 ? cells : cells.with(place, address);
    const row: PartnerRow = { line, cells: own, address, ...fields.said, problems };
    const called = names.name ?? name;
    const nobody = nobodyIn({ written: texts.name ?? called, called, address });
    const named =
      called === undefined ? row : { ...row, displayName: called.replace(crossedOut, '~~$1~~') };
    // One strike through the whole row is said once.
    if (nobody === undefined || (isStruck(nobody) && isStruck(cell))) return named;
    return { ...named, problems: [...problems, nobodyReason(nobody)] };
  });
  const beside = names.name === undefined ? entries.filter(({ words }) => words !== undefined) : [];
  const named = beside.find((entry) => entry.said !== undefined) ?? beside[0];
  const said = [...names.said, ...saidOf(names.name ?? named?.name, named, rows[0]?.address ?? '')];
  const nameText = textOf(texts) || (named?.said === undefined ? '' : (named.words ?? ''));
  const behind = entries.flatMap((entry) => entry.behind ?? []).join('; ');
  return { rows, names: said, aliases: aliases ?? [], nameText, behind };
}

function nobodyReason(text: string): Reason {
  const name = text.replace(crossedOut, '~~$1~~');
  return { code: 'name of nobody', values: isStruck(text) ? { name, as: 'struck' } : { name } };
}

/** The changes to a name that stands beside its address, and whether it holds a firm. */
function saidOf(name: string | undefined, beside: AddressEntry | undefined, address: string) {
  const said = beside?.said === undefined ? [] : [beside.said];
  return name !== undefined && hasFirm(name, address) ? [...said, 'odd' as const] : said;
}

const textOf = ({ name, given, middle, family, family2 }: Texts): string =>
  name ?? [given, middle, family, family2].filter(Boolean).join(' ');

/** The text of each column that the reader reads. Empty cells are absent. */
type Texts = { [C in Column]?: string };

function textsOf(columns: readonly Column[], cells: readonly string[]): Texts {
  const texts: Texts = {};
  for (let index = 0; index < columns.length; index += 1) {
    const column = columns[index];
    if (column === undefined || unread.has(column)) continue;
    const text = plain(cells[index] ?? '');
    if (text !== '') texts[column] = text;
  }
  return texts;
}

type Fields = Omit<PartnerRow, 'line' | 'cells' | 'address' | 'displayName' | 'problems'>;

function fieldsOf(texts: Texts): { said: Fields; problems: readonly Reason[] } {
  const said: Fields = {};
  const put = <K extends keyof Fields>(key: K, value: Fields[K] | undefined) => {
    if (value !== undefined) said[key] = value;
  };
  put('project', saidIn(texts.project));
  put('language', saidIn(texts.language));
  put('redirectUrl', saidIn(texts.redirect));
  put('cc', saidIn(texts.cc));
  put('groups', readMany(texts.groups));
  put('applications', readMany(texts.applications));
  put('until', saidIn(texts.until));
  const sendMail = readYesNo(texts.sendMail);
  if (sendMail === 'malformed') {
    const values = { value: texts.sendMail ?? '' };
    return { said, problems: [{ code: 'send mail malformed', values }] };
  }
  put('sendMail', sendMail);
  return { said, problems: [] };
}

/** Drops quotes that csv-parse left, as in a cell with a space after it. A quotation mark at one end only is a slip. */
function plain(cell: string): string {
  const text = cell.trim();
  const [before, after] = [text.startsWith('"'), text.endsWith('"')];
  if (!before && !after) return text;
  if (before && after && text.length > 1) return text.slice(1, -1).replaceAll('""', '"').trim();
  if (text.indexOf('"') !== text.lastIndexOf('"')) return text;
  return text.replace('"', '').trim();
}

/** Spreadsheets drop or add empty cells at the end of a row. That loses nothing, so it is no problem. */
function widthProblems(columns: readonly Column[], cells: readonly string[]): Reason[] {
  const named = () => columns.filter((column) => column !== 'unnamed').length;
  const beyond = (cell: string, index: number) =>
    (columns[index] ?? 'unnamed') === 'unnamed' && cell.trim() !== '';
  if (cells.some(beyond)) {
    const found = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
    return [{ code: 'too many fields', values: { expected: named(), found } }];
  }
  return cells.length > columns.indexOf('address')
    ? []
    : [{ code: 'too few fields', values: { expected: named(), found: cells.length } }];
}

function textProblems(texts: Texts, people: number): Reason[] {
  const problems: Reason[] = [];
  for (const column of readColumns) {
    const text = texts[column];
    if (text === undefined) continue;
    const most = longest.get(column) ?? 1024;
    // Each address of several has its own length.
    const isLong = text.length > most && !(column === 'address' && people > 1);
    if (isLong) problems.push({ code: 'too long', values: { column, longest: most } });
    else if (!manyValued.has(column) && hasControl(column, text)) {
      problems.push({ code: 'control characters', values: { column } });
    }
  }
  return problems;
}
