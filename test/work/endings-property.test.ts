import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { invitationsOf } from '../../src/store/invitations/invitations.ts';
import { retryRequest } from '../../src/work/request/retry-request.ts';
import { otherGroup } from '../store/make-request.ts';
import { startDatabase } from '../store/start-database.ts';
import { alex } from './alex.ts';
import {
  allGroups,
  anyEvent,
  type Event,
  type Fate,
  firstMishaps,
  jane,
  look,
  mortal,
  type Played,
  play,
} from './endings-play.ts';
import { letPass, until, untilDone } from './pass-time.ts';
import { runEngine } from './run-engine.ts';
import { openWorkshop, patienceMs, type Workshop } from './workshop.ts';

const server = await startDatabase();

/** Checks that Jane has exactly what she had before, and what her living invitations give. */
async function assertConsistent(shop: Workshop, { requests, ends, before }: Played): Promise<void> {
  const rows = (await Promise.all(requests.map((id) => invitationsOf(shop.db, id)))).flat();
  const wanted = new Set(before);
  for (const { state, access } of rows) {
    if (state === 'complete') for (const id of access.groups) wanted.add(id);
    else assert.ok(['revoked', 'cancelled'].includes(state), state);
  }
  const objectId = shop.directory.people.get(jane)?.objectId ?? '';
  const has = allGroups.filter((id) => shop.directory.members.get(id)?.has(objectId));
  assert.deepEqual(new Set(has), wanted);
  const ended = (await Promise.all(ends.map((id) => invitationsOf(shop.db, id)))).flat();
  assert.ok(
    ended.every(({ state }) => state === 'complete'),
    ended.map(({ state }) => state).join(),
  );
}

const openSteps = async ({ db }: Workshop) =>
  (
    await sql`select 1 from step where state in ('due', 'intended', 'looking') and due_at is not null`.execute(
      db,
    )
  ).rows.length;

/** Until the bot has looked whether the access is there, and has given again what was not. */
async function untilVerified(shop: Workshop, { looks }: Played, fate: Fate): Promise<void> {
  await Promise.all(looks);
  if (looks.length === 0) return;
  for (let n = 0; (await look(shop, fate)).endsWith('unproven'); n += 1) {
    assert.ok(n < 20, 'the access is never proven');
    await letPass(shop, patienceMs);
  }
  await until(shop, async () => (await openSteps(shop)) === 0);
}

async function run(
  t: TestContext,
  events: readonly Event[],
  { had, ...given }: { had: boolean } & Fate,
): Promise<void> {
  const shop = await openWorkshop(t, server);
  const before = new Set<string>();
  if (had) {
    const { objectId } = shop.directory.put(jane);
    shop.directory.members.set(otherGroup, new Set([objectId]));
    before.add(otherGroup);
  }
  const fate: Fate = { ...given, mishaps: [...given.mishaps] };
  const replicas = ['one', 'two'].map((name) => runEngine(t, mortal(shop.deps(name), fate)));
  const played = await play(shop, events, { fate, before });
  const all = [...played.requests, ...played.ends];
  await untilDone(shop, ...all);
  for (const id of all) await retryRequest(shop, alex, id);
  await untilDone(shop, ...all);
  await untilVerified(shop, played, fate);
  for (const replica of replicas) await replica.stop();
  assert.equal(await openSteps(shop), 0);
  await assertConsistent(shop, played);
}

test('ends, undos, invitations, redemptions, repairs, kills and lost answers in any order leave exactly the needed access', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyEvent, { minLength: 3, maxLength: 9 }),
      fc.boolean(),
      fc.record({ delays: fc.array(fc.nat(6), { maxLength: 7 }), mishaps: firstMishaps }),
      (events, had, fate) => run(t, events, { had, ...fate }),
    ),
    { numRuns: Number(process.env.RUNS ?? 10), endOnFailure: true },
  );
});
