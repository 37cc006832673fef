export type RowRanges =
  | { kind: 'rows'; rows: readonly number[] }
  | { kind: 'empty' }
  /** `part` is no number and no range. */
  | { kind: 'malformed'; part: string }
  /** `part` names a row that is not on the card. */
  | { kind: 'foreign'; part: string };

/** Reads `1-14, 17` as numbers in order, each once. Refuses the whole text if a row is not in `known`. */
export function readRowRanges(text: string, known: ReadonlySet<number>): RowRanges {
  const rows = new Set<number>();
  // First makes one space of many: with ` *` in the next pattern, a long run of spaces would take quadratic time.
  const parts = text
    .replace(/\s+/g, ' ')
    .replace(/ ?[-\u2013] ?/g, '-')
    .split(/[ ,;]+/)
    .filter(Boolean);
  for (const part of parts) {
    const range = readRange(part);
    if (range === undefined) return { kind: 'malformed', part };
    // Stops at the first row that is not there, so that 1-999999999 costs nothing.
    for (let row = range.from; row <= range.to; row++) {
      if (!known.has(row)) return { kind: 'foreign', part };
      rows.add(row);
    }
  }
  if (rows.size === 0) return { kind: 'empty' };
  return { kind: 'rows', rows: [...rows].sort((a, b) => a - b) };
}

function readRange(part: string): { from: number; to: number } | undefined {
  const ends = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part);
  const from = Number(ends?.[1]);
  const to = Number(ends?.[2] ?? ends?.[1]);
  return from <= to ? { from, to } : undefined;
}
