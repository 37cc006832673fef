import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Db } from '../../../src/store/database.ts';
import { createPacer } from '../../../src/work/ledger/pacer.ts';
import { start } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { fakeClock } from '../fake-clock.ts';

const server = await startDatabase();
const rate = { count: 100, seconds: 1 };
const rates = { invitation: rate, write: rate };

const clockOf = async (db: Db) =>
  (await sql<{ at: Date }>`select clock_timestamp() as at`.execute(db)).rows[0]?.at.getTime() ?? 0;

/** The end of the pause for writes. Undefined without a pause. */
const pausedUntil = async (db: Db) =>
  (
    await sql<{
      at: Date | null;
    }>`select paused_until as at from pace where name = 'write'`.execute(db)
  ).rows[0]?.at?.getTime();

const shares: [share: number | undefined, pauseMs: number | undefined][] = [
  [undefined, undefined],
  // The bot's own use, because it keeps to four fifths of the limit.
  [0.8, undefined],
  [0.9, undefined],
  [0.95, 450],
  [1, 900],
  [1.8, 8000],
];
for (const [share, pauseMs] of shares) {
  test(`an answer with ${share ?? 'no share'} of the limit pauses the next calls for about ${pauseMs ?? 'no'} ms`, async (t) => {
    const { db } = await server.fresh(t);
    const pacer = createPacer({ db, clock: fakeClock(start) }, rates);
    const before = await clockOf(db);
    await pacer.heed('write', share === undefined ? {} : { throttlePercentage: share });
    const until = await pausedUntil(db);
    if (pauseMs === undefined) return assert.equal(until, undefined);
    assert.ok((until ?? 0) >= before + pauseMs, `${(until ?? 0) - before} ms`);
  });
}
