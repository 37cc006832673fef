import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { pullInWaits } from '../../../src/store/pull-in-waits.ts';
import { makeApproved, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { minutesSince, until, untilDone } from '../pass-time.ts';
import { reasonsOf } from '../read-steps.ts';
import { runEngine } from '../run-engine.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';

const server = await startDatabase();
const jane = 'jane@fabrikam.com';
const access = { groups: [], apps: [], licences: [] };
const patienceMs = 120_000;

const isIdle = async ({ db }: Workshop) =>
  (await sql`select 1 from step where lease_until is not null`.execute(db)).rows.length === 0;

/**
 * How often the bot looks for an account that Graph has named and never shows. After each of the first looks somebody
 * sets the clock by so many seconds.
 */
async function looksForNobody(t: TestContext, jumps: readonly number[]): Promise<number> {
  const shop = await openWorkshop(t, server);
  let looks = 0;
  const readPerson = async () => {
    looks += 1;
    return undefined;
  };
  const id = await makeApproved(shop.db, { addresses: [jane], access });
  runEngine(t, { ...shop.deps('one'), patienceMs, readPerson });
  for (const [n, seconds] of jumps.entries()) {
    await until(shop, async () => looks > n && (await isIdle(shop)));
    assert.deepEqual(await statesIn(shop.db, id), ['working']);
    shop.clock.set(seconds * 1000);
    // As the bot does where its clock goes back.
    if (seconds < 0) await pullInWaits(shop.db, shop.clock.now());
  }
  await untilDone(shop, id);
  assert.deepEqual(await statesIn(shop.db, id), ['unknown']);
  assert.deepEqual(await reasonsOf(shop, id), ['account not shown']);
  return looks;
}

const hour = 3_600;
const month = 30 * 24 * hour;

test('however somebody sets the clock, the bot looks for an account as often before it gives up', async (t) => {
  const undisturbed = await looksForNobody(t, []);
  assert.ok(undisturbed >= 6, `${undisturbed} looks`);
  assert.equal(await looksForNobody(t, [1, hour, month, -month, -hour]), undisturbed);
  assert.equal(await looksForNobody(t, [-1, -hour, -month, month]), undisturbed);
});

test('an account that Graph shows only after some minutes counts as invited', async (t) => {
  const shop = await openWorkshop(t, server);
  const began = shop.clock.now();
  const deps = shop.deps('one');
  const id = await makeApproved(shop.db, { addresses: [jane], access });
  runEngine(t, {
    ...deps,
    readPerson: async (objectId) =>
      minutesSince(began, shop.clock) < 3 ? undefined : await deps.readPerson(objectId),
  });
  await untilDone(shop, id);
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
  assert.deepEqual(shop.directory.invited(), [jane]);
});
