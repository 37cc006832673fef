import { ListRefused } from '../list/list-refused.ts';
import type { ListNote, PartnerRow } from '../list/partner-row.ts';
import { type ReadRow, readRow } from '../list/read-cells.ts';
import { speaksBeside } from '../names/beside-name.ts';
import type { Reason } from '../reason.ts';
import { likeAddresses } from '../text/find-addresses.ts';
import { dayOrderOf } from '../text/read-day.ts';
import { titleOf } from './column-evidence.ts';
import type { ListEvent } from './list-event.ts';
import type { ListRecord } from './list-record.ts';
import { type ListState, skip } from './list-state.ts';
import { marksIn } from './marks-in-row.ts';
import { mendWidth } from './mend-width.ts';

/** Rows times columns. More would make a results file that nobody can open. */
const mostCells = 4_000_000;
const exampleRow = /^(?:example|beispiel|exemple|ejemplo|esempio|exemplo|voorbeeld|例)\s*[:：]/i;
/** The address of nobody, as forms show one. */
const exampleAddress = /^(?:example|beispiel|exemple|ejemplo|esempio|exemplo|voorbeeld|sample)@/i;
const exampleName =
  /^(?:example|beispiel|exemple|ejemplo|esempio|exemplo|voorbeeld|sample)(?![\p{L}])/iu;
const beyondAscii = /[^\0-\x7f]/;
/** The notes about a name, by the changes that the reader made to it. */
export const nameNotes: Readonly<Record<ReadRow['names'][number], ListNote['code']>> = {
  none: 'no names',
  odd: 'names odd',
  broken: 'names broken',
  repaired: 'names repaired',
  cleaned: 'names cleaned',
};

/** Reads one record below the headings: as partners, or as a line that it leaves out with a note. */
export function takeRow(state: ListState, record: ListRecord): ListEvent[] {
  state.taken += 1;
  const { current, columns } = state;
  if (record.leftOut) {
    state.account.count(record, 'skipped');
    return [];
  }
  const mended = current.own?.numberOf(record.cells);
  if (mended !== undefined) state.notes.count('mends request', record.line, mended);
  if (current.own?.isDone(record.cells)) return skip(state, record, 'done rows skipped');
  const own =
    current.own === undefined ? record : { ...record, cells: current.own.strip(record.cells) };
  const { cells, mended: isMended, unclear, short } = mendWidth(own, current.rule);
  // A note names the line of an example. Another line of the same row may hold somebody's address.
  if (record.lines === 1 && isExample(current.columns, cells)) {
    return skip(state, record, 'example skipped');
  }
  const placed =
    current.places === undefined ? cells : place(cells, current.places, columns.length);
  const read = readRow(columns, placed, record.line);
  const [first] = read.rows;
  remarkRecord(state, record, { first, mended: isMended === true, short: short === true });
  const order = first?.until === undefined ? undefined : dayOrderOf(first.until);
  if (order !== undefined) state.dates[order] += 1;
  const denied = remarkRow(state, read, { ...record, cells: placed });
  const wide = unclear ? [tooMany(state, record)] : [];
  const wrong = [...(record.problems ?? []), ...wide, ...denied];
  return give(state, record, withProblems(read.rows, wrong));
}

function isExample(columns: ListState['columns'], cells: readonly string[]): boolean {
  const address = (cells[columns.indexOf('address')] ?? '').trim();
  if (exampleRow.test(address)) return true;
  if (!exampleAddress.test(address)) return false;
  const isReserved = /@example\.(?:com|org|net)$/i.test(address);
  return isReserved || cells.some((cell) => exampleName.test(cell.trim()) && !cell.includes('@'));
}

function tooMany({ current }: ListState, { cells }: ListRecord): Reason {
  const expected = current.columns.filter((column) => column !== 'unnamed').length;
  return { code: 'too many fields', values: { expected, found: cells.length } };
}

function withProblems(rows: readonly PartnerRow[], faults: readonly Reason[]): PartnerRow[] {
  if (faults.length === 0) return [...rows];
  const codes = new Set(faults.map(({ code }) => code));
  return rows.map((row) => ({
    ...row,
    problems: [...faults, ...row.problems.filter(({ code }) => !codes.has(code))],
  }));
}

