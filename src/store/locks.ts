import type { RawBuilder } from 'kysely';
import type { Db } from './database.ts';
import { one } from './statement.ts';

/** Takes an advisory lock until the transaction ends. False where another transaction holds it. */
export async function tryLock(trx: Db, key: RawBuilder<unknown>): Promise<boolean> {
  type Row = { taken: boolean };
  return (await one(trx)<Row>`select pg_try_advisory_xact_lock(${key}) as taken`).taken;
}
