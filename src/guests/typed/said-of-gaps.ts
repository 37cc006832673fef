import type { Said } from './read-clauses.ts';

/**
 * What the message says about the people of each gap. A clause that comes once counts for everybody; a repeated one
 * for those before it. -1 asks for what the message says about all.
 */
export function saidOfGaps(gaps: readonly { said: Said }[]): (gap: number) => Said {
  const clauses = (['project', 'language', 'until'] as const).map((clause) => {
    const values = gaps.map(({ said }) => said[clause]);
    const different = [...new Set(values.filter((value) => value !== undefined))];
    const isOne = different.length === 1;
    // Read from the end, each gap knows what is said next behind it.
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
