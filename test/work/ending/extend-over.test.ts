import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import type { EndCause } from '../../../src/guests/step.ts';
import { endingTotals, firstEndings } from '../../../src/store/endings/reviewed-endings.ts';
import { findPartner } from '../../../src/store/guests/partners-in-sight.ts';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { rowsOf } from '../../../src/store/requests/request-rows.ts';
import { beginDueEnds } from '../../../src/work/ending/begin-due-ends.ts';
import { retryRequest } from '../../../src/work/request/retry-request.ts';
import { group, makeApproved, statesIn, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { byOmar } from '../accounts/ended-jane.ts';
import { untilDone } from '../pass-time.ts';
import { openRunning, runEngine } from '../run-engine.ts';
import { makeEnd } from '../taking/ends.ts';
import { idOf, isIn } from '../taking/janes-access.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';
import { day, endRequest, endsOf, invite, jane, untilMay } from './due-scene.ts';
import { alex, askAndReview, confirmEnd, olga, omar } from './ending-scene.ts';

const server = await startDatabase();
const everything = { tenantId, requesterId: '', own: false, projects: [], all: true };

/** The access of Jane, whose account is blocked since an owner ended it. */
async function revokedJane(t: TestContext, more: { cause?: EndCause; refuses?: 'first' } = {}) {
  const shop = await openRunning(t, server, { whenOver: 'block' });
  const id = await invite(shop, { [jane]: '2026-04-01' });
  if (more.refuses) {
    const values = { permission: 'GroupMember.ReadWrite.All' };
    const refusal = { kind: 'refused', reason: { code: 'permission missing', values } } as const;
    // Whichever call comes first: the end may block the account, and not take the group.
    for (const _ of ['take', 'block'])
      shop.directory.nextTakes.push((effect) => {
        const taken = effect();
        if (isIn(shop)) return taken;
        shop.directory.members.get(group)?.add(idOf(shop));
        return refusal;
      });
  }
  const { cause = 'asked' } = more;
  const end = await makeEnd(shop.db, { requestIds: [id], cause, at: shop.clock.now() });
  await untilDone(shop, end);
  return { shop, id, end };
}

const isOpen = (shop: Workshop) => shop.directory.people.get(jane)?.accountEnabled;

test('an extension after a revoke invites anew, unblocks the account and says so before', async (t) => {
  const { shop, id } = await revokedJane(t);
  assert.deepEqual([isOpen(shop), await statesIn(shop.db, id)], [false, ['revoked']]);
  const extension = (await askAndReview(shop, olga, untilMay)) ?? 0;
  const [row] = await invitationsOf(shop.db, extension);
  assert.deepEqual([row?.kind, row?.findings?.unblocks], ['invite', true]);
  assert.equal(row?.findings?.endsAt, '2026-03-02');
  assert.equal((await endingTotals(shop.db, extension)).again, 1);
  assert.equal(await confirmEnd(shop, olga, extension), 'confirmed');
  await untilDone(shop, extension);
  assert.deepEqual(await statesIn(shop.db, extension), ['complete']);
  assert.deepEqual([isOpen(shop), isIn(shop)], [true, true]);
  assert.deepEqual(await endsOf(shop.db, extension), ['2026-05-02T00:00:00.000Z']);
});

test('nobody extends access whose approval was undone', async (t) => {
  const { shop } = await revokedJane(t, { cause: 'undone' });
  const extension = (await askAndReview(shop, olga, untilMay)) ?? 0;
  const [row] = await rowsOf(shop.db, extension);
  assert.deepEqual(
    row?.problems.map(({ code }) => code),
    ['approval undone before'],
  );
});

test('an extension gives back what an end had left in part', async (t) => {
  const { shop, id, end } = await revokedJane(t, { refuses: 'first' });
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
  const extension = (await askAndReview(shop, olga, untilMay)) ?? 0;
  assert.equal(await confirmEnd(shop, olga, extension), 'confirmed');
  await untilDone(shop, extension);
  assert.deepEqual([isOpen(shop), isIn(shop)], [true, true]);
  assert.equal(await retryRequest(shop, omar, end), 'begun');
  await untilDone(shop, end);
  assert.deepEqual([isOpen(shop), isIn(shop)], [true, true], 'the extension needs it');
});

test('the last day takes access that an end by hand left, and only an end by hand takes what that day leaves', async (t) => {
  const { shop, id } = await revokedJane(t, { refuses: 'first' });
  assert.equal(isIn(shop), true);
  await beginDueEnds(shop);
  assert.deepEqual(await statesIn(shop.db, id), ['complete'], 'not before its day');
  shop.clock.advance(40 * day);
  await beginDueEnds(shop);
  await beginDueEnds(shop);
  const end = await endRequest(shop.db);
  await untilDone(shop, end);
  assert.equal((await invitationsOf(shop.db, end)).length, 1);
  assert.equal(isIn(shop), false);
  assert.deepEqual(await statesIn(shop.db, id), ['expired']);
});

/** The fault in the row of an extension of Jane's access. */
async function refusal(shop: Workshop): Promise<[string | undefined, unknown]> {
  const extension = (await askAndReview(shop, olga, untilMay)) ?? 0;
  assert.deepEqual(await invitationsOf(shop.db, extension), [], 'promises nothing');
  const [row] = await rowsOf(shop.db, extension);
  return [row?.problems[0]?.code, row?.problems[0]?.values?.number];
}

test('an extension while an end is under way names that end', async (t) => {
  const shop = await openRunning(t, server);
  const id = await invite(shop, { [jane]: '2026-04-01' });
  const end = await makeEnd(shop.db, { requestIds: [id], at: shop.clock.now() });
  const [row] = await invitationsOf(shop.db, end);
  await sql`update invitation set state = 'working' where id = ${row?.id}`.execute(shop.db);
  await sql`update invitation set ending_id = ${row?.id} where request_id = ${id}`.execute(shop.db);
  assert.deepEqual(await refusal(shop), ['end under way', String(end)]);
});

test('an extension for a removed account promises nothing and names the restore', async (t) => {
  const shop = await openRunning(t, server);
  await invite(shop, { [jane]: '2026-04-01' });
  const removal = await byOmar(shop, 'remove');
  await untilDone(shop, removal);
  assert.equal((await refusal(shop))[0], 'access of deleted');
});

test('an end and an extension find access that was given under another address of the account', async (t) => {
  const shop = await openWorkshop(t, server);
  const person = shop.directory.put(jane);
  const alias = 'jane.doe@fabrikam.com';
  shop.directory.put(alias, person);
  const unknown = 'j.doe@fabrikam.com';
  shop.directory.put(unknown, person);
  const there = { plan: 'access only', foundId: person.objectId } as const;
  const first = await makeApproved(shop.db, { addresses: [jane], ...there });
  const second = await makeApproved(shop.db, { addresses: [alias], ...there });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, first, second);
  const aboutOf = async (requestId = 0) =>
    (await invitationsOf(shop.db, requestId)).map(({ about }) => about);
  const given = (await invitationsOf(shop.db, first)).concat(await invitationsOf(shop.db, second));
  const both = [given.map(({ id }) => id)];
  const of = { addresses: [unknown], projectKey: 'atlas' };
  const extend = { ...of, kind: 'extend', until: '2026-05-01' } as const;
  assert.deepEqual(await aboutOf(await askAndReview(shop, olga, extend)), both);
  const own = { ...extend, addresses: [alias] };
  assert.deepEqual(await aboutOf(await askAndReview(shop, alex, own)), both);
  const ofFirst = await askAndReview(shop, olga, { kind: 'end', requestId: first });
  assert.deepEqual(await aboutOf(ofFirst), [[given[0]?.id]], 'a number means its request alone');
  const addresses = [unknown, jane, alias];
  const end = (await askAndReview(shop, olga, { ...of, kind: 'end', addresses })) ?? 0;
  assert.deepEqual(await aboutOf(end), both);
  assert.deepEqual(
    (await rowsOf(shop.db, end)).map(({ skipped }) => skipped?.code),
    [undefined, 'duplicate', 'duplicate'],
  );
  const [shown] = await firstEndings(shop.db, end, 1);
  assert.deepEqual([shown?.said, shown?.given.toSorted()], [unknown, [alias, jane].toSorted()]);
  await confirmEnd(shop, olga, end);
  await untilDone(shop, end);
  assert.deepEqual(await statesIn(shop.db, first), ['revoked']);
  assert.deepEqual(await statesIn(shop.db, second), ['revoked']);
  const [seen, again] = [
    await findPartner(shop.db, everything, { address: jane }),
    (await askAndReview(shop, olga, { ...extend, addresses: [jane] })) ?? 0,
  ];
  assert.deepEqual(
    seen?.invitations.map(({ address }) => address),
    [jane, alias],
  );
  const [anew] = await invitationsOf(shop.db, again);
  assert.deepEqual([anew?.kind, anew?.address], ['invite', alias], 'the newest access comes anew');
});
