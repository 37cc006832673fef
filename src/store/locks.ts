import type { RawBuilder } from 'kysely';
import type { Db } from './database.ts';
import { one, run } from './statement.ts';

/** Takes an advisory lock until the transaction ends. False where another transaction holds it. */
export async function tryLock(trx: Db, key: RawBuilder<unknown>): Promise<boolean> {
  type Row = { taken: boolean };
  return (await one(trx)<Row>`select pg_try_advisory_xact_lock(${key}) as taken`).taken;
}

/** Waits for the turn of a person: until the transaction ends, no other one adds to their drafts. */
export async function lockDraftsOf(
  trx: Db,
  { tenantId, requesterId }: { tenantId: string; requesterId: string },
): Promise<void> {
  const key = `drafts ${tenantId} ${requesterId}`;
  await run(trx)`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
}
