/** From so many partners on a request gives way to those that somebody sits and waits for. */
const bulkFrom = 20;
/** From so many on, the first rows go ahead alone. */
const carefulFrom = 50;
const firstRows = 10;
/** So many refusals among the first rows are no accident. */
const several = 3;

/** How a request begins: whether it gives way to others, and how many of its rows go ahead alone (null: no need). */
export function beginningOf(partners: number): { bulk: boolean; trial: number | null } {
  return { bulk: partners >= bulkFrom, trial: partners >= carefulFrom ? firstRows : null };
}

/** What the first rows say about the others: `tried` of them have an answer of Graph, `refused` a bad one. */
export function trialVerdict(rows: { tried: number; refused: number }): 'wait' | 'go on' | 'hold' {
  if (rows.refused >= several) return 'hold';
  // However those fare who are still without an answer, they are too few to change the verdict.
  const open = Math.max(0, firstRows - rows.tried);
  return rows.refused + open < several ? 'go on' : 'wait';
}
