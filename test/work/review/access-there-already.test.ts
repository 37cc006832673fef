import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { applyProjects } from '../../../src/store/projects.ts';
import { storeReview } from '../../../src/store/requests/request-reviews.ts';
import { completeRows } from '../../../src/store/requests/request-rows.ts';
import { readRequest } from '../../../src/store/requests/requests.ts';
import { storeListFile } from '../../../src/work/reading/store-list-file.ts';
import { confirmRequest } from '../../../src/work/request/confirm-request.ts';
import { reviewRows } from '../../../src/work/review/review-rows.ts';
import {
  applyAtlas,
  makeApproved,
  makeProject,
  requesterId,
  start,
  tenantId,
} from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
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
  const who = { tenantId, personId: requesterId, name: 'Alex' };
  const { version = 0 } = (await readRequest(shop.db, requestId)) ?? {};
  await storeReview(shop.db, requestId, version, { access: [], warnings: [] });
  const click = { requestId, version: version + 1, onlyValid: false };
  assert.deepEqual(await confirmRequest(shop, who, click), { kind: 'confirmed' });
  await untilDone(shop, requestId);
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

/** Reviews a list of Jane alone, who has all of the access. `said`: why the bot leaves her out. `invited`: the plans of drafts. */
async function reviewed({ db, clock, directory }: Workshop, key: string) {
  const asked = { tenantId, requesterId, requesterName: 'Alex', source: 'file' } as const;
  const read = await storeListFile(
    { db, clock },
    { ...asked, fileName: 'partners.csv', choice: { project: key } },
    { chunks: bytes(`email\n${jane}\n`), limits: { maxBytes: 1e5, maxRows: 10 } },
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
