import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBreaker, readBreaker } from '../../src/store/steps/breaker.ts';
import { resumeWork } from '../../src/work/request/resume-work.ts';
import { makeApproved, statesIn, tenantId } from '../store/make-request.ts';
import { startDatabase } from '../store/start-database.ts';
import { letPass, until, untilDone } from './pass-time.ts';
import { stepsOf } from './read-steps.ts';
import { runEngine } from './run-engine.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const server = await startDatabase();
const jane = 'jane@fabrikam.com';

test('an answer that stops everything opens the breaker, and only resume closes it', async (t) => {
  const shop = await openWorkshop(t, server);
  shop.directory.nextInvites.push(() => ({ kind: 'stop', reason: { code: 'tenant blocked' } }));
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await until(shop, async () => (await readBreaker(shop.db)).openSince !== null);
  await letPass(shop, 3600_000);
  assert.equal(shop.directory.invited().length, 1);
  assert.deepEqual(await statesIn(shop.db, id), ['working']);
  await resumeWork(shop, { tenantId, personId: 'operator', name: 'Olivia' });
  await untilDone(shop, id);
  assert.equal(shop.directory.invited().length, 2);
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
});

const crowd = Array.from({ length: 40 }, (_, n) => `p${n}@fabrikam.com`);
const blocked = () => ({ kind: 'stop', reason: { code: 'tenant blocked' } }) as const;
const resume = (shop: Workshop) =>
  resumeWork(shop, { tenantId, personId: 'operator', name: 'Olivia' });

test('after a resume the bot sends one invitation alone, and no other if Graph stops it again', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, { addresses: crowd, source: 'file' });
  await openBreaker(shop.db, { code: 'tenant blocked' }, shop.clock.now());
  for (const name of ['one', 'two']) runEngine(t, shop.deps(name));
  for (const tried of [1, 2]) {
    shop.directory.nextInvites.push(blocked);
    await resume(shop);
    await until(shop, async () => (await readBreaker(shop.db)).openSince !== null);
    await letPass(shop, 600_000);
    assert.equal(shop.directory.invited().length, tried);
  }
  await resume(shop);
  await untilDone(shop, id);
  assert.equal(shop.directory.invited().length, crowd.length + 2);
});

test('after a resume without an answer of Graph the other invitations go on', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, { addresses: crowd, source: 'file' });
  await openBreaker(shop.db, { code: 'tenant blocked' }, shop.clock.now());
  shop.directory.nextInvites.push(
    ...crowd.slice(0, 3).map(() => () => ({ kind: 'not yet' }) as const),
  );
  runEngine(t, shop.deps('one'));
  await resume(shop);
  await untilDone(shop, id);
  assert.equal(shop.directory.invited().length, crowd.length + 3);
});

test('after the breaker closes the bot searches for a guest before it repeats the invitation', async (t) => {
  const shop = await openWorkshop(t, server);
  const deps = shop.deps('one');
  shop.directory.nextInvites.push(() => ({ kind: 'lost' }));
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, deps);
  await until(shop, async () => (await stepsOf(shop.db))[0]?.state === 'looking');
  await openBreaker(shop.db, { code: 'tenant blocked' }, shop.clock.now());
  await until(shop, async () => (await stepsOf(shop.db))[0]?.answer === 'repeat', 'growing');
  shop.directory.put(jane);
  await resumeWork(shop, { tenantId, personId: 'operator', name: 'Olivia' });
  await untilDone(shop, id);
  assert.deepEqual(shop.directory.invited(), [jane]);
});

test('a breaker that opens after a worker took a step stops that step', async (t) => {
  const shop = await openWorkshop(t, server);
  const deps = shop.deps('one');
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, {
    ...deps,
    findPeople: async (addresses) => {
      await openBreaker(shop.db, { code: 'tenant blocked' }, shop.clock.now());
      return await deps.findPeople(addresses);
    },
  });
  await until(shop, async () => (await readBreaker(shop.db)).openSince !== null);
  await until(shop, async () => (await stepsOf(shop.db))[0]?.answer === 'held');
  assert.deepEqual(shop.directory.invited(), []);
  assert.deepEqual(await statesIn(shop.db, id), ['working']);
});
