import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { inTransaction } from '../../../src/store/database.ts';
import { insertAlerts } from '../../../src/store/telling/alerts.ts';
import { noteAccess, verifyAccess } from '../../../src/work/redemption/verify-access.ts';
import { startEndings } from '../../../src/work/taking/start-endings.ts';
import { group, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { invited } from '../invited-jane.ts';
import { until, untilDone } from '../pass-time.ts';
import { runEngine } from '../run-engine.ts';
import { makeEnd, stepsIn } from '../taking/ends.ts';
import { openWorkshop, patienceMs, type Workshop } from '../workshop.ts';

const server = await startDatabase();

/** Jane, who has accepted, and whom somebody has taken out of the group since; what a look at that found. */
async function goneByHand(t: TestContext) {
  const shop = await openWorkshop(t, server);
  const { objectId } = await invited(t, shop);
  shop.clock.advance(patienceMs + 1_000);
  const members = shop.directory.members.get(group) ?? new Set();
  members.delete(objectId);
  await insertAlerts(shop.db, { guestId: 1, transition: 'once' }, shop.clock.now());
  const look = () => verifyAccess({ ...shop, ...shop.directory, patienceMs }, tenantId, objectId);
  return { shop, objectId, members, look };
}

async function note(shop: Workshop, given: Awaited<ReturnType<typeof verifyAccess>>) {
  assert.equal(given.kind, 'checked');
  if (given.kind === 'checked')
    await inTransaction(shop.db, (trx) => noteAccess(shop, trx, 1, given));
}

const grant = async ({ db }: Workshop) =>
  (await sql<{ state: string }>`select state from step where kind = 'group'`.execute(db)).rows[0]
    ?.state;
const alert = async ({ db }: Workshop) =>
  (await sql<{ access: string }>`select access from alert`.execute(db)).rows[0]?.access;

/** The outcome of the end of Jane's only access. */
async function endOf(shop: Workshop): Promise<string[]> {
  const { rows } = await sql<{ id: number }>`select min(id) as id from request`.execute(shop.db);
  const end = await makeEnd(shop.db, { requestIds: [rows[0]?.id ?? 0] });
  await untilDone(shop, end);
  return await stepsIn(shop.db, end);
}

test('a grant that somebody else gave again before the bot did is not ours', async (t) => {
  const { shop, objectId, members, look } = await goneByHand(t);
  await note(shop, await look());
  assert.equal(await alert(shop), 'repairing');
  members.add(objectId);
  runEngine(t, shop.deps('two'));
  await until(shop, async () => (await grant(shop)) === 'done');
  assert.deepEqual(await endOf(shop), ['take group done kept (grant there before)']);
  assert.ok(members.has(objectId));
});

test('a grant that the bot gave again is ours, though a second look had found it gone too', async (t) => {
  const { shop, objectId, members, look } = await goneByHand(t);
  const looks = [await look(), await look()] as const;
  await note(shop, looks[0]);
  runEngine(t, shop.deps('two'));
  await until(shop, async () => (await grant(shop)) === 'done');
  await note(shop, looks[1]);
  assert.equal(await grant(shop), 'done', 'it is not given once more');
  assert.deepEqual(await endOf(shop), ['take group done taken']);
  assert.ok(!members.has(objectId));
});

test('access that begins to end after the look is not given again, and its alert says that it is missing', async (t) => {
  const { shop, members, look } = await goneByHand(t);
  const seen = await look();
  const { rows } = await sql<{ id: number }>`select min(id) as id from request`.execute(shop.db);
  const end = await makeEnd(shop.db, { requestIds: [rows[0]?.id ?? 0] });
  await startEndings(shop.db, 10, shop.clock.now());
  await note(shop, seen);
  assert.equal(await alert(shop), 'missing');
  runEngine(t, shop.deps('two'));
  await untilDone(shop, end);
  assert.equal(members.size, 0);
  assert.deepEqual(await stepsIn(shop.db, end), ['take group done gone (grant gone already)']);
});
