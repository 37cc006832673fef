import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { endedRequests } from '../../../src/store/endings/untold-ends.ts';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { applyProjects } from '../../../src/store/projects.ts';
import { storeReview } from '../../../src/store/requests/request-reviews.ts';
import { completeRows } from '../../../src/store/requests/request-rows.ts';
import { readRequest } from '../../../src/store/requests/requests.ts';
import { beginDueEnds } from '../../../src/work/ending/begin-due-ends.ts';
import { storeListFile } from '../../../src/work/reading/store-list-file.ts';
import { confirmRequest } from '../../../src/work/request/confirm-request.ts';
import { retryRequest } from '../../../src/work/request/retry-request.ts';
import { reviewRows } from '../../../src/work/review/review-rows.ts';
import {
  applyAtlas,
  makeApproved,
  makeProject,
  requesterId,
  start,
  statesIn,
  tenantId,
} from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { endRequest, endsOf } from '../ending/due-scene.ts';
import { omar } from '../ending/ending-scene.ts';
import { untilDone } from '../pass-time.ts';
import { runEngine } from '../run-engine.ts';
import { makeEnd, stepsIn } from '../taking/ends.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';

const server = await startDatabase();
const jane = 'jane@fabrikam.com';

test('the review of somebody who has the access already says until when', async (t) => {
  const shop = await openWorkshop(t, server);
  await applyAtlas(shop.db);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  assert.deepEqual((await reviewed(shop, 'atlas')).said, { project: 'Project atlas' });
  await sql`update invitation set ends_at = '2026-05-01T22:00:00Z', end_zone = 'Europe/Amsterdam'`.execute(
    shop.db,
  );
  const { said, invited } = await reviewed(shop, 'atlas');
  assert.deepEqual(said, { project: 'Project atlas', day: '2026-05-01' });
  assert.deepEqual(invited, []);
});

test('another project that gives the same access asks to be confirmed, and keeps it after the first end', async (t) => {
  const shop = await openWorkshop(t, server);
  const rules = { whenOver: 'block' } as const;
  await applyProjects(shop.db, [makeProject('atlas', rules), makeProject('beacon', rules)], start);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  const { requestId, said, invited } = await reviewed(shop, 'beacon');
  assert.deepEqual([said, invited], [undefined, ['access only']]);
  await confirmed(shop, requestId);
  assert.deepEqual(shop.directory.invited(), [jane]);
  const first = await makeEnd(shop.db, { requestIds: [id], at: shop.clock.now() });
  await untilDone(shop, first);
  assert.deepEqual(await stepsIn(shop.db, first), [
    'take group done kept (grant needed elsewhere)',
    'block done kept (account needed)',
  ]);
  const last = await makeEnd(shop.db, { requestIds: [requestId], at: shop.clock.now() });
  await untilDone(shop, last);
  assert.deepEqual(await stepsIn(shop.db, last), ['take group done taken', 'block done taken']);
});

test('access that an end could not take, or is about to take, stays when somebody invites the guest again', async (t) => {
  const shop = await openWorkshop(t, server);
  await applyAtlas(shop.db);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  const engine = runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  shop.directory.nextTakes.push(() => ({
    kind: 'refused',
    reason: { code: 'permission missing' },
  }));
  const end = await makeEnd(shop.db, { requestIds: [id] });
  await untilDone(shop, end);
  assert.deepEqual(await statesIn(shop.db, end), ['failed']);
  const { requestId, invited } = await reviewed(shop, 'atlas');
  assert.deepEqual(invited, ['access only']);
  await confirmed(shop, requestId);
  assert.equal(await retryRequest(shop, omar, end), 'begun');
  await untilDone(shop, end);
  assert.deepEqual(await stepsIn(shop.db, end), ['take group done kept (grant needed elsewhere)']);
  await engine.stop();
  await makeEnd(shop.db, { requestIds: [requestId], name: 'about to begin' });
  assert.deepEqual((await reviewed(shop, 'atlas')).invited, ['access only']);
});

test('a later day for the same project asks to be confirmed, and moves the end', async (t) => {
  const shop = await openWorkshop(t, server);
  await applyAtlas(shop.db);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  await sql`update invitation set ends_on = '2026-03-10', ends_at = '2026-03-11', end_zone = 'UTC'`.execute(
    shop.db,
  );
  for (const until of ['', '2026-03-08', '2026-03-10']) {
    const { said, invited } = await reviewed(shop, 'atlas', until);
    assert.deepEqual([said?.day, invited], ['2026-03-10', []], until);
  }
  // The project's rule ends the access before the day that its invitation named.
  await sql`update invitation set ends_on = '2026-03-20'`.execute(shop.db);
  assert.deepEqual((await reviewed(shop, 'atlas', '2026-03-20')).invited, []);
  const { requestId, invited } = await reviewed(shop, 'atlas', '2026-04-01');
  assert.deepEqual(invited, ['access only']);
  await confirmed(shop, requestId);
  const ends = ['2026-04-02T00:00:00.000Z'];
  assert.deepEqual([await endsOf(shop.db, id), await endsOf(shop.db, requestId)], [ends, ends]);
  shop.clock.advance(Date.parse(ends[0] ?? '') - shop.clock.now().getTime());
  await beginDueEnds(shop);
  await untilDone(shop, await endRequest(shop.db));
  assert.deepEqual(await statesIn(shop.db, id), ['expired']);
  assert.deepEqual(await statesIn(shop.db, requestId), ['expired']);
  assert.deepEqual(
    (await endedRequests(shop.db, 10)).map(({ ended }) => ended),
    [1],
  );
});

/** Alex confirms the draft, and the bot carries it out. */
async function confirmed(shop: Workshop, requestId: number): Promise<void> {
  const who = { tenantId, personId: requesterId, name: 'Alex' };
  const { version = 0 } = (await readRequest(shop.db, requestId)) ?? {};
  await storeReview(shop.db, requestId, version, { access: [], warnings: [] });
  const click = { requestId, version: version + 1, onlyValid: false };
  assert.deepEqual(await confirmRequest(shop, who, click), { kind: 'confirmed' });
  await untilDone(shop, requestId);
}

/**
 * Reviews a list of Jane alone, who has all of the access. `said`: why the bot leaves her out. `invited`: the plans of
 * drafts.
 */
async function reviewed({ db, clock, directory }: Workshop, key: string, until = '') {
  const asked = { tenantId, requesterId, requesterName: 'Alex', source: 'file' } as const;
  const read = await storeListFile(
    { db, clock },
    { ...asked, fileName: 'partners.csv', choice: { project: key } },
    { chunks: bytes(`email,until\n${jane},${until}\n`), limits: { maxBytes: 1e5, maxRows: 10 } },
  );
  assert.ok(read.kind === 'read');
  const found = directory.people.get(jane);
  assert.ok(found);
  const project = makeProject(key, {});
  await reviewRows(db, read.requestId, {
    context: {
      projects: [project],
      ownDomains: [],
      chosen: { project: key },
      today: start.toISOString().slice(0, 10),
    },
    access: { names: [], faultsOf: () => [], guestsReadable: true },
    tenantId,
    near: new Map(),
    people: new Map([[jane, found]]),
    holdings: { of: () => () => true, readable: true },
  });
  const [row] = await completeRows(db, read.requestId, 1);
  const drafts = await invitationsOf(db, read.requestId);
  return {
    requestId: read.requestId,
    said: row?.reason.values,
    invited: drafts.map(({ plan }) => plan),
  };
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
