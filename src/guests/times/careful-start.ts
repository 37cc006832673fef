/** From this many partners on, a request gives way to requests that a person is waiting for. */
const bulkFrom = 20;
/** From this many partners on, the first rows go ahead alone. */
const carefulFrom = 50;
const firstRows = 10;
/** So many refusals among the first rows are no accident. */
const several = 3;

/** How a request begins. `bulk`: it gives way to others. `trial`: so many rows go first, alone; null: none. */
export function beginningOf(partners: number): { bulk: boolean; trial: number | null } {
  return { bulk: partners >= bulkFrom, trial: partners >= carefulFrom ? firstRows : null };
}

/** The verdict of the first rows about the others: Graph answered `tried` of them and refused `refused` of those. */
export function trialVerdict(rows: { tried: number; refused: number }): 'wait' | 'go on' | 'hold' {
  if (rows.refused >= several) return 'hold';
  // The rows without an answer may be too few to change the verdict.
  const open = Math.max(0, firstRows - rows.tried);
  return rows.refused + open < several ? 'go on' : 'wait';
}
