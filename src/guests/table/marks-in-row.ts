import { readYesNo } from '../list/cell-values.ts';
import type { ReadRow } from '../list/read-cells.ts';
import type { Mark } from '../marks/judge-cells.ts';
import type { Reason } from '../reason.ts';
import { titleOf, unread } from './column-evidence.ts';
import type { ListState } from './list-state.ts';

type Placed = { line: number; cells: readonly string[] };
type Said = { mark: Mark; title: string; text: string };

/**
 * Finds what a row says against its person: its title, or a column that the reader does not read. Returns the reason
 * where that is sure, and notes it where it may be so.
 */
export function marksIn(state: ListState, read: ReadRow, placed: Placed): readonly Reason[] {
  const { line, cells } = placed;
  const grouped = withGroup(state, cells);
  const [first] = read.rows;
  if (first === undefined || first.problems.length > 0 || !first.address.includes('@')) return [];
  const said = saidIn(state, grouped);
  const denied = deniedBy(state, said);
  if (denied !== undefined) return [denied];
  state.ticks.take(state, { line, cells, address: first.address });
  const words = [...titlesOf(state), ...said.map(({ title, text }) => `${title}: ${text}`)];
  // Below no heading, a bare no is an answer too.
  if (read.behind !== '' && state.markIn('?', read.behind) !== 'none')
    words.push(read.behind.slice(0, 60));
  state.quotes.take(state, { line, cells, isMarked: words.length > 0 });
  if (words.length > 0)
    state.notes.leave('rows marked', line, [
      `${first.address} (${words.join('; ').slice(0, 200)})`,
    ]);
  return [];
}

function deniedBy({ title }: ListState, said: readonly Said[]): Reason | undefined {
  const found = said.find(({ mark }) => mark === 'denied');
  if (found !== undefined) {
    return { code: 'state denies', values: { column: found.title, value: found.text } };
  }
  if (title?.mark !== 'denied') return undefined;
  return { code: 'state denies', values: { as: 'above', value: title.text } };
}

const titlesOf = ({ title, source }: ListState): readonly string[] => {
  const above = title?.text ?? source.title;
  return above === undefined ? [] : [above];
};

function saidIn({ columns, layout, markIn }: ListState, cells: readonly string[]): readonly Said[] {
  return cells.flatMap((cell, index) => {
    const mark = unread(columns[index]) ? markIn(layout.header[index] ?? '', cell) : 'none';
    if (mark === 'none') return [];
    return [{ mark, title: titleOf(layout.header, index), text: cell.trim().slice(0, 60) }];
  });
}

/** The cells, with the first one of the rows above if reports write it once for all rows of a group. */
function withGroup(state: ListState, cells: readonly string[]): readonly string[] {
  if (!unread(state.columns[0])) return cells;
  const own = (cells[0] ?? '').trim();
  // Only a report that begins with a group has groups, and a tick is none.
  const isGroup = state.group !== 'none' && typeof readYesNo(own) !== 'boolean';
  if (own !== '') state.group = isGroup ? { text: own } : 'none';
  else state.group ??= 'none';
  const { group } = state;
  const isGrouped = cells.length > 0 && own === '' && group !== 'none';
  return isGrouped && group !== undefined ? cells.with(0, group.text) : cells;
}
