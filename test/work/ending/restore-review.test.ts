import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { guestHistory } from '../../../src/store/guests/guest-history.ts';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { applyProjects } from '../../../src/store/projects.ts';
import { rowsOf } from '../../../src/store/requests/request-rows.ts';
import { resultPages } from '../../../src/store/requests/results.ts';
import { makeApproved, makeProject, start, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { endedJane } from '../accounts/ended-jane.ts';
import { untilDone } from '../pass-time.ts';
import { runEngine } from '../run-engine.ts';
import { stepsIn } from '../taking/ends.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';
import { invite } from './due-scene.ts';
import { askAndReview, confirmEnd, omar } from './ending-scene.ts';

const server = await startDatabase();
const jane = 'jane@fabrikam.com';
const day = 86_400_000;

/** The review of a list that restores these people; what is wrong with each. */
async function restore(shop: Workshop, said: readonly string[]) {
  const people = said.map((each, n) => ({ line: n + 1, said: each }));
  const id = (await askAndReview(shop, omar, { kind: 'restore', people })) ?? 0;
  const rows = await rowsOf(shop.db, id);
  return { id, codes: rows.map(({ problems }) => problems[0]?.code) };
}

test('a list of ids restores guests, and no member', async (t) => {
  const shop = await openWorkshop(t, server);
  const { put, people } = shop.directory;
  const guest = put(jane, { deleted: true });
  const member = put('max@contoso.com', { userType: 'Member', deleted: true });
  const living = put('joe@fabrikam.com');
  for (const { objectId } of [guest, member])
    shop.directory.deletedAt.set(objectId, shop.clock.now());
  const nobody = '11111111-2222-4333-8444-555555555555';
  const { id, codes } = await restore(shop, [
    guest.objectId.toUpperCase(),
    member.objectId,
    living.objectId,
    nobody,
  ]);
  assert.deepEqual(codes, [
    undefined,
    'account of member',
    'account not deleted',
    'account not deleted',
  ]);
  runEngine(t, shop.deps('one'));
  assert.equal(await confirmEnd(shop, omar, id, { onlyValid: true }), 'confirmed');
  await untilDone(shop, id);
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
  assert.equal(people.get(jane)?.deleted, false);
  assert.equal(people.get('max@contoso.com')?.deleted, true);
});

test('a list that names one account by address and by id removes and restores it once', async (t) => {
  const shop = await openWorkshop(t, server);
  const { objectId } = shop.directory.put(jane);
  const said = [jane, objectId, objectId.toUpperCase()];
  const people = said.map((each, n) => ({ line: n + 1, said: each }));
  runEngine(t, shop.deps('one'));
  for (const kind of ['remove', 'restore'] as const) {
    const id = (await askAndReview(shop, omar, { kind, people })) ?? 0;
    const rows = await rowsOf(shop.db, id);
    assert.deepEqual(
      rows.map(({ skipped }) => skipped),
      [
        null,
        { code: 'duplicate', values: { line: 1 } },
        { code: 'duplicate', values: { line: 1 } },
      ],
    );
    assert.equal(await confirmEnd(shop, omar, id), 'confirmed');
    await untilDone(shop, id);
    assert.deepEqual(await statesIn(shop.db, id), ['complete']);
  }
});

test('a guest whom the bot removed more than 30 days ago is gone for good, by address and by id', async (t) => {
  const shop = await openWorkshop(t, server);
  runEngine(t, shop.deps('one'));
  await untilDone(shop, await makeApproved(shop.db, { addresses: [jane] }));
  const objectId = shop.directory.people.get(jane)?.objectId ?? '';
  const wish = { kind: 'remove', people: [{ line: 1, said: jane }] } as const;
  const removal = (await askAndReview(shop, omar, wish)) ?? 0;
  await confirmEnd(shop, omar, removal);
  await untilDone(shop, removal);
  shop.clock.advance(29 * day);
  assert.deepEqual((await restore(shop, [jane])).codes, [undefined]);
  shop.clock.advance(2 * day);
  shop.directory.people.delete(jane);
  assert.deepEqual((await restore(shop, [jane, objectId])).codes, [
    'account gone for good',
    'account gone for good',
  ]);
});

/** Jane, whose account an operator removed; the review of a restore so long after. */
async function reviewedAfter(
  t: TestContext,
  { rule, until, days }: { rule: 'keep' | 'block'; until: string; days: number },
) {
  const shop = await openWorkshop(t, server);
  await applyProjects(shop.db, [makeProject('atlas', { whenOver: rule })], start);
  runEngine(t, shop.deps('one'));
  const invited = await invite(shop, { [jane]: until });
  const wish = { kind: 'remove', people: [{ line: 1, said: jane }] } as const;
  const removal = (await askAndReview(shop, omar, wish)) ?? 0;
  await confirmEnd(shop, omar, removal);
  await untilDone(shop, removal);
  shop.clock.advance(days * day);
  const { id } = await restore(shop, [jane]);
  const [row] = await invitationsOf(shop.db, id);
  return { shop, id, invited, findings: row?.findings };
}

test('the review of a restore counts whole days and says until when the access comes back', async (t) => {
  const { findings } = await reviewedAfter(t, { rule: 'block', until: '2026-04-20', days: 6.5 });
  assert.equal(findings?.daysLeft, 23);
  assert.deepEqual(findings?.back, [{ project: 'atlas', endsOn: '2026-04-20', over: false }]);
  assert.deepEqual([findings?.account, findings?.blocked], [undefined, undefined]);
});

test('the review of a restore says that the access is over, and that the bot then blocks', async (t) => {
  const { findings } = await reviewedAfter(t, { rule: 'block', until: '2026-03-05', days: 10 });
  assert.deepEqual(findings?.back, [{ project: 'atlas', endsOn: '2026-03-05', over: true }]);
  assert.deepEqual(findings?.account, { fate: 'block' });
});

test('an account that the bot blocked comes back blocked: review, results and story say so', async (t) => {
  const { shop, end } = await endedJane(t, server, { whenOver: 'block' });
  const wish = { kind: 'remove', people: [{ line: 1, said: jane }] } as const;
  const removal = (await askAndReview(shop, omar, wish)) ?? 0;
  await confirmEnd(shop, omar, removal);
  await untilDone(shop, removal);
  const { id } = await restore(shop, [jane]);
  const [row] = await invitationsOf(shop.db, id);
  assert.equal(row?.findings?.blocked, 'by us');
  await confirmEnd(shop, omar, id);
  await untilDone(shop, id);
  assert.deepEqual(await stepsIn(shop.db, id), [
    'restore account done restored (restored blocked)',
  ]);
  const [result] = (await Array.fromAsync(resultPages(shop.db, id))).flat();
  assert.equal(result?.reason?.code, 'restored blocked');
  const story = await guestHistory(shop.db, { id: row?.guestId ?? 0, address: jane }, [end]);
  assert.ok(story.some(({ what }) => what === 'restored still blocked'));
});
