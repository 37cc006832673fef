import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { guestHistory } from '../../../src/store/guests/guest-history.ts';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { beginDueEnds } from '../../../src/work/ending/begin-due-ends.ts';
import { retryRequest } from '../../../src/work/request/retry-request.ts';
import { applyRule, group, makeApproved, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { askAndReview, confirmEnd, omar } from '../ending/ending-scene.ts';
import { until, untilDone } from '../pass-time.ts';
import { runEngine } from '../run-engine.ts';
import { makeEnd, stepsIn } from '../taking/ends.ts';
import { openWorkshop } from '../workshop.ts';
import { byOmar, endedJane, hearDeletion, invitedJane, jane, person } from './ended-jane.ts';

const server = await startDatabase();
const day = 86_400_000;
const ended = (t: TestContext, rule: Parameters<typeof endedJane>[2]) => endedJane(t, server, rule);

test('the bot blocks an account that it made at the end, if the project says so', async (t) => {
  const { shop, end } = await ended(t, { whenOver: 'block' });
  assert.equal(person(shop)?.accountEnabled, false);
  assert.deepEqual(await stepsIn(shop.db, end), ['take group done taken', 'block done taken']);
});

test('an account that another party made stays, whatever the project says', async (t) => {
  const shop = await openWorkshop(t, server);
  await applyRule(shop.db, { whenOver: 'remove' });
  const { objectId } = shop.directory.put(jane);
  const id = await makeApproved(shop.db, {
    addresses: [jane],
    plan: 'access only',
    foundId: objectId,
  });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await untilDone(shop, end);
  assert.equal(person(shop)?.accountEnabled, true);
  assert.equal((await stepsIn(shop.db, end))[1], 'block done kept (account not ours)');
});

test('the bot removes a blocked account after its time, once, and does not report it as a guest who left', async (t) => {
  const { shop } = await ended(t, { whenOver: 'remove', removeAfter: 'P2D' });
  await beginDueEnds(shop);
  assert.equal(person(shop)?.deleted, false);
  shop.clock.advance(3 * day);
  await beginDueEnds(shop);
  await beginDueEnds(shop);
  await until(shop, () => person(shop)?.deleted === true);
  const objectId = person(shop)?.objectId ?? '';
  await hearDeletion(shop, objectId);
  const { rows } = await sql`select 1 from news where topic like 'guest gone%'`.execute(shop.db);
  assert.deepEqual(rows, []);
  assert.equal(shop.directory.takings.filter(({ call }) => call === 'remove').length, 1);
});

test('the bot does not remove an account that an administrator has unblocked', async (t) => {
  const { shop } = await ended(t, { whenOver: 'remove', removeAfter: 'P2D' });
  const jan = person(shop);
  assert.ok(jan);
  shop.directory.people.set(jane, { ...jan, accountEnabled: true });
  shop.clock.advance(3 * day);
  await beginDueEnds(shop);
  const { rows } = await sql<{ id: number }>`select max(id) as id from request`.execute(shop.db);
  await untilDone(shop, rows[0]?.id ?? 0);
  assert.equal(person(shop)?.deleted, false);
  assert.deepEqual(await stepsIn(shop.db, rows[0]?.id ?? 0), [
    'remove done kept (account unblocked since)',
  ]);
});

test('the bot unblocks an account that it blocked when somebody invites the guest again', async (t) => {
  const { shop } = await ended(t, { whenOver: 'remove', removeAfter: 'P2D' });
  const foundId = person(shop)?.objectId ?? '';
  const again = await makeApproved(shop.db, { addresses: [jane], plan: 'access only', foundId });
  await untilDone(shop, again);
  assert.deepEqual(await statesIn(shop.db, again), ['complete']);
  assert.equal(person(shop)?.accountEnabled, true);
  assert.ok(shop.directory.members.get(group)?.has(foundId));
  shop.clock.advance(3 * day);
  await beginDueEnds(shop);
  assert.equal(person(shop)?.deleted, false);
});

test('after a lost answer the bot searches for the removal, and does not remove a restored account again', async (t) => {
  const { shop } = await invitedJane(t, server);
  shop.directory.nextTakes.push((effect) => {
    effect();
    const jan = person(shop);
    if (jan) shop.directory.people.set(jane, { ...jan, deleted: false });
    return { kind: 'lost' };
  });
  const removal = await byOmar(shop, 'remove');
  await untilDone(shop, removal);
  assert.equal(await retryRequest(shop, omar, removal), 'nothing to retry');
  assert.equal(person(shop)?.deleted, false);
  assert.deepEqual(await stepsIn(shop.db, removal), ['remove unknown lost (removal not known)']);
  const [row] = await invitationsOf(shop.db, removal);
  const story = await guestHistory(shop.db, { id: row?.guestId ?? 0, address: jane }, []);
  const last = story.at(-1);
  assert.deepEqual(
    [last?.what, last?.requestId],
    ['removal not known', removal],
    'as its card says',
  );
});

test("a removal whose answer was lost is known by Graph's clock, also where the bot's is ahead", async (t) => {
  const shop = await openWorkshop(t, server);
  const graphNow = () => new Date(shop.clock.now().getTime() - 3_600_000);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one', graphNow));
  await untilDone(shop, id);
  shop.directory.nextTakes.push((effect) => {
    effect();
    shop.directory.deletedAt.set(person(shop)?.objectId ?? '', graphNow());
    return { kind: 'lost' };
  });
  const removal = await byOmar(shop, 'remove');
  await untilDone(shop, removal);
  assert.deepEqual(await stepsIn(shop.db, removal), ['remove done taken']);
});

test('an operator removes and restores an account, and access that ended in between does not come back', async (t) => {
  const { shop, id } = await invitedJane(t, server);
  const removal = await byOmar(shop, 'remove');
  await untilDone(shop, removal);
  assert.equal(person(shop)?.deleted, true);
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await untilDone(shop, end);
  assert.deepEqual(await statesIn(shop.db, id), ['revoked']);
  const restore = await byOmar(shop, 'restore');
  await untilDone(shop, restore);
  await until(shop, () => shop.directory.members.get(group)?.size === 0);
  assert.equal(person(shop)?.deleted, false);
});

test('the bot neither blocks nor removes a guest who became an operator after the review', async (t) => {
  const shop = await openWorkshop(t, server);
  await applyRule(shop.db, { whenOver: 'block' });
  const operators: string[] = [];
  const deps = { operatorsGroup: group, peopleIn: async () => operators };
  runEngine(t, { ...shop.deps('one'), ...deps });
  const id = await makeApproved(shop.db, { addresses: [jane] });
  await untilDone(shop, id);
  const people = [{ line: 1, said: jane }];
  const removal = (await askAndReview(shop, omar, { kind: 'remove', people })) ?? 0;
  operators.push(person(shop)?.objectId ?? '');
  assert.equal(await confirmEnd(shop, omar, removal), 'confirmed');
  await untilDone(shop, removal);
  assert.equal((await stepsIn(shop.db, removal))[0], 'remove done kept (operator account)');
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await untilDone(shop, end);
  assert.equal((await stepsIn(shop.db, end))[1], 'block done kept (operator account)');
  assert.equal(person(shop)?.accountEnabled, true);
  assert.equal(person(shop)?.deleted, false);
});

test('the bot removes no members, operators or people with a directory role', async (t) => {
  const shop = await openWorkshop(t, server);
  shop.directory.put('max@contoso.com', { userType: 'Member' });
  const boss = shop.directory.put('boss@fabrikam.com');
  shop.directory.directoryRoles.add(boss.objectId);
  const said = ['max@contoso.com', 'boss@fabrikam.com', 'nobody@fabrikam.com'];
  const people = said.map((each, n) => ({ line: n + 1, said: each }));
  const removal = (await askAndReview(shop, omar, { kind: 'remove', people })) ?? 0;
  const { rows } = await sql<{ code: string }>`
    select problems->0->>'code' as code from request_row where request_id = ${removal} order by row`.execute(
    shop.db,
  );
  assert.deepEqual(
    rows.map(({ code }) => code),
    ['account of member', 'role holder', 'guest unknown'],
  );
});
