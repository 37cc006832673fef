import { readYesNo } from '../list/cell-values.ts';
import type { Column } from '../list/list-header.ts';
import type { ListLayout } from '../list/partner-row.ts';
import { type Answers, isBoth, isTicked, noAnswers, startAnswers } from '../marks/count-answers.ts';
import { holdsRemarks, isAgainst, isUnderstood } from '../marks/mark-headings.ts';
import { titleOf, unread } from './column-evidence.ts';
import type { NoteBook } from './list-notes.ts';

/** Headings of columns in which people tick whom they mean. */
const ticks =
  /invit|uit ?nod|ein(?:zu)?lad|convid|zapro[sś]|bjud|select|include|meenemen|auswahl|sélection/iu;
/** So many other words show that a column does not say yes and no. */
const mostOthers = 2;
/** Headings of what people want on the day. They say nothing about whether somebody is meant. */
const wishes =
  /veget|vegan|diet|dieet|allerg|meal|maaltijd|essen|lunch|dinner|diner|hotel|parking|parke|newsletter|nieuwsbrief|\bmfa|\b2fa/i;
const mostKept = 2_000;

/**
 * Finds the rows without a tick in a column where others have one: perhaps the list does not mean these people. Finds
 * the columns that say yes for some people and no or nothing for others, too, under any headings.
 */
export function startTicks() {
  const blank: { line: number; text: string }[] = [];
  let header: readonly string[] | undefined;
  let place = -1;
  let ticked = 0;
  let open: Asked[] = [];
  const count = startAnswers();

  function begin(headings: readonly string[], columns: readonly Column[]): void {
    header = headings;
    const places = headings.flatMap((_, index) => (unread(columns[index]) ? [index] : []));
    const isTick = (heading = '') => ticks.test(heading) && !isAgainst(heading);
    place = places.find((index) => isTick(headings[index])) ?? -1;
    open = places.map((index) => ({ ...noAnswers, index }));
  }

  function takeTick(headings: readonly string[], { line, cells, address }: Taken): void {
    const cell = (cells[place] ?? '').trim();
    const said = cell === '' ? undefined : readYesNo(cell);
    if (said === true) ticked += 1;
    if (said !== undefined || !address.includes('@') || blank.length >= mostKept) return;
    blank.push({ line, text: `${address} (${titleOf(headings, place)}: \u2013)` });
  }

  return {
    take(
      { layout, columns }: { layout: Pick<ListLayout, 'header'>; columns: readonly Column[] },
      { line, cells, address }: Taken,
    ): void {
      if (layout.header !== header) begin(layout.header, columns);
      for (const answers of open)
        if (!isSettled(answers)) count(answers, (cells[answers.index] ?? '').trim(), address);
      if (open.some(isOver)) open = open.filter((answers) => !isOver(answers));
      if (place >= 0) takeTick(layout.header, { line, cells, address });
    },
    close(notes: Pick<NoteBook, 'leave' | 'say'>): void {
      for (const { line, text } of ticked === 0 ? [] : blank) {
        notes.leave('rows marked', line, [text]);
      }
      const both = open.filter(
        (answers) =>
          (isBoth(answers) &&
            !isUnderstood(header?.[answers.index] ?? '') &&
            !wishes.test(header?.[answers.index] ?? '')) ||
          (isTicked(answers) &&
            answers.index !== place &&
            !isAgainst(header?.[answers.index] ?? '')),
      );
      const columns = both.map(({ index }) => titleOf(header ?? [], index)).join(', ');
      if (both.length === 0) return;
      notes.say({
        code: 'yes and no',
        values: { columns: columns.slice(0, 300), count: both.length },
      });
    },
  };
}
export type Ticks = ReturnType<typeof startTicks>;

type Taken = { line: number; cells: readonly string[]; address: string };

/** So many answers of both kinds show what a column says. */
const mostAnswers = 200;
const isSettled = ({ yes, no }: Answers): boolean => yes > 0 && no > 0 && yes + no > mostAnswers;
const isOver = ({ others }: Answers): boolean => others > mostOthers;

/** The answers of a column that the reader does not read. */
type Asked = Answers & { index: number };

/** The words of a column that the reader does not read. */
type Remarks = { index: number; filled: number; quotes: { line: number; text: string }[] };

const mostQuoted = 3;
/** So many rows show whether a column is one that most of them fill: no place for remarks. */
const enoughFilled = 100;

function quote(remarks: Remarks, line: number, cell: string): void {
  if (!/\p{L}/u.test(cell)) return;
  remarks.filled += 1;
  if (remarks.quotes.length < mostQuoted) remarks.quotes.push({ line, text: cell.trim() });
}

const isRare = (filled: number, rows: number): boolean =>
  filled === 1 || (filled > 0 && filled < rows && filled <= Math.max(2, rows / 3));

/**
 * Quotes the words that a few rows have in a column of remarks, and the others have not. They may say of somebody what
 * no list of words foresees.
 */
export function startQuotes() {
  const done: { title: string; remarks: Remarks }[] = [];
  let header: readonly string[] | undefined;
  let open: Remarks[] = [];
  let rows = 0;

  function settle(): void {
    for (const remarks of open) {
      if (!isRare(remarks.filled, rows)) continue;
      done.push({ title: titleOf(header ?? [], remarks.index), remarks });
    }
  }

  function begin(headings: readonly string[], columns: readonly Column[]): void {
    header = headings;
    rows = 0;
    open = headings.flatMap((heading, index) =>
      unread(columns[index]) && holdsRemarks(heading) && !wishes.test(heading)
        ? [{ index, filled: 0, quotes: [] }]
        : [],
    );
  }

  return {
    take(
      { layout, columns }: { layout: Pick<ListLayout, 'header'>; columns: readonly Column[] },
      { line, cells, isMarked }: { line: number; cells: readonly string[]; isMarked: boolean },
    ): void {
      if (layout.header !== header) {
        settle();
        begin(layout.header, columns);
      }
      rows += 1;
      if (isMarked) return;
      for (const remarks of open) quote(remarks, line, cells[remarks.index] ?? '');
      if (rows % enoughFilled === 0) open = open.filter(({ filled }) => filled * 2 <= rows);
    },
    close(notes: Pick<NoteBook, 'say'>): void {
      settle();
      const quotes = done
        .flatMap(({ title, remarks }) => remarks.quotes.map((quote) => ({ ...quote, title })))
        .sort((a, b) => a.line - b.line)
        .slice(0, mostQuoted);
      if (quotes.length === 0) return;
      const count = done.reduce((sum, { remarks }) => sum + remarks.filled, 0);
      const text = quotes.map((each) => `${each.title}: ${each.text.slice(0, 80)}`).join('; ');
      const lines = quotes.map(({ line }) => line).join(', ');
      notes.say({ code: 'few remarks', values: { count, lines, text } });
    },
  };
}
export type Quotes = ReturnType<typeof startQuotes>;
