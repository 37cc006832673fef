import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import type { EndCause } from '../../../src/guests/step.ts';
import { endedRequests, markEndsTold } from '../../../src/store/endings/untold-ends.ts';
import { guestHistory } from '../../../src/store/guests/guest-history.ts';
import { findPartner } from '../../../src/store/guests/partners-in-sight.ts';
import { resultPages } from '../../../src/store/requests/results.ts';
import { checkGuest } from '../../../src/work/redemption/check-guest.ts';
import { retryRequest } from '../../../src/work/request/retry-request.ts';
import { group, statesIn, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { omar } from '../ending/ending-scene.ts';
import { letPass, until, untilDone } from '../pass-time.ts';
import { reasonsOf } from '../read-steps.ts';
import { makeEnd, stepsIn } from '../taking/ends.ts';
import { checkDeps, type Workshop } from '../workshop.ts';
import { byHand, byOmar, hearDeletion, invitedJane, jane, person } from './ended-jane.ts';

const server = await startDatabase();
const patienceMs = 600_000;

/** Looks at Jane's account in Graph, as a change notification asks. */
const lookAtJane = (shop: Workshop) =>
  checkGuest(
    { ...checkDeps(shop), readPerson: async () => shop.directory.people.get(jane) },
    tenantId,
    person(shop)?.objectId ?? '',
  );

const inGroup = ({ directory }: Workshop) => directory.members.get(group)?.size !== 0;

/** The bot is about to look whether the account is there. */
const isToCheck = async ({ db }: Workshop) =>
  (await sql`select 1 from guest where look_due_at is not null`.execute(db)).rows.length > 0;

/** Jane's access ends while somebody has deleted her account in the portal. */
async function endedWhileDeleted(t: TestContext, how: { heard: boolean; cause: EndCause }) {
  const { shop, id } = await invitedJane(t, server, { whenOver: 'block' });
  await letPass(shop, patienceMs);
  byHand(shop, { deleted: true, changedAt: shop.clock.now() });
  const objectId = person(shop)?.objectId ?? '';
  shop.directory.deletedAt.set(objectId, shop.clock.now());
  await sql`update invitation set ends_at = ${shop.clock.now()}`.execute(shop.db);
  if (how.heard) await hearDeletion(shop, objectId);
  const end = await makeEnd(shop.db, { requestIds: [id], cause: how.cause });
  await untilDone(shop, end);
  assert.deepEqual(await stepsIn(shop.db, end), [
    'take group done account gone',
    'block done kept (account gone already)',
  ]);
  assert.deepEqual(await reasonsOf(shop, end), ['account gone already']);
  assert.equal(
    await isToCheck(shop),
    !how.heard,
    'a replica that did not hear of it looks for the account',
  );
  return { shop, id, end };
}

/** After the restore the bot takes what ended, and blocks. */
async function isTakenAfterAll(shop: Workshop, end: number): Promise<void> {
  await until(shop, () => !inGroup(shop) && person(shop)?.accountEnabled === false);
  await until(
    shop,
    async () => `${await stepsIn(shop.db, end)}` === 'take group done taken,block done taken',
  );
  await untilDone(shop, end);
  assert.deepEqual(await statesIn(shop.db, end), ['complete']);
  assert.deepEqual(await reasonsOf(shop, end), [null]);
}

for (const { cause, heard } of [
  { cause: 'asked', heard: true },
  { cause: 'due', heard: true },
  { cause: 'asked', heard: false },
] as const)
  test(`access that ended while an account was deleted is taken after a restore: ${cause}, deletion ${heard ? '' : 'not '}heard`, async (t) => {
    const { shop, end } = await endedWhileDeleted(t, { cause, heard });
    byHand(shop, { deleted: false });
    await lookAtJane(shop);
    await isTakenAfterAll(shop, end);
    const { rows } = await sql`select 1 from history where what = 'guest returned'`.execute(
      shop.db,
    );
    assert.equal(rows.length, heard ? 1 : 0, 'the story says restored, and not reopened');
  });

test('access that ended while an account was deleted is taken after a restore by word', async (t) => {
  const { shop, end } = await endedWhileDeleted(t, { heard: true, cause: 'asked' });
  const restore = await byOmar(shop, 'restore');
  await untilDone(shop, restore);
  await isTakenAfterAll(shop, end);
});

test('a grant that a removal misses because the account is deleted at that moment is taken after a restore', async (t) => {
  const { shop, id } = await invitedJane(t, server);
  await letPass(shop, patienceMs);
  shop.directory.nextTakes.push(() => {
    byHand(shop, { deleted: true });
    return { kind: 'gone', what: 'grant' };
  });
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await untilDone(shop, end);
  assert.deepEqual(await stepsIn(shop.db, end), ['take group done account gone']);
  byHand(shop, { deleted: false });
  await lookAtJane(shop);
  await until(shop, () => !inGroup(shop));
});

test('an end that Graph refuses after a restore is told as unfinished, and a retry finishes it', async (t) => {
  const { shop, id, end } = await endedWhileDeleted(t, { heard: true, cause: 'asked' });
  await untilDone(shop, end);
  await markEndsTold(shop.db, end);
  const values = { permission: 'GroupMember.ReadWrite.All' };
  const refusal = { kind: 'refused', reason: { code: 'permission missing', values } } as const;
  for (const _ of ['take', 'block'])
    shop.directory.nextTakes.push((effect) => {
      const taken = effect();
      if (inGroup(shop)) return taken;
      shop.directory.members.get(group)?.add(person(shop)?.objectId ?? '');
      return refusal;
    });
  shop.clock.advance(60_000);
  byHand(shop, { deleted: false });
  await lookAtJane(shop);
  await until(shop, async () => `${await statesIn(shop.db, end)}` === 'failed');
  await untilDone(shop, end);
  const [told] = await endedRequests(shop.db, 9);
  assert.deepEqual([told?.ended, told?.failed], [0, 1]);
  const sight = { tenantId, requesterId: '', own: false, projects: [], all: true };
  const seen = await findPartner(shop.db, sight, { address: jane });
  assert.deepEqual(
    seen?.invitations.map(({ state, leftLater }) => [state, leftLater]),
    [['partly', true]],
  );
  const story = await guestHistory(shop.db, { id: seen?.partner.id ?? 0, address: jane }, [id]);
  assert.ok(story.some(({ what, requestId }) => what === 'access left' && requestId === end));
  const [row] = (await Array.fromAsync(resultPages(shop.db, id))).flat();
  assert.deepEqual([row?.state, row?.reason?.code], ['partly', 'left later']);
  assert.equal(await retryRequest(shop, omar, end), 'begun');
  await untilDone(shop, end);
  assert.equal(inGroup(shop), false);
  assert.deepEqual(await statesIn(shop.db, end), ['complete']);
});
