import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { completeRows } from '../../../src/store/requests/request-rows.ts';
import { storeListFile } from '../../../src/work/reading/store-list-file.ts';
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
import { openWorkshop, type Workshop } from '../workshop.ts';

const server = await startDatabase();
const jane = 'jane@fabrikam.com';

test('the review of somebody who has the access already says until when, or whose access it is', async (t) => {
  const shop = await openWorkshop(t, server);
  await applyAtlas(shop.db);
  const id = await makeApproved(shop.db, { addresses: [jane] });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  assert.deepEqual(await reviewed(shop, 'atlas'), { project: 'Project atlas' });
  await sql`update invitation set ends_at = '2026-05-01T22:00:00Z', end_zone = 'Europe/Amsterdam'`.execute(
    shop.db,
  );
  assert.deepEqual(await reviewed(shop, 'atlas'), { project: 'Project atlas', day: '2026-05-01' });
  const { other, day } = await reviewed(shop, 'beacon');
  assert.deepEqual([other, day], ['Project atlas', '2026-05-01']);
});

/** Reviews a list of Jane alone, who has all of the access, and reads what the card says of her. */
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
  return row?.reason.values ?? {};
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
