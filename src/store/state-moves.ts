import { sql } from 'kysely';
import { type MovesTo, moves, type Thing } from '../guests/states.ts';

/**
 * A move of the table in src/guests/states.ts, for a statement that sets `state = ${move.to}` where `state in
 * ${move.from}`. A move that the table lacks does not compile. Where a cast hides it, it throws.
 */
export function moving<T extends Thing, const To extends string>(
  thing: T,
  from: readonly MovesTo<T, To>[],
  to: To,
) {
  const table: Readonly<Record<string, readonly string[]>> = moves[thing];
  for (const state of from) {
    if (!table[state]?.includes(to)) throw new Error(`No ${thing} moves from ${state} to ${to}`);
  }
  return { from: sql`(${sql.join(from.map((state) => sql.lit(state)))})`, to: sql.lit(to) };
}
