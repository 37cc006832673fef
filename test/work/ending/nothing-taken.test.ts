import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { writeResultsFile } from '../../../bot/files/write-results-file.ts';
import { endingTotals } from '../../../src/store/endings/reviewed-endings.ts';
import { endedRequests, gatherEnds, untoldEnds } from '../../../src/store/endings/untold-ends.ts';
import { guestHistory } from '../../../src/store/guests/guest-history.ts';
import { findPartner } from '../../../src/store/guests/partners-in-sight.ts';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { applyProjects } from '../../../src/store/projects.ts';
import { readRequest } from '../../../src/store/requests/requests.ts';
import { recordDeletion } from '../../../src/work/redemption/record-departure.ts';
import { makeApproved, makeProject, start, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { untilDone } from '../pass-time.ts';
import { runEngine } from '../run-engine.ts';
import { makeEnd, stepsIn } from '../taking/ends.ts';
import { both, jane } from '../taking/janes-access.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';
import { askAndReview, olga } from './ending-scene.ts';

const server = await startDatabase();
const sight = { tenantId, requesterId: '', own: false, projects: [], all: true };
const day = '2026-03-01';

/** The last columns of the results file of a request. */
async function resultsOf({ db }: Workshop, id: number): Promise<string> {
  const request = await readRequest(db, id);
  if (request === undefined) throw new Error('no such request');
  const speaker = { language: 'en', locale: 'en-US' } as const;
  const file = await writeResultsFile(db, request, 'results', speaker);
  const chunks = file === undefined ? [] : await Array.fromAsync(file.chunks(db));
  return Buffer.concat(chunks).toString().split('\r\n')[1] ?? '';
}

test('an end that took nothing is told as access that stays, to everybody and everywhere', async (t) => {
  const shop = await openWorkshop(t, server);
  const id = await makeApproved(shop.db, { addresses: [jane], access: both });
  const other = await makeApproved(shop.db, { addresses: [jane], access: both });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  await untilDone(shop, other);
  const review = (await askAndReview(shop, olga, { kind: 'end', requestId: id })) ?? 0;
  const totals = await endingTotals(shop.db, review);
  assert.deepEqual([totals.guests, totals.losing], [1, 0], 'nobody loses anything');
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await untilDone(shop, end);
  const [told] = await endedRequests(shop.db, 9);
  assert.deepEqual([told?.ended, told?.kept, told?.failed], [0, 1, 0]);
  const [untold] = await untoldEnds(shop.db, day);
  assert.ok(untold);
  assert.equal((await gatherEnds(shop.db, untold, { day, now: shop.clock.now() })).ended, 0);
  assert.deepEqual(await untoldEnds(shop.db, day), []);
  const [{ guestId } = {}] = await invitationsOf(shop.db, id);
  const story = await guestHistory(shop.db, { id: guestId ?? 0, address: jane }, [id]);
  assert.deepEqual(
    story.flatMap(({ what, requestId }) => (what.includes('kept') ? [what, requestId] : [])),
    ['access kept', end],
  );
  const seen = await findPartner(shop.db, sight, { address: jane });
  assert.deepEqual(
    seen?.invitations.map(({ kept }) => kept),
    [true, false],
  );
  const results = await resultsOf(shop, end);
  assert.match(results, /,kept,/);
  assert.equal(results.match(/stays: another request still needs it\./g)?.length, 2);
  assert.match(
    await resultsOf(shop, id),
    new RegExp(`,revoked,"?Request #${end} was to end this access, and all of it stays\\.`),
  );
});

test('an end without anything to take is told as access that stays', async (t) => {
  const shop = await openWorkshop(t, server);
  const access = { groups: [], apps: [], licences: [] };
  const id = await makeApproved(shop.db, { addresses: [jane], access });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await untilDone(shop, end);
  assert.deepEqual(await stepsIn(shop.db, end), []);
  const [told] = await endedRequests(shop.db, 9);
  assert.deepEqual([told?.ended, told?.kept, told?.gone], [0, 1, 0]);
  const [untold] = await untoldEnds(shop.db, day);
  assert.ok(untold);
  assert.equal((await gatherEnds(shop.db, untold, { day, now: shop.clock.now() })).ended, 0);
  assert.match(
    await resultsOf(shop, id),
    /,revoked,"?Request #\d+ was to end this access, and all/,
  );
  assert.match(await resultsOf(shop, end), /,kept,/);
});

test('an end that took only the account counts as one that took something', async (t) => {
  const shop = await openWorkshop(t, server);
  await applyProjects(shop.db, [makeProject('atlas', { whenOver: 'block' })], start);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  const { objectId = '' } = shop.directory.people.get(jane) ?? {};
  for (const group of shop.directory.members.keys())
    shop.directory.byGroup.set(`${group} ${objectId}`, 'by rule');
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await untilDone(shop, end);
  assert.deepEqual(await stepsIn(shop.db, end), [
    'take group done kept (grant by rule)',
    'block done taken',
  ]);
  const [told] = await endedRequests(shop.db, 9);
  assert.deepEqual([told?.ended, told?.kept], [1, 0]);
});

test('a block without the permission to end sessions says so, in the results and in the line', async (t) => {
  const shop = await openWorkshop(t, server);
  await applyProjects(shop.db, [makeProject('atlas', { whenOver: 'block' })], start);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  const values = { permission: 'User.RevokeSessions.All' };
  for (const _ of ['take', 'block'])
    shop.directory.nextTakes.push((effect) => {
      const taken = effect();
      const isBlocked = shop.directory.people.get(jane)?.accountEnabled === false;
      return isBlocked ? { ...taken, lacking: { code: 'sessions not ended', values } } : taken;
    });
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await untilDone(shop, end);
  assert.deepEqual(await stepsIn(shop.db, end), [
    'take group done taken',
    'block done taken (sessions not ended)',
  ]);
  assert.match(
    await resultsOf(shop, end),
    /,revoked,.*lacks the permission User\.RevokeSessions\.All/,
  );
  const [told] = await endedRequests(shop.db, 9);
  assert.deepEqual([told?.ended, told?.leftOpen, told?.signedIn], [1, 0, 1]);
});

for (const who of ['somebody', 'Guestlist'] as const)
  test(`an end that finds the account gone tells one truth everywhere: ${who} removed it`, async (t) => {
    const shop = await openWorkshop(t, server);
    const id = await makeApproved(shop.db, { addresses: [jane] });
    runEngine(t, shop.deps('one'));
    await untilDone(shop, id);
    const { objectId = '' } = shop.directory.people.get(jane) ?? {};
    shop.directory.people.delete(jane);
    await recordDeletion(shop, { tenantId, objectId });
    if (who === 'Guestlist')
      await sql`update guest set removed_at = now() where address = ${jane}`.execute(shop.db);
    const end = await makeEnd(shop.db, { requestIds: [id] });
    await untilDone(shop, end);
    assert.deepEqual(await stepsIn(shop.db, end), ['take group done account gone']);
    const [told] = await endedRequests(shop.db, 9);
    assert.deepEqual([told?.ended, told?.kept, told?.gone], [0, 0, 1]);
    const [untold] = await untoldEnds(shop.db, day);
    assert.ok(untold);
    assert.equal((await gatherEnds(shop.db, untold, { day, now: shop.clock.now() })).ended, 0);
    const [{ guestId } = {}] = await invitationsOf(shop.db, id);
    const story = await guestHistory(shop.db, { id: guestId ?? 0, address: jane }, [id]);
    assert.ok(
      story.some(({ what, requestId }) => what === 'access gone before' && requestId === end),
    );
    const seen = await findPartner(shop.db, sight, { address: jane });
    assert.deepEqual(
      seen?.invitations.map(({ kept, removed }) => [kept, removed]),
      [[true, who === 'Guestlist']],
    );
    assert.match(await resultsOf(shop, end), /,kept,/);
    const status = who === 'Guestlist' ? 'removed' : 'revoked';
    assert.match(await resultsOf(shop, id), new RegExp(`,${status},"?Request #${end} was to end`));
  });
