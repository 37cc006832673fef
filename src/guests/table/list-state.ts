import type { ListLayout } from '../list/partner-row.ts';
import type { Mark } from '../marks/judge-cells.ts';
import { endsTitle, markOfTitle } from '../marks/marked-titles.ts';
import { isStrikeSign } from '../names/strike-marks.ts';
import type { DayOrder } from '../text/read-day.ts';
import type { Table } from './find-table.ts';
import type { LineAccount } from './list-balance.ts';
import type { ListEvent, ListSource } from './list-event.ts';
import type { NoteBook } from './list-notes.ts';
import type { ListRecord } from './list-record.ts';
import type { WidthRule } from './merge-cells.ts';
import type { Quotes, Ticks } from './tick-columns.ts';

/** The table that the next rows belong to. */
export type Current = Table & {
  rule: WidthRule;
  /** For each of its columns, the place in the layout; undefined for the first table. */
  places: readonly number[] | undefined;
};

/** The facts that the reader keeps while it reads one list. */
export type ListState = {
  account: LineAccount;
  notes: NoteBook;
  source: ListSource;
  layout: ListLayout;
  /** The columns of the layout: the columns of all tables together. */
  columns: Table['columns'];
  current: Current;
  rows: number;
  /** How many dates prove that the day, or the month, comes first. */
  dates: Record<DayOrder, number>;
  /** Records below the headings. */
  taken: number;
  /** A title above the next rows which says that their people are not meant, or may not be. */
  title?: { text: string; mark: Mark } | undefined;
  /** What a cell under a heading that is not read says against its row. */
  markIn: (heading: string, cell: string) => Mark;
  /** The rows that nobody ticked. */
  ticks: Ticks;
  /** The words that few rows have. */
  quotes: Quotes;
  /** The last text in the first column; `none` for a list whose first row has nothing there. */
  group?: { text: string } | 'none';
};

/** True for a line with one filled cell, which may be the title of the lines below it. */
export const mayBeTitle = ({ cells, problems }: ListRecord): boolean =>
  problems === undefined &&
  !cells.some((cell) => cell.includes('@') || isStrikeSign(cell)) &&
  cells.filter((cell) => cell.trim() !== '').length === 1;

/** Takes the only cell of a row as the title of the rows below it, if it says that they are not meant. */
export function takeTitle(state: ListState, { cells, blank }: ListRecord): void {
  const text = cells.find((cell) => cell.trim() !== '')?.trim() ?? '';
  const mark = markOfTitle(text);
  if (mark !== 'none') state.title = { text: text.replace(/:$/, '').slice(0, 60), mark };
  else if (blank > 0 || endsTitle(text)) state.title = undefined;
}

/** Leaves a line out, with a note that says so. */
export function skip(
  { account, notes }: ListState,
  record: ListRecord,
  code: Parameters<NoteBook['count']>[0],
): ListEvent[] {
  account.count(record, 'skipped');
  notes.count(
    code,
    record.line,
    record.cells.find((cell) => cell.trim() !== ''),
  );
  return [];
}
