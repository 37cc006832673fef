import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { candidateRequests } from '../../../src/store/steps/candidate-requests.ts';
import { beginDueEnds } from '../../../src/work/ending/begin-due-ends.ts';
import { startInvitations } from '../../../src/work/engine/start-invitations.ts';
import { cancelRequest } from '../../../src/work/request/cancel-request.ts';
import { retryRequest } from '../../../src/work/request/retry-request.ts';
import {
  makeApproved,
  otherGroup,
  requesterId,
  statesIn,
  tenantId,
} from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { alex } from '../alex.ts';
import { answerSteps } from '../answer-steps.ts';
import { endRequest, invite } from '../ending/due-scene.ts';
import { omar } from '../ending/ending-scene.ts';
import { until, untilDone } from '../pass-time.ts';
import { openInvites, stepsOf } from '../read-steps.ts';
import { runEngine } from '../run-engine.ts';
import { openWorkshop } from '../workshop.ts';

const server = await startDatabase();
const jane = 'jane@fabrikam.com';
const access = { groups: [otherGroup], apps: [], licences: [] };

test('when a requester cancels the request that invites, the other request takes the invitation over', async (t) => {
  const shop = await openWorkshop(t, server);
  const first = await makeApproved(shop.db, { addresses: [jane] });
  const second = await makeApproved(shop.db, { addresses: [jane], access });
  await startInvitations(shop.db, 100, shop.clock.now());
  await cancelRequest(shop, alex, first);
  runEngine(t, shop.deps('one'));
  await untilDone(shop, first, second);
  assert.deepEqual(await statesIn(shop.db, first), ['cancelled']);
  const [invitation] = await invitationsOf(shop.db, second);
  assert.deepEqual(
    [invitation?.state, invitation?.plan, invitation?.mailed],
    ['complete', 'invite', true],
  );
});

test('after a cancel no request takes the invitation over whose own invite Graph has refused', async (t) => {
  const shop = await openWorkshop(t, server);
  const nothing = { groups: [], apps: [], licences: [] };
  const refused = await makeApproved(shop.db, { addresses: [jane], access: nothing });
  await startInvitations(shop.db, 100, shop.clock.now());
  // Nothing has ended that request yet: its invitation still works.
  await answerSteps(shop, 1, 'refused');
  const first = await makeApproved(shop.db, { addresses: [jane] });
  const second = await makeApproved(shop.db, { addresses: [jane], access });
  await startInvitations(shop.db, 100, shop.clock.now());
  await cancelRequest(shop, alex, first);
  runEngine(t, shop.deps('one'));
  await untilDone(shop, refused, first, second);
  assert.deepEqual(await statesIn(shop.db, refused), ['failed']);
  assert.deepEqual(await statesIn(shop.db, second), ['complete']);
});

test('when a requester cancels the request that checks a guest again, the other request checks it', async (t) => {
  const shop = await openWorkshop(t, server);
  const { objectId } = shop.directory.put(jane);
  const before = await makeApproved(shop.db, { addresses: [jane] });
  const engine = runEngine(t, shop.deps('one'));
  await untilDone(shop, before);
  await engine.stop();
  const there = { addresses: [jane], access, plan: 'access only', foundId: objectId } as const;
  const first = await makeApproved(shop.db, there);
  const second = await makeApproved(shop.db, there);
  await startInvitations(shop.db, 100, shop.clock.now());
  await cancelRequest(shop, alex, first);
  runEngine(t, shop.deps('two'));
  await untilDone(shop, first, second);
  assert.deepEqual(await statesIn(shop.db, first), ['cancelled']);
  assert.deepEqual(await statesIn(shop.db, second), ['complete']);
  assert.deepEqual(shop.directory.invited(), []);
  assert.ok(shop.directory.members.get(otherGroup)?.has(objectId));
});

