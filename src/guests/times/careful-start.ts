/** From this many partners on, a request gives way to requests that a person is waiting for. */
const bulkFrom = 20;
/** From so many on, the first rows go ahead alone. */
const carefulFrom = 50;
const firstRows = 10;
/** So many refusals among the first rows are no accident. */
const several = 3;

/** How a request begins: whether it gives way to others, and how many of its rows go first, alone (null: none). */
export function beginningOf(partners: number): { bulk: boolean; trial: number | null } {
  return { bulk: partners >= bulkFrom, trial: partners >= carefulFrom ? firstRows : null };
}

/** What the first rows say about the others: Graph answered `tried` of them and refused `refused` of those. */
export function trialVerdict(rows: { tried: number; refused: number }): 'wait' | 'go on' | 'hold' {
  if (rows.refused >= several) return 'hold';
  // However those fare who are still without an answer, they are too few to change the verdict.
  const open = Math.max(0, firstRows - rows.tried);
  return rows.refused + open < several ? 'go on' : 'wait';
}
