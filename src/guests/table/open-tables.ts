import { type InTurns, startEffort } from '../in-turns.ts';
import { dialectOf, foldHeading } from '../list/list-header.ts';
import { ListRefused } from '../list/list-refused.ts';
import type { ListLayout } from '../list/partner-row.ts';
import { countedHeadings } from '../marks/counted-headings.ts';
import { startMarks } from '../marks/judge-cells.ts';
import { likeAddresses } from '../text/find-addresses.ts';
import {
  type FoundTable,
  findTable,
  isHeader,
  maxColumns,
  type Table,
  withHeadings,
} from './find-table.ts';
import { startAccount } from './list-balance.ts';
import type { ListEvent, ListSource } from './list-event.ts';
import { startNotes } from './list-notes.ts';
import type { ListRecord } from './list-record.ts';
import { type ListState, mayBeTitle, skip, takeTitle } from './list-state.ts';
import { usualWidth } from './mend-width.ts';
import { startQuotes, startTicks } from './tick-columns.ts';

/** So many rows of a later table show what its columns contain. */
const sampleRows = 50;

/** Finds the first table of a list in its first records. `rest`: the records below its headings. */
export function* openList(
  source: ListSource,
  sample: readonly ListRecord[],
): InTurns<{ state: ListState; rest: readonly ListRecord[] }> {
  const found = findTable(sample);
  yield 'break';
  const [account, notes] = [startAccount(), startNotes()];
  const above = sample.slice(0, found.above);
  const before = found.hasHeader ? above.slice(0, -1) : above;
  for (const record of before) account.count(record, 'preamble');
  const isBreakDue = startEffort();
  for (const record of above) {
    for (const address of wordsOf(record).flatMap(likeAddresses)) {
      notes.leave('addresses above', record.line, [address]);
    }
    if (isBreakDue(record.cells)) yield 'break';
  }
  for (const record of above.slice(before.length)) account.count(record, 'header');
  for (const note of found.notes) notes.say(note);
  const { table } = found;
  const rest = sample.slice(found.above);
  const rule = { columns: table.columns, delimiter: source.delimiter, ...usualWidth(rest, table) };
  const rows = rest.map(({ cells }) => table.own?.strip(cells) ?? cells);
  const state: ListState = {
    account,
    notes,
    source,
    layout: layoutOf(found, source.delimiter, before),
    columns: table.columns,
    current: { ...table, rule, places: undefined },
    rows: 0,
    dates: { 'day first': 0, 'month first': 0 },
    taken: 0,
    markIn: startMarks(countedHeadings(table.header, rows)),
    ticks: startTicks(),
    quotes: startQuotes(),
  };
  for (const record of before) if (mayBeTitle(record)) takeTitle(state, record);
  return { state, rest };
}

/**
 * All that stands in a record. Of one with a quotation mark that is never closed, the cells hold the first line only.
 */
const wordsOf = ({ text, cells, problems }: ListRecord): readonly string[] =>
  text !== undefined && problems !== undefined && problems.length > 0 ? [text] : cells;

function layoutOf(
  { table: { header, own } }: FoundTable,
  delimiter: string,
  before: readonly ListRecord[],
): ListLayout {
  const lines = before.map(({ text, cells }) => text ?? cells.join(delimiter));
  const preamble = own === undefined ? lines : lines.map(own.unguard);
  return { dialect: dialectOf(header), delimiter, preamble, header };
}

/** True for a line of headings below the first one: the same again, or those of another table. */
export function isHeadings({ current }: ListState, record: ListRecord): boolean {
  const cell = record.cells[current.columns.indexOf('address')] ?? '';
  if (cell.includes('@')) return false;
  return cell !== '' && sameCells(record.cells, current.header) ? true : isHeader(record);
}

/** Reads on with the headings of a later table. For the results, its cells go under the headings of the first one. */
export function turnTo(
  state: ListState,
  record: ListRecord,
  { below, isTitled }: { below: readonly ListRecord[]; isTitled: boolean },
): ListEvent[] {
  const { layout, current, notes } = state;
  const isSame = sameCells(record.cells, current.header) || sameHeadings(record.cells, current);
  if (isSame) {
    // A title of its own makes it another table: perhaps of people who declined.
    if (isTitled) notes.count('several tables', record.line);
    return skip(state, record, 'headings again');
  }
  state.account.count(record, 'header');
  const first = below.slice(0, sampleRows);
  const { table, notes: said } = withHeadings([record, ...first], 0, { certainty: 2 });
  for (const note of said) notes.say(note);
  notes.count('several tables', record.line);
  const joined = joinTables({ header: layout.header, columns: state.columns }, table);
  const rule = { ...current.rule, columns: table.columns, ...usualWidth(first, table) };
  if (joined.header.length > maxColumns) {
    throw new ListRefused('too many columns', { limit: maxColumns });
  }
  state.columns = joined.columns;
  state.current = { ...table, rule, places: joined.places };
  if (joined.header.length === layout.header.length) return [];
  state.layout = { ...layout, header: joined.header };
  return [{ kind: 'layout', layout: state.layout }];
}

const sameCells = (cells: readonly string[], others: readonly string[]): boolean =>
  cells.length === others.length && cells.every((cell, index) => cell === others[index]);

function sameHeadings(cells: readonly string[], { header, own }: Table): boolean {
  const others = own?.strip(cells) ?? cells;
  return (
    others.length === header.length &&
    others.every((cell, index) => foldHeading(cell) === foldHeading(header[index] ?? ''))
  );
}

type Headed = Pick<Table, 'header' | 'columns'>;

/** Joins two tables under one line of headings. A column of the later goes where the first has it, or to the end. */
function joinTables(first: Headed, later: Headed): Headed & { places: number[] } {
  const [header, columns] = [[...first.header], [...first.columns]];
  const taken = new Set<number>();
  const places = later.header.map((heading, index) => {
    const column = later.columns[index] ?? 'unknown';
    const known = column !== 'unknown' && column !== 'unnamed';
    const place = header.findIndex(
      (other, at) =>
        !taken.has(at) &&
        (known ? columns[at] === column : foldHeading(other) === foldHeading(heading)),
    );
    const found = place < 0 ? header.push(heading) - 1 : place;
    if (place < 0) columns.push(column);
    taken.add(found);
    return found;
  });
  return { header, columns, places };
}
