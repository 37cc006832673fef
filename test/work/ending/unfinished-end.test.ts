import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { endedRequests, markEndsTold, untoldEnds } from '../../../src/store/endings/untold-ends.ts';
import { countGuests } from '../../../src/store/guests/guest-counts.ts';
import { guestHistory } from '../../../src/store/guests/guest-history.ts';
import { findPartner, requestersOf } from '../../../src/store/guests/partners-in-sight.ts';
import { pendingPartners } from '../../../src/store/guests/pending-partners.ts';
import { listProjectGuests, projectGuestPages } from '../../../src/store/guests/project-guests.ts';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { resultPages } from '../../../src/store/requests/results.ts';
import { countRetryable } from '../../../src/store/steps/retry-steps.ts';
import { retryRequest } from '../../../src/work/request/retry-request.ts';
import { makeApproved, start, statesIn, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { untilDone } from '../pass-time.ts';
import { makeEnd, stepsIn } from '../taking/ends.ts';
import { access, isIn } from '../taking/janes-access.ts';
import { jane } from './due-scene.ts';
import { askAndReview, confirmEnd, olga, omar } from './ending-scene.ts';
import { toRead, unfinishedEnd } from './unfinished-end.ts';

const server = await startDatabase();
const sight = { tenantId, requesterId: '', own: false, projects: [], all: true };

test('an end that got only a part leaves the access in part, and a retry takes the rest', async (t) => {
  const { shop, id, end } = await unfinishedEnd(t, server, 'the role');
  assert.deepEqual(await statesIn(shop.db, end), ['partly']);
  assert.deepEqual(await toRead(shop, id), ['partly', 'partly', 'taken in part']);
  const told = await endedRequests(shop.db, 9);
  assert.deepEqual([told[0]?.ended, told[0]?.failed], [0, 1]);
  assert.deepEqual(await untoldEnds(shop.db, '2026-03-01'), []);
  await markEndsTold(shop.db, end);
  const seen = await findPartner(shop.db, sight, { address: jane });
  const [row] = seen?.invitations ?? [];
  assert.deepEqual(
    [row?.takenInPart, ...(row?.grants ?? []).map(({ state }) => state)],
    [true, 'done', 'withdrawn'],
  );
  assert.equal(await countRetryable(shop.db, end), 1);
  assert.equal(await retryRequest(shop, omar, end), 'begun');
  await untilDone(shop, end);
  assert.equal(isIn(shop), false);
  assert.deepEqual(await toRead(shop, id), ['revoked', 'revoked', undefined]);
  const over = await endedRequests(shop.db, 9);
  assert.deepEqual([over[0]?.ended, over[0]?.failed], [1, 0]);
  assert.equal(await retryRequest(shop, omar, end), 'nothing to retry');
});

test('the bot tells nobody that access was taken back which it gave again meanwhile, before a retry and after it', async (t) => {
  const { shop, id, end } = await unfinishedEnd(t, server, 'the role');
  await markEndsTold(shop.db, end);
  const again = await makeApproved(shop.db, { addresses: [jane], access });
  await untilDone(shop, again);
  assert.deepEqual(await toRead(shop, id), ['complete', 'complete', undefined]);
  assert.equal(await retryRequest(shop, omar, end), 'begun');
  await untilDone(shop, end);
  assert.equal(isIn(shop), true);
  const [told] = await endedRequests(shop.db, 9);
  assert.deepEqual([told?.ended, told?.kept, told?.failed], [0, 1, 0]);
  assert.deepEqual(await toRead(shop, id), ['revoked', 'revoked', 'nothing taken']);
  const [row] = (await Array.fromAsync(resultPages(shop.db, end))).flat();
  assert.deepEqual([row?.effect, row?.reasons?.at(-1)?.code], [false, 'given again']);
});

test('a retry while a new invitation gives the access again tells of access that stays', async (t) => {
  const { shop, id, end } = await unfinishedEnd(t, server, 'the role');
  await markEndsTold(shop.db, end);
  const again = await makeApproved(shop.db, { addresses: [jane], access });
  await untilDone(shop, again);
  // The invitation still gives the role while the end is tried again. The step comes first: the engine ends an
  // invitation at work that has no open step.
  await sql`update step set state = 'due', due_at = '2100-01-01', settled_at = null where request_id = ${again} and kind = 'app'`.execute(
    shop.db,
  );
  await sql`update invitation set state = 'working', completed_at = null where request_id = ${again}`.execute(
    shop.db,
  );
  assert.equal(await retryRequest(shop, omar, end), 'begun');
  await untilDone(shop, end);
  const [told] = await endedRequests(shop.db, 9);
  assert.deepEqual([told?.ended, told?.kept, told?.failed], [0, 1, 0]);
  await sql`update step set due_at = ${shop.clock.now()} where request_id = ${again} and kind = 'app'`.execute(
    shop.db,
  );
  await untilDone(shop, again);
  assert.deepEqual(await toRead(shop, id), ['revoked', 'revoked', 'nothing taken']);
});

test('a guest whose access an end could not take stays on the lists of guests', async (t) => {
  for (const got of ['nothing', 'the role'] as const) {
    const { shop } = await unfinishedEnd(t, server, got);
    const which = { tenantId, projectKey: 'atlas', filter: 'all', endsBefore: start } as const;
    const [guest] = await listProjectGuests(shop.db, which, { offset: 0, limit: 9 });
    assert.equal(guest?.address, jane);
    const pages = await Array.fromAsync(projectGuestPages(shop.db, which));
    assert.equal(pages.flat().length, 1);
    assert.equal((await countGuests(shop.db, 'atlas')).pending, 1);
    const pending = { projectKey: undefined, limit: 9 };
    assert.equal((await pendingPartners(shop.db, { ...sight, all: true }, pending)).length, 1);
    assert.equal((await requestersOf(shop.db, guest?.guestId ?? 0)).length, 1);
    // Another invitation and its end take the rest: then nobody has it.
    const again = await makeApproved(shop.db, { addresses: [jane], access });
    await untilDone(shop, again);
    await untilDone(shop, await makeEnd(shop.db, { requestIds: [again], name: 'the last' }));
    assert.equal(isIn(shop), false);
    assert.deepEqual(await Array.fromAsync(projectGuestPages(shop.db, which)), []);
    const seen = await findPartner(shop.db, sight, { address: jane });
    assert.equal(seen?.invitations[0]?.goneSince, true);
  }
});

test('an end that got nothing may be retried whatever the reason, and leaves the access whole', async (t) => {
  const { shop, id, end } = await unfinishedEnd(t, server, 'nothing');
  assert.deepEqual(await statesIn(shop.db, end), ['failed']);
  assert.deepEqual(await toRead(shop, id), ['complete', 'complete', undefined]);
  const seen = await findPartner(shop.db, sight, { address: jane });
  assert.equal(seen?.invitations[0]?.endFailed, true);
  const of = { id: seen?.partner.id ?? 0, address: jane };
  const story = await guestHistory(shop.db, of, [id]);
  assert.ok(story.some(({ what, requestId }) => what === 'access left' && requestId === end));
  assert.equal(await retryRequest(shop, omar, end), 'begun');
  await untilDone(shop, end);
  assert.equal(isIn(shop), false);
  assert.deepEqual(await statesIn(shop.db, id), ['revoked']);
});

test('a new end finds what an end left, and nothing that it took', async (t) => {
  const { shop, id, end } = await unfinishedEnd(t, server, 'the role');
  const wish = { kind: 'end', addresses: [jane], projectKey: 'atlas' } as const;
  const again = (await askAndReview(shop, olga, wish)) ?? 0;
  const [row] = await invitationsOf(shop.db, again);
  assert.deepEqual(
    row?.findings?.takes.map(({ kind }) => kind),
    ['group'],
  );
  assert.deepEqual(row?.findings?.stays, []);
  assert.equal(await confirmEnd(shop, olga, again), 'confirmed');
  await untilDone(shop, again);
  assert.equal(isIn(shop), false);
  assert.deepEqual(await stepsIn(shop.db, again), ['take group done taken']);
  assert.deepEqual(await statesIn(shop.db, id), ['revoked']);
  assert.equal(await retryRequest(shop, omar, end), 'nothing to retry');
});

test('an end that leaves access says that it blocked the account all the same, and will remove it', async (t) => {
  const rule = { whenOver: 'remove', removeAfter: 'P30D' } as const;
  const { shop, end } = await unfinishedEnd(t, server, 'the role', rule);
  const [row] = (await Array.fromAsync(resultPages(shop.db, end))).flat();
  const [blocked, ...others] = row?.reasons ?? [];
  assert.deepEqual(blocked, { code: 'blocked all the same', values: { removes: 'yes' } });
  assert.deepEqual(
    others.map(({ code }) => code),
    ['permission missing'],
    'and why the group stays',
  );
});