test('a request that joins during the cancel of the other does not wait for ever', async (t) => {
  const shop = await openWorkshop(t, server);
  for (let round = 0; round < 20; round += 1) {
    const address = `p${round}@fabrikam.com`;
    const first = await makeApproved(shop.db, { addresses: [address] });
    await startInvitations(shop.db, 100, shop.clock.now());
    await makeApproved(shop.db, { addresses: [address], access });
    await Promise.all([
      cancelRequest(shop, alex, first),
      startInvitations(shop.db, 100, shop.clock.now()),
    ]);
  }
  assert.equal(await openInvites(shop), 20);
});

test('the bot finishes an invitation under way when the requester cancels', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  const deps = shop.deps('one');
  runEngine(t, {
    ...deps,
    invite: async (invitation) => {
      await cancelRequest(shop, alex, id);
      return await deps.invite(invitation);
    },
  });
  await untilDone(shop, id);
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
});

test('after a cancel before the invitation the bot sends nothing', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  const deps = shop.deps('one');
  runEngine(t, {
    ...deps,
    findPeople: async (addresses) => {
      await cancelRequest(shop, alex, id);
      return await deps.findPeople(addresses);
    },
  });
  await untilDone(shop, id);
  await until(shop, async () =>
    (await stepsOf(shop.db)).every(({ state }) => state === 'withdrawn'),
  );
  assert.deepEqual(await statesIn(shop.db, id), ['cancelled']);
  assert.deepEqual(shop.directory.invited(), []);
});

test('the requester can cancel a request that the breaker has stopped', async (t) => {
  const shop = await openWorkshop(t, server);
  shop.directory.nextInvites.push(() => ({ kind: 'stop', reason: { code: 'tenant blocked' } }));
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await until(shop, async () => (await stepsOf(shop.db))[0]?.answer === 'held');
  await cancelRequest(shop, alex, id);
  await untilDone(shop, id);
  assert.deepEqual(await statesIn(shop.db, id), ['cancelled']);
});

test('the bot cancels an invitation to a project without access together with the invite that it waits for', async (t) => {
  const shop = await openWorkshop(t, server);
  const first = await makeApproved(shop.db, { addresses: [jane] });
  await startInvitations(shop.db, 100, shop.clock.now());
  const nothing = { groups: [], apps: [], licences: [] };
  const second = await makeApproved(shop.db, { addresses: [jane], access: nothing });
  await startInvitations(shop.db, 100, shop.clock.now());
  await cancelRequest(shop, alex, second);
  await cancelRequest(shop, alex, first);
  await untilDone({ ...shop }, first, second);
  assert.deepEqual(await statesIn(shop.db, second), ['cancelled']);
  const { rows } = await sql`select 1 from step where state = 'due'`.execute(shop.db);
  assert.equal(rows.length, 0);
});

test('the requester can cancel a request again after a cancel and a retry', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  const deps = shop.deps('one');
  const never = { kind: 'wait', scope: 'invitation' } as const;
  const replica = runEngine(t, { ...deps, invite: async () => never });
  await untilDone(shop, id);
  await sql`update request set cancelled_at = ${shop.clock.now()}, cancelled_by = ${requesterId}
    where id = ${id}`.execute(shop.db);
  await replica.stop();
  assert.equal(await retryRequest(shop, alex, id), 'begun');
  assert.equal((await cancelRequest(shop, alex, id)).kind, 'cancelled');
  assert.deepEqual(await statesIn(shop.db, id), ['cancelled']);
});

test('nobody cancels what the bot ends by date: it would begin again at once', async (t) => {
  const shop = await openWorkshop(t, server);
  const engine = runEngine(t, shop.deps('one'));
  const id = await invite(shop, { [jane]: '2026-03-04' });
  await engine.stop();
  shop.clock.advance(3 * 86_400_000);
  await beginDueEnds(shop);
  const end = await endRequest(shop.db);
  const operator = { tenantId, personId: omar.personId, all: true, still: true, owns: [] };
  assert.deepEqual(await candidateRequests(shop.db, 'cancel', operator), []);
  assert.equal((await cancelRequest(shop, omar, end)).kind, 'ends by date');
  runEngine(t, shop.deps('two'));
  await untilDone(shop, end);
  assert.deepEqual(await statesIn(shop.db, id), ['expired']);
});
