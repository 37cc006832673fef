import assert from 'node:assert/strict';
import { test } from 'node:test';
import { intendSteps } from '../../src/store/steps/postpone-steps.ts';
import { startInvitations } from '../../src/work/engine/start-invitations.ts';
import { makeApproved, statesIn } from '../store/make-request.ts';
import { startDatabase } from '../store/start-database.ts';
import { takeAny } from '../store/take-any.ts';
import { until, untilDone } from './pass-time.ts';
import { runEngine } from './run-engine.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const server = await startDatabase();
const people = (count: number, name: string) =>
  Array.from({ length: count }, (_, n) => `${name}${n}@fabrikam.com`);
const file = (shop: Workshop, addresses: readonly string[]) =>
  makeApproved(shop.db, { addresses, source: 'file' });
const places = (invited: readonly string[], name: string) =>
  invited.flatMap((address, place) => (address.startsWith(name) ? [place] : []));

test('a request of thirty is not stuck behind one of a thousand', async (t) => {
  const shop = await openWorkshop(t, server, { leapMs: 0 });
  await file(shop, people(1000, 'large'));
  const small = await file(shop, people(30, 'small'));
  const replica = runEngine(t, shop.deps('one'));
  await untilDone(shop, small);
  await replica.stop();
  const invited = shop.directory.invited();
  assert.equal(places(invited, 'small').length, 30);
  assert.ok(Math.max(...places(invited, 'small')) < 150, `${places(invited, 'small')}`);
});

test('a request that arrives during a large one gets its turn at once', async (t) => {
  const shop = await openWorkshop(t, server, { leapMs: 0 });
  await file(shop, people(1000, 'large'));
  const replica = runEngine(t, shop.deps('one'));
  await until(shop, async () => shop.directory.invited().length > 100);
  const before = shop.directory.invited().length;
  const small = await file(shop, people(30, 'small'));
  await untilDone(shop, small);
  await replica.stop();
  const last = Math.max(...places(shop.directory.invited(), 'small'));
  assert.ok(last - before < 400, `${last - before} were invited meanwhile`);
});

test('two large requests share the pace', async (t) => {
  const shop = await openWorkshop(t, server, { leapMs: 0 });
  await file(shop, people(400, 'first'));
  await file(shop, people(400, 'second'));
  const replicas = ['one', 'two'].map((name) => runEngine(t, shop.deps(name)));
  await until(shop, async () => shop.directory.invited().length >= 200);
  const invited = shop.directory.invited().slice(0, 200);
  const first = places(invited, 'first').length;
  assert.ok(first > 60 && first < 140, `${first} of 200`);
  await Promise.all(replicas.map((replica) => replica.stop()));
});

test('steps that people wait for go on while bulk work is stuck', async (t) => {
  const shop = await openWorkshop(t, server, { leapMs: 0 });
  await file(shop, people(300, 'large'));
  const deps = shop.deps('one');
  const never = Promise.withResolvers<boolean>();
  const replica = runEngine(t, {
    ...deps,
    pacer: {
      ...deps.pacer,
      permit: (_, line) => (line === 'bulk' ? never.promise : Promise.resolve(true)),
    },
  });
  const line = await makeApproved(shop.db, { addresses: people(3, 'line'), source: 'line' });
  await untilDone(shop, line);
  assert.deepEqual(places(shop.directory.invited(), 'large'), []);
  never.resolve(false);
  await replica.stop();
});

test('a large request adds members twenty at a time while the bot still invites other guests', async (t) => {
  const shop = await openWorkshop(t, server, { leapMs: 0 });
  const id = await file(shop, people(400, 'large'));
  runEngine(t, shop.deps('one'));
  await until(shop, async () => shop.directory.calls.some(({ call }) => call === 'add'));
  await untilDone(shop, id);
  const adds = shop.directory.calls.flatMap((call) =>
    call.call === 'add' ? [call.objectIds.length] : [],
  );
  assert.ok(adds.length <= 24, `${adds}`);
  assert.ok((await statesIn(shop.db, id)).every((state) => state === 'complete'));
});

test('another replica finishes the steps of a dead one, and the bot sends each invitation once', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await file(shop, people(60, 'large'));
  await startInvitations(shop.db, 100, shop.clock.now());
  const held = await takeAny(shop.db, { name: 'dead', limit: 60, now: shop.clock.now() });
  assert.equal(held.length, 60);
  await intendSteps(shop.db, held.slice(0, 20), shop.clock.now());
  // The dead replica had sent ten of these invitations. Nobody knows about ten more.
  for (const { address } of held.slice(0, 10)) shop.directory.put(address);
  runEngine(t, shop.deps('two'));
  shop.clock.advance(12_000);
  await untilDone(shop, id);
  const sent = shop.directory.invited();
  assert.equal(sent.length, 50);
  assert.equal(new Set(sent).size, 50);
  assert.ok((await statesIn(shop.db, id)).every((state) => state === 'complete'));
});
