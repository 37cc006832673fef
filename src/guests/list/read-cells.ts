import type { Reason } from '../reason.ts';
import type { Column } from './list-header.ts';
import type { PartnerRow } from './partner-row.ts';

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
const yes = new Set(['true', 'yes', 'y', '1', 'ja', 'j', 'wahr', 'waar', 'oui', 'vrai', 'si']);
const no = new Set(['false', 'no', 'n', '0', 'nee', 'nein', 'falsch', 'onwaar', 'non', 'faux']);

/** One row of a list as a partner. What is wrong with it stands in its problems; the rest is read all the same. */
export function readCells(
  columns: readonly Column[],
  cells: readonly string[],
  line: number,
): PartnerRow {
  const texts = new Map<Column, string>();
  for (const [index, column] of columns.entries()) texts.set(column, plain(cells[index] ?? ''));
  const get = (column: Column) => texts.get(column) || undefined;
  const sendMail = readYesNo(get('sendMail'));
  return {
    line,
    cells,
    address: get('address') ?? '',
    ...defined('displayName', get('name')),
    ...defined('project', get('project')),
    ...defined('language', get('language')),
    ...defined('redirectUrl', get('redirect')),
    ...defined('cc', get('cc')),
    ...defined('groups', readMany(get('groups'))),
    ...defined('applications', readMany(get('applications'))),
    ...defined('sendMail', sendMail === 'malformed' ? undefined : sendMail),
    ...defined('until', get('until')),
    problems: [
      ...widthProblems(columns, cells),
      ...textProblems(texts),
      ...(sendMail === 'malformed'
        ? [{ code: 'send mail malformed' as const, values: { value: get('sendMail') ?? '' } }]
        : []),
    ],
  };
}

/** A quoted cell with a space behind it comes with its quotes. */
function plain(cell: string): string {
  const text = cell.trim();
  return text.length > 1 && text.startsWith('"') && text.endsWith('"')
    ? text.slice(1, -1).replaceAll('""', '"').trim()
    : text;
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
    cell.trim() !== '' && (columns[index] ?? 'unnamed') === 'unnamed';
  if (cells.some(beyond)) {
    const found = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
    return [{ code: 'too many fields', values: { expected, found } }];
  }
  return cells.length > columns.indexOf('address')
    ? []
    : [{ code: 'too few fields', values: { expected, found: cells.length } }];
}

function textProblems(texts: ReadonlyMap<Column, string>): Reason[] {
  return [...texts].flatMap(([column, text]): Reason[] => {
    if (unread.has(column)) return [];
    const most = longest.get(column) ?? 1024;
    if (text.length > most) return [{ code: 'too long', values: { column, longest: most } }];
    const hasControls = !manyValued.has(column) && /\p{Cc}/u.test(text);
    return hasControls ? [{ code: 'control characters', values: { column } }] : [];
  });
}

/** Microsoft separates ids with one space; people use whatever comes to mind. */
function readMany(text: string | undefined): string[] | undefined {
  return text === undefined ? undefined : [...new Set(text.split(/[\s,;|]+/).filter(Boolean))];
}

function readYesNo(text: string | undefined): boolean | undefined | 'malformed' {
  if (text === undefined) return undefined;
  const word = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  if (yes.has(word)) return true;
  return no.has(word) ? false : 'malformed';
}
