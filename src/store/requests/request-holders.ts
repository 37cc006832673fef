import type { Db } from '../database.ts';
import { all, run } from '../statement.ts';

/** The people found for a request who have these pieces of access, as far as the review has read it. */
export async function holdersOf(
  db: Db,
  requestId: number,
  pieces: readonly string[],
): Promise<Map<string, ReadonlySet<string>>> {
  const rows = await all(db)<{ piece: string; holders: string[] }>`
    select piece, holders from request_holder
    where request_id = ${requestId} and piece = any(${pieces}::text[])`;
  return new Map(rows.map(({ piece, holders }) => [piece, new Set(holders)]));
}

/** Stores which people have these pieces of access. */
export async function insertHolders(
  db: Db,
  requestId: number,
  held: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<void> {
  for (const [piece, holders] of held) {
    await run(db)`
      insert into request_holder (request_id, piece, holders)
      values (${requestId}, ${piece}, ${[...holders]}::text[]) on conflict do nothing`;
  }
}
