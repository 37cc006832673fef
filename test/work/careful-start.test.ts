import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRequest } from '../../src/store/requests/requests.ts';
import { cancelRequest } from '../../src/work/request/cancel-request.ts';
import { releaseHeld } from '../../src/work/request/release-held.ts';
import { makeApproved, statesIn } from '../store/make-request.ts';
import { startDatabase } from '../store/start-database.ts';
import { alex } from './alex.ts';
import { letPass, until, untilDone } from './pass-time.ts';
import { runEngine } from './run-engine.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const server = await startDatabase();
const sixty = Array.from({ length: 60 }, (_, n) => `p${n}@fabrikam.com`);
const begin = (shop: Workshop) =>
  makeApproved(shop.db, { addresses: sixty, source: 'file', careful: true });

const isHeld = async ({ db }: Workshop, id: number) => (await readRequest(db, id))?.heldAt != null;
const count = async (shop: Workshop, id: number, state: string) =>
  (await statesIn(shop.db, id)).filter((each) => each === state).length;

/** A worker in a tenant that refuses the addresses that `refused` names. */
function refusing(shop: Workshop, worker: string, refused: (address: string) => boolean) {
  const deps = shop.deps(worker);
  return {
    ...deps,
    invite: async (invitation: Parameters<typeof deps.invite>[0]) => {
      const answer = await deps.invite(invitation);
      return refused(invitation.address)
        ? ({ kind: 'refused', reason: { code: 'cross-tenant settings' } } as const)
        : answer;
    },
  };
}

test('the bot invites the first ten rows of a large request alone, then the others', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await begin(shop);
  const answer = Promise.withResolvers<void>();
  const deps = shop.deps('one');
  runEngine(t, {
    ...deps,
    invite: async (invitation) => {
      const sent = await deps.invite(invitation);
      await answer.promise;
      return sent;
    },
  });
  runEngine(t, shop.deps('two'));
  await until(shop, async () => shop.directory.invited().length >= 10);
  assert.ok(shop.directory.invited().length <= 10);
  answer.resolve();
  await untilDone(shop, id);
  assert.equal(await count(shop, id, 'complete'), 60);
  assert.equal(new Set(shop.directory.invited()).size, 60);
});

test('after several refusals among the first ten the rest is on hold until the requester resumes', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await begin(shop);
  runEngine(
    t,
    refusing(shop, 'one', () => true),
  );
  await until(shop, () => isHeld(shop, id));
  await letPass(shop, 3600_000);
  const tried = shop.directory.invited().length;
  assert.ok(tried >= 3 && tried <= 10, `${tried}`);
  assert.equal(await count(shop, id, 'failed'), tried);
  assert.equal(await count(shop, id, 'approved'), 60 - tried);
  const held = await readRequest(shop.db, id);
  assert.equal(held?.heldReason?.code, 'careful start');
  assert.ok(await releaseHeld(shop, { ...alex, operator: false }, id));
  assert.equal(await releaseHeld(shop, { ...alex, operator: false }, id), false);
  await untilDone(shop, id);
  assert.equal(shop.directory.invited().length, 60);
});

test('after two refusals among the first ten the rest goes on', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await begin(shop);
  runEngine(
    t,
    refusing(shop, 'one', (address) => /^p[12]@/.test(address)),
  );
  await untilDone(shop, id);
  assert.equal(await count(shop, id, 'failed'), 2);
  assert.equal(await count(shop, id, 'complete'), 58);
});

test('when Graph refuses access to the first rows the others are on hold too', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await begin(shop);
  const deps = shop.deps('one');
  runEngine(t, {
    ...deps,
    addMembers: async () => ({ kind: 'refused', reason: { code: 'guests may not join group' } }),
  });
  await until(shop, () => isHeld(shop, id));
  assert.equal(shop.directory.invited().length, 10);
});

test('the bot finishes invitations that have begun while the rest is on hold', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await begin(shop);
  const late = shop.directory;
  runEngine(
    t,
    refusing(shop, 'one', (address) => /^p[123]@/.test(address)),
  );
  for (const address of sixty) late.unseen.add(late.put(address).objectId);
  late.people.clear();
  await until(shop, () => isHeld(shop, id));
  late.unseen.clear();
  await until(shop, async () => (await count(shop, id, 'working')) === 0);
  assert.equal(await count(shop, id, 'complete'), late.invited().length - 3);
});

test('the requester can cancel a request on hold, and it is then done', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await begin(shop);
  runEngine(
    t,
    refusing(shop, 'one', () => true),
  );
  await until(shop, () => isHeld(shop, id));
  await cancelRequest(shop, alex, id);
  await untilDone(shop, id);
  assert.equal(await isHeld(shop, id), false);
  assert.ok(shop.directory.invited().length <= 10);
});

test('a lagging directory does not delay the other rows', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await begin(shop);
  const deps = shop.deps('one');
  let seen = false;
  runEngine(t, {
    ...deps,
    addMembers: async (...members) =>
      seen ? await deps.addMembers(...members) : { kind: 'not yet' },
  });
  await until(shop, async () => shop.directory.invited().length === 60);
  seen = true;
  await untilDone(shop, id);
  assert.equal(await count(shop, id, 'complete'), 60);
});
