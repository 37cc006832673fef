import { type Break, startEffort } from '../in-turns.ts';
import { foldHeading } from '../list/list-header.ts';
import { ListRefused } from '../list/list-refused.ts';
import { startStrikes } from '../marks/strike-rows.ts';
import type { DayOrder } from '../text/read-day.ts';
import type { ListEvent, ListSource } from './list-event.ts';
import type { ListRecord } from './list-record.ts';
import { type ListState, mayBeTitle, skip, takeTitle } from './list-state.ts';
import { isHeadings, openList, turnTo } from './open-tables.ts';
import { takeRow } from './take-row.ts';

/** Reads the records of one list, from any door, with breaks for other work. Both functions throw ListRefused. */
export type ListReader = {
  /** Takes the next records and returns the events so far: none before the reader has found the table. */
  take(records: readonly ListRecord[]): Generator<ListEvent | Break>;
  /** The door has no more records. `blank`: how many blank lines came after the last. */
  end(blank: number): Generator<ListEvent | Break>;
};

/** So many records show what the columns of a table contain. */
const sampleRecords = 200;

/** The one reader for every door: a CSV, a workbook, pasted text. The caller must keep nothing before the end. */
export function startReading(source: ListSource): ListReader {
  let sample: ListRecord[] = [];
  let state: ListState | undefined;
  // A line with one filled cell may be the title of a table that follows.
  let waiting: ListRecord | undefined;
  const isBreakDue = startEffort();
  const strikes = startStrikes<ListRecord>(source.maxRows);

  function* open(): Generator<ListEvent | Break, ListState> {
    if (sample.length === 0) throw new ListRefused('empty');
    const opened = yield* openList(source, sample);
    sample = [];
    state = opened.state;
    yield { kind: 'layout', layout: state.layout };
    yield* takeAll(state, strikes.pass(opened.rest));
    return state;
  }

  function* takeAll(
    known: ListState,
    records: readonly ListRecord[],
  ): Generator<ListEvent | Break> {
    for (const [index, record] of records.entries()) {
      const turns = isHeadings(known, record);
      const isTitled = waiting !== undefined;
      yield* release(known, turns);
      if (turns) yield* turn(known, record, { below: records.slice(index + 1), isTitled });
      else if (mayBeTitle(record)) waiting = record;
      else yield* takeRow(known, record);
      if (isBreakDue(record.cells)) yield 'break';
    }
  }

  function turn(known: ListState, record: ListRecord, at: Parameters<typeof turnTo>[2]) {
    // Without one of their own, these headings end the title of the rows above.
    if (!at.isTitled) known.title = undefined;
    return turnTo(known, record, at);
  }

  function release(known: ListState, isTitle: boolean): ListEvent[] {
    if (waiting === undefined) return [];
    const record = waiting;
    waiting = undefined;
    takeTitle(known, record);
    return isTitle ? skip(known, record, 'titles skipped') : takeRow(known, record);
  }

  return {
    *take(records) {
      if (state !== undefined) return yield* takeAll(state, strikes.pass(records));
      sample.push(...records);
      if (sample.length >= sampleRecords) yield* open();
    },
    *end(blank) {
      const known = state ?? (yield* open());
      yield* takeAll(known, strikes.end());
      yield* release(known, false);
      yield* close(known, blank);
    },
  };
}

function close(state: ListState, blank: number): ListEvent[] {
  const { account, columns, layout, notes, taken, source } = state;
  if (taken === 0) throw new ListRefused('empty');
  const left = (kind: string) =>
    layout.header.flatMap((heading, index) =>
      columns[index] === kind && foldHeading(heading) !== '' ? [heading.trim()] : [],
    );
  const elsewhere = new Set(notes.all().map(({ values }) => values?.column));
  // Columns with addresses come first: the sentence has room for a few.
  const unknown = (source.leftOut?.() ?? left('unknown')).toSorted(
    (a, b) => Number(elsewhere.has(b)) - Number(elsewhere.has(a)),
  );
  if (unknown.length > 0) {
    const values = { columns: firstOf(unknown), count: unknown.length };
    notes.say({ code: 'columns left out', values });
  }
  for (const column of left('ignored')) notes.say({ code: 'column ignored', values: { column } });
  state.ticks.close(notes);
  state.quotes.close(notes);
  const balance = account.close(blank);
  const { name: codePage = '', mixed = false } = source.codePage?.() ?? {};
  if (mixed) notes.say({ code: 'mixed encodings', values: { codePage } });
  const said = notes.all().map(({ code, values }): ListEvent => {
    const all = code === 'code page' ? { ...values, codePage } : values;
    return { kind: 'note', note: { code, values: all } };
  });
  const dates = datesOf(state);
  const dated: ListEvent[] =
    dates === undefined ? [] : [{ kind: 'layout', layout: { ...layout, dates } }];
  return [...dated, ...said, { kind: 'balance', balance }];
}

/** In characters. */
const longestColumns = 300;

/** As many headings as a sentence has room for. */
function firstOf(headings: readonly string[]): string {
  const whole = headings.join(', ');
  if (whole.length <= longestColumns) return whole;
  const cut = whole.slice(0, longestColumns);
  const end = cut.lastIndexOf(', ');
  return end < 0 ? `${cut}\u2026` : `${cut.slice(0, end)}, \u2026`;
}

/** Headings in languages whose people write the day first. */
const dayFirst =
  /^(?:tot|einddatum|totenmet|bis|enddatum|gultigbis|jusquau|datedefin|hasta|fechadefin)$/;

/** The order that all dates of the list prove, or the language of their heading. Dates of both kinds prove none. */
function datesOf({ dates, columns, layout }: ListState): DayOrder | undefined {
  const [day, month] = [dates['day first'] > 0, dates['month first'] > 0];
  if (day !== month) return day ? 'day first' : 'month first';
  const heading = foldHeading(layout.header[columns.indexOf('until')] ?? '');
  return !day && dayFirst.test(heading) ? 'day first' : undefined;
}
