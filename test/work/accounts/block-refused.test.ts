import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import type { Taken } from '../../../src/graph/ending/removal-outcome.ts';
import type { Reason } from '../../../src/guests/reason.ts';
import { endedRequests } from '../../../src/store/endings/untold-ends.ts';
import { guestHistory } from '../../../src/store/guests/guest-history.ts';
import { countInvitations, invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { countRetryable } from '../../../src/store/steps/retry-steps.ts';
import { beginDueEnds } from '../../../src/work/ending/begin-due-ends.ts';
import { tellRemoved } from '../../../src/work/ending/tell-removed.ts';
import { retryRequest } from '../../../src/work/request/retry-request.ts';
import { maxAttempts } from '../../../src/work/runtime/retry-delays.ts';
import { applyRule, group, makeApproved, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { endRequest } from '../ending/due-scene.ts';
import { omar } from '../ending/ending-scene.ts';
import { untilDone } from '../pass-time.ts';
import { reasonsOf } from '../read-steps.ts';
import { makeEnd, stepsIn } from '../taking/ends.ts';
import { idOf, isIn, untilShown } from '../taking/janes-access.ts';
import type { Workshop } from '../workshop.ts';
import { byHand, endedJane, invitedJane, jane, person } from './ended-jane.ts';

const server = await startDatabase();

const permission = 'User.EnableDisableAccount.All';
const refused = (code: 'permission missing' | 'account change refused') =>
  ({ kind: 'refused', reason: { code, values: { permission } } }) as const;

/** Jane at the end of her access. Entra answers each block so, and takes her access. */
async function endedUnblocked(
  t: TestContext,
  answer: Taken,
  { times = 1, rule = {} }: { times?: number; rule?: Parameters<typeof endedJane>[2] } = {},
) {
  const { shop, id } = await invitedJane(t, server, { whenOver: 'block', ...rule });
  // Whichever of the two calls comes first: only the block does not work.
  for (let left = times + 1; left > 0; left -= 1)
    shop.directory.nextTakes.push((effect) => {
      const taken = effect();
      if (person(shop)?.accountEnabled !== false) return taken;
      byHand(shop, { accountEnabled: true });
      return answer;
    });
  const end = await makeEnd(shop.db, { requestIds: [id], at: shop.clock.now() });
  await untilDone(shop, end);
  return { shop, id, end };
}

/** A retry of the end blocks the account, and there is nothing more to retry. */
async function retryBlocks(shop: Workshop, id: number, end: number): Promise<void> {
  shop.directory.nextTakes.length = 0;
  assert.equal(await countRetryable(shop.db, end), 1);
  assert.equal(await retryRequest(shop, omar, end), 'begun');
  await untilDone(shop, end);
  assert.equal(person(shop)?.accountEnabled, false);
  assert.deepEqual(await statesIn(shop.db, end), ['complete']);
  assert.deepEqual(await statesIn(shop.db, id), ['revoked']);
  assert.deepEqual(await reasonsOf(shop, end), [null]);
  assert.equal(await retryRequest(shop, omar, end), 'nothing to retry');
}

test('an end takes the access and says that the account stays open where Entra does not allow the block', async (t) => {
  const { shop, id, end } = await endedUnblocked(t, refused('permission missing'));
  assert.deepEqual(await stepsIn(shop.db, end), [
    'take group done taken',
    'block done kept (account not blocked)',
  ]);
  assert.deepEqual(await statesIn(shop.db, end), ['complete']);
  assert.deepEqual(await statesIn(shop.db, id), ['revoked']);
  assert.deepEqual(await reasonsOf(shop, end), ['account not blocked']);
});

test('a retry blocks the account once Entra allows it, and plans its removal where the project says so', async (t) => {
  const rule = { whenOver: 'remove', removeAfter: 'P5D' } as const;
  const { shop, id, end } = await endedUnblocked(t, refused('permission missing'), { rule });
  await retryBlocks(shop, id, end);
  const { rows } = await sql<{ removeAt: Date | null }>`select remove_at from guest`.execute(
    shop.db,
  );
  assert.ok(rows[0]?.removeAt);
});

for (const [name, answer, times, code] of [
  [
    'refuses the block for an unknown reason',
    refused('account change refused'),
    1,
    'block refused',
  ],
  ['never answers to the block', { kind: 'lost' }, maxAttempts, 'block gave up'],
  [
    'is away for all attempts to block',
    { kind: 'wait', scope: 'write' },
    maxAttempts,
    'block gave up',
  ],
] as const)
  test(`an end is over and says that the account stays open where Entra ${name}`, async (t) => {
    const { shop, id, end } = await endedUnblocked(t, answer, { times });
    assert.deepEqual(await statesIn(shop.db, end), ['complete']);
    assert.deepEqual(await statesIn(shop.db, id), ['revoked']);
    assert.deepEqual(await reasonsOf(shop, end), [code]);
    const [told] = await endedRequests(shop.db, 9);
    assert.deepEqual([told?.ended, told?.failed], [1, 0]);
    await retryBlocks(shop, id, end);
  });

test('a retry blocks nobody over whose account a later end decided', async (t) => {
  const { shop, end } = await endedUnblocked(t, refused('permission missing'));
  shop.directory.nextTakes.length = 0;
  await applyRule(shop.db, {});
  const foundId = person(shop)?.objectId ?? '';
  const again = await makeApproved(shop.db, { addresses: [jane], plan: 'access only', foundId });
  await untilDone(shop, again);
  await untilDone(shop, await makeEnd(shop.db, { requestIds: [again], at: shop.clock.now() }));
  assert.equal(await retryRequest(shop, omar, end), 'nothing to retry');
  assert.equal(person(shop)?.accountEnabled, true);
});

test('a removal that Graph refuses is not begun again, and a retry removes the account', async (t) => {
  const rule = { whenOver: 'remove', removeAfter: 'P2D' } as const;
  const { shop } = await endedJane(t, server, rule);
  shop.directory.nextTakes.push(() => refused('permission missing'));
  shop.clock.advance(3 * 86_400_000);
  for (const _ of ['refused', 'not begun again']) {
    await beginDueEnds(shop);
    await untilDone(shop, await endRequest(shop.db));
  }
  const removal = await endRequest(shop.db);
  assert.deepEqual(await stepsIn(shop.db, removal), [
    'remove refused refused (permission missing)',
  ]);
  for (const _ of ['told', 'not told again'])
    await tellRemoved({
      ...shop,
      operatorsGroup: 'ops',
      peopleIn: async () => [omar.personId],
    });
  const { rows } = await sql<{ reason: Reason }>`select reason from news`.execute(shop.db);
  assert.deepEqual(
    rows.map(({ reason: { code, values } }) => [code, values?.count]),
    [['removals refused', 1]],
  );
  const [row] = await invitationsOf(shop.db, removal);
  const refusals = async () =>
    (await guestHistory(shop.db, { id: row?.guestId ?? 0, address: jane }, [])).filter(
      ({ what }) => what === 'removal refused',
    ).length;
  assert.equal(await refusals(), 1);
  assert.equal(await retryRequest(shop, omar, removal), 'begun');
  await untilDone(shop, removal);
  assert.equal(person(shop)?.deleted, true);
  assert.equal(await refusals(), 0);
});

test('an end that only blocked the account took no part of the access', async (t) => {
  const { shop, id } = await invitedJane(t, server, { whenOver: 'block' });
  await untilShown(shop);
  for (const _ of ['group', 'block'])
    shop.directory.nextTakes.push((effect) => {
      const taken = effect();
      if (isIn(shop)) return taken;
      shop.directory.members.get(group)?.add(idOf(shop));
      return refused('permission missing');
    });
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await untilDone(shop, end);
  assert.deepEqual(await statesIn(shop.db, end), ['failed']);
  const [read] = await countInvitations(shop.db, id);
  assert.equal(read?.state, 'complete');
  assert.equal(await retryRequest(shop, omar, end), 'begun');
  await untilDone(shop, end);
  assert.deepEqual(await statesIn(shop.db, end), ['complete']);
  assert.deepEqual(await statesIn(shop.db, id), ['revoked']);
});

test('an account that is blocked still, for lack of a permission, gets no new access', async (t) => {
  const { shop } = await endedJane(t, server, { whenOver: 'block' });
  const values = { permission: 'User.EnableDisableAccount.All' };
  const refusal = { kind: 'refused', reason: { code: 'permission missing', values } } as const;
  shop.directory.nextTakes.push(() => refusal);
  const foundId = person(shop)?.objectId ?? '';
  const again = await makeApproved(shop.db, { addresses: [jane], plan: 'access only', foundId });
  await untilDone(shop, again);
  assert.deepEqual(await statesIn(shop.db, again), ['failed']);
  assert.deepEqual(await reasonsOf(shop, again), ['account not unblocked']);
});
