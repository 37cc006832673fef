import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { openGraph } from '../../bot/start/open-graph.ts';
import { openBreaker, readBreaker } from '../../src/store/steps/breaker.ts';
import { resumeWork } from '../../src/work/request/resume-work.ts';
import { guardedGraph } from '../graph/guarded-graph.ts';
import { startLogin } from '../http/login-server.ts';
import { makeApproved, statesIn, tenantId } from '../store/make-request.ts';
import { startDatabase } from '../store/start-database.ts';
import { letPass, until, untilDone } from './pass-time.ts';
import { stepsOf } from './read-steps.ts';
import { runEngine } from './run-engine.ts';
import { openWorkshop, type Workshop, type WorkshopDeps } from './workshop.ts';

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

/** The bot's own way to invite, at a Graph that takes only these tokens. */
async function invitingThrough(
  t: TestContext,
  shop: Workshop,
  takes: (token: string) => boolean,
): Promise<{ deps: WorkshopDeps; seen: string[] }> {
  await startLogin(t);
  const graph = await guardedGraph(t, takes, async (request, response) => {
    const { invitedUserEmailAddress: address } = JSON.parse(await text(request));
    const { objectId: id } = shop.directory.put(address);
    response.writeHead(201);
    response.end(JSON.stringify({ status: 'PendingAcceptance', invitedUser: { id } }));
  });
  const credential = {
    kind: 'secret',
    tenantId,
    clientId: 'c',
    secret: { kind: 'text', text: 'x' },
  } as const;
  const { invite } = openGraph(
    { graph: { url: graph.url, credential }, times: { graphTimeout: 30_000 } },
    { newRequestId: () => 'call-1', sleep: shop.clock.sleep, time: { heard: () => undefined } },
  );
  return { deps: { ...shop.deps('one'), invite }, seen: graph.seen };
}

test('a kept token that Graph refuses stops nothing: the invitation goes with a new one', async (t) => {
  const shop = await openWorkshop(t, server);
  const { deps, seen } = await invitingThrough(t, shop, (token) => token !== 'token-1');
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, deps);
  await untilDone(shop, id);
  assert.equal((await readBreaker(shop.db)).openSince, null);
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
  assert.deepEqual(seen, ['token-1', 'token-2']);
});

test('a new token that Graph refuses as well opens the breaker', async (t) => {
  const shop = await openWorkshop(t, server);
  const { deps, seen } = await invitingThrough(t, shop, () => false);
  await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, deps);
  await until(shop, async () => (await readBreaker(shop.db)).openSince !== null);
  assert.deepEqual((await readBreaker(shop.db)).reason, { code: 'credentials refused' });
  await letPass(shop, 600_000);
  assert.deepEqual(seen, ['token-1', 'token-2']);
});
