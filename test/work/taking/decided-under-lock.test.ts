import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { inTransaction } from '../../../src/store/database.ts';
import { lockGuests } from '../../../src/store/guests/guests.ts';
import { takeSteps } from '../../../src/store/steps/take-steps.ts';
import { isTakeStep, type TakeStep } from '../../../src/work/taking/decide-takes.ts';
import { startEndings } from '../../../src/work/taking/start-endings.ts';
import { makeApproved, statesIn, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { untilDone } from '../pass-time.ts';
import { runEngine } from '../run-engine.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';
import { makeEnd } from './ends.ts';
import { jane } from './janes-access.ts';

const server = await startDatabase();

/** Jane's access, whose end is confirmed; nobody works on it. */
async function confirmedEnd(t: TestContext, cause: 'asked' | 'undone') {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  const engine = runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  await engine.stop();
  const end = await makeEnd(shop.db, { requestIds: [id], cause });
  return { shop, id, end };
}

/** The one take that is due, leased by a replica. */
async function leased(shop: Workshop): Promise<TakeStep> {
  const now = shop.clock.now();
  const leaseUntil = new Date(now.getTime() + 60_000);
  const room = [{ lane: 'end', bulk: true, steps: 1 }] as const;
  const [step] = await takeSteps(shop.db, { name: 'one', room, leaseUntil }, now);
  assert.ok(step !== undefined && isTakeStep(step));
  return step;
}

/**
 * Lets something begin while somebody holds Jane's lock and does what nobody sees yet. Waits until it stands before the
 * lock, or is over without it.
 */
async function beside<T>(
  shop: Workshop,
  hidden: (trx: Workshop['db']) => Promise<unknown>,
  begin: () => Promise<T>,
): Promise<T> {
  const { begun } = await inTransaction(shop.db, async (trx) => {
    await lockGuests(trx, [{ tenantId, address: jane, displayName: 'Jane' }]);
    await hidden(trx);
    let isOver = false;
    const begun = begin().finally(() => {
      isOver = true;
    });
    while (!isOver && !(await somebodyWaits(shop))) await setTimeout(2);
    return { begun };
  });
  return await begun;
}

async function somebodyWaits({ db }: Workshop): Promise<boolean> {
  const { rows } = await sql`
    select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
    db,
  );
  return rows.length > 0;
}

test('the bot decides over a grant under the lock of its guest, so that no invitation comes between', async (t) => {
  const { shop } = await confirmedEnd(t, 'asked');
  await startEndings(shop.db, 10, shop.clock.now());
  const step = await leased(shop);
  const { decideTake } = shop.deps('one');
  const decision = await beside(
    shop,
    (trx) => makeApproved(trx, { addresses: [jane] }),
    () => decideTake({ step, held: { how: 'direct' } }),
  );
  assert.deepEqual(decision, { kind: 'stays' });
});

test('an end begins under the lock of its guest, so that no acceptance comes between an undo and its start', async (t) => {
  const { shop, id, end } = await confirmedEnd(t, 'undone');
  await beside(
    shop,
    (trx) => sql`update guest set state = 'accepted'`.execute(trx),
    () => startEndings(shop.db, 10, shop.clock.now()),
  );
  runEngine(t, shop.deps('two'));
  await untilDone(shop, end);
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
});
