export type RowRanges =
  | { kind: 'rows'; rows: readonly number[] }
  | { kind: 'empty' }
  /** `part` is no number and no range. */
  | { kind: 'malformed'; part: string }
  /** `part` names a row that is not on the card. */
  | { kind: 'foreign'; part: string };

/** Reads `1-14, 17` as numbers in order, each once. Refuses the whole text if a row is not in `known`. */
export function readRowRanges(text: string, known: ReadonlySet<number>): RowRanges {
  // First makes one space of many: with ` *` in the next pattern, a long run of spaces would take quadratic time.
  const parts = text
    .replace(/\s+/g, ' ')
    .replace(/ ?[-\u2013] ?/g, '-')
    .split(/[ ,;]+/)
    .filter(Boolean);
  const ranges = parts.map((part, at) => ({ part, at, ends: readRange(part) }));
  const malformed = ranges.find(({ ends }) => ends === undefined);
  const { rows, foreign } = rowsIn(
    ranges.flatMap(({ ends, at }) => (ends === undefined ? [] : [{ ...ends, at }])),
    known,
  );
  if (malformed !== undefined && malformed.at < (foreign ?? Number.POSITIVE_INFINITY)) {
    return { kind: 'malformed', part: malformed.part };
  }
  if (foreign !== undefined) return { kind: 'foreign', part: parts[foreign] ?? '' };
  return rows.length === 0 ? { kind: 'empty' } : { kind: 'rows', rows };
}

type Ends = { from: number; to: number };

/**
 * The rows of all ranges in order, and the place of the first range with a row that is not there. It looks at each row
 * once, in however many ranges the row stands, and stops at the first that is not there: 1-999999999 costs nothing.
 */
function rowsIn(ranges: readonly (Ends & { at: number })[], known: ReadonlySet<number>) {
  const rows: number[] = [];
  let foreign: number | undefined;
  let next = 0;
  for (const { from, to, at } of ranges.toSorted((a, b) => a.from - b.from)) {
    for (next = Math.max(next, from); next <= to && known.has(next); next += 1) rows.push(next);
    if (next <= to) foreign = Math.min(foreign ?? at, at);
  }
  return { rows, foreign };
}

function readRange(part: string): Ends | undefined {
  const ends = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part);
  const from = Number(ends?.[1]);
  const to = Number(ends?.[2] ?? ends?.[1]);
  return from <= to ? { from, to } : undefined;
}
