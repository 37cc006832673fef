import type { Said } from './read-clauses.ts';

/**
 * The clauses about the partners of each gap. If a clause has one value, it counts for everybody; otherwise each value
 * counts for the partners before it. Ask with -1 for the clauses about all partners.
 */
export function saidOfGaps(gaps: readonly { said: Said }[]): (gap: number) => Said {
  const clauses = (['project', 'language', 'until'] as const).map((clause) => {
    const values = gaps.map(({ said }) => said[clause]);
    const different = [...new Set(values.filter((value) => value !== undefined))];
    const isOne = different.length === 1;
    // Goes from the end, so that each gap knows the next value after it.
    let next: string | undefined;
    const behind = values.map(() => next);
    for (let at = values.length - 1; at >= 0; at -= 1) {
      behind[at] = next;
      next = values[at] ?? next;
    }
    const valueAt = (gap: number) => (isOne || gap < 0 ? different[0] : (behind[gap] ?? values[0]));
    return { clause, valueAt };
  });
  return (gap) => {
    const said: Said = {};
    for (const { clause, valueAt } of clauses) {
      const value = valueAt(gap);
      if (value !== undefined) said[clause] = value;
    }
    return said;
  };
}