function give(state: ListState, record: ListRecord, read: readonly PartnerRow[]): ListEvent[] {
  const isWrong = read.some(({ problems }) => problems.length > 0);
  state.account.count(record, isWrong ? 'refused' : 'read');
  state.rows += read.length;
  const { maxRows: limit } = state.source;
  if (state.rows > limit) throw new ListRefused('too many rows', { limit });
  if (state.rows * state.columns.length > mostCells) {
    throw new ListRefused('too many cells', { limit: mostCells });
  }
  return read.map((row) => ({ kind: 'row', row }));
}

/** Puts the cells of a later table under the headings of the whole list. */
function place(cells: readonly string[], places: readonly number[], width: number): string[] {
  const placed = Array.from({ length: width }, () => '');
  for (const [index, cell] of cells.entries()) {
    const at = places[index];
    if (at === undefined) placed.push(cell);
    else placed[at] = cell;
  }
  return placed;
}

/** Notes how the reader put a record together. */
function remarkRecord(
  { notes }: ListState,
  { line, said }: ListRecord,
  { first, mended, short }: { first: PartnerRow | undefined; mended: boolean; short: boolean },
): void {
  if (mended) notes.count('separators mended', line, first?.displayName ?? first?.address);
  const isRead = first !== undefined && first.problems.length === 0;
  if (short && isRead) notes.count('short rows', line, first.displayName ?? first.address);
  if (said !== undefined) notes.count(said, line, first?.address);
}

/** Notes what is worth saying about a row. Returns why the list does not mean its person, if it says so. */
function remarkRow(state: ListState, read: ReadRow, record: ListRecord): readonly Reason[] {
  const { notes, columns } = state;
  const { line, cells, problems = [] } = record;
  const [first] = read.rows;
  const denied = problems.length > 0 ? problems : marksIn(state, read, { line, cells });
  if (denied.length === 0) remarkNames(state, read, line);
  if (read.aliases.length > 0) notes.leave('aliases left out', line, read.aliases);
  if (read.rows.length > 1) notes.count('several addresses in a cell', line, first?.address);
  if (cells[columns.indexOf('message')]?.trim()) notes.count('message not sent', line);
  remarkCodePage(state, line, first?.displayName);
  for (const [index, cell] of cells.entries()) {
    if (!/[@＠]/.test(cell) || columns[index] === 'address' || columns[index] === 'cc') continue;
    sayElsewhere(state, read.rows, { line, index, cell });
  }
  return problems.length > 0 ? [] : denied;
}

function remarkNames({ notes }: ListState, read: ReadRow, line: number): void {
  // The reader refuses a row without an address, with any name.
  if (read.rows.some(({ address, problems }) => problems.length > 0 || address === '')) return;
  const name = read.rows[0]?.displayName;
  // `On behalf of Ann Aid`: the address would say the words if they were a name.
  const isTalk = name !== undefined && speaksBeside(name, read.rows[0]?.address ?? '');
  if (isTalk && !read.names.includes('odd')) notes.count('names odd', line, name);
  // Two parts of one name make one row.
  for (const said of new Set(read.names)) {
    notes.count(nameNotes[said], line, said === 'none' ? read.nameText : name);
  }
}

function remarkCodePage({ notes, source }: ListState, line: number, name?: string): void {
  if (name === undefined || !beyondAscii.test(name)) return;
  if (source.codePage?.() !== undefined) notes.count('code page', line, name);
}

/** Notes the addresses in a column that the reader takes for something else, or does not read. */
function sayElsewhere(
  { notes, layout }: ListState,
  rows: readonly PartnerRow[],
  { line, index, cell }: { line: number; index: number; cell: string },
): void {
  const own = new Set(rows.map(({ address }) => address.toLowerCase()));
  for (const address of likeAddresses(cell)) {
    if (!own.has(address.toLowerCase())) {
      notes.elsewhere(titleOf(layout.header, index), line, address);
    }
  }
}
