import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Db } from '../../../src/store/database.ts';
import { invitationsOf } from '../../../src/store/invitations/invitations.ts';
import { discardRequest } from '../../../src/store/requests/move-requests.ts';
import { readRequest } from '../../../src/store/requests/requests.ts';
import { askEnding } from '../../../src/work/drafting/ask-ending.ts';
import { lapseOlderDrafts } from '../../../src/work/request/lapse-older-drafts.ts';
import { cleanUp } from '../../../src/work/upkeep/clean-up.ts';
import { makeApproved, makeDraft, requesterId, tenantId } from '../../store/make-request.ts';
import { rowsIn } from '../../store/rows-in.ts';
import { startDatabase } from '../../store/start-database.ts';
import { openAtlas } from '../atlas-in-teams.ts';
import { omar } from '../ending/ending-scene.ts';
import { untilDone } from '../pass-time.ts';
import { openRunning } from '../run-engine.ts';

const server = await startDatabase();
const person = { tenantId, personId: requesterId };
const people = (count: number) => Array.from({ length: count }, (_, n) => `p${n}@fabrikam.example`);
const open = async (t: TestContext) => await openAtlas(t, server, 1);
const stateOf = async (db: Db, id: number) => (await readRequest(db, id))?.state;

test('the oldest drafts lapse when all together have more rows than two lists may have', async (t) => {
  const shop = await open(t);
  const ids: number[] = [];
  for (const rows of [4, 6, 5]) ids.push(await makeDraft(shop.db, { addresses: people(rows) }));
  const [first = 0, second = 0, third = 0] = ids;
  const confirmed = await makeApproved(shop.db, { addresses: people(9) });
  const other = await makeDraft(shop.db, { addresses: people(9), requester: 'someone else' });

  assert.deepEqual(await lapseOlderDrafts(shop, person, { rows: 5, maxRows: 10 }), []);
  const [note, ...more] = await lapseOlderDrafts(shop, person, { rows: 10, maxRows: 10 });

  assert.deepEqual(more, []);
  const numbers = `#${first}, #${second}`;
  assert.deepEqual(note, {
    code: 'drafts lapsed',
    values: { count: 2, numbers, drafts: 20, rows: 20 },
  });
  const states = [first, second, third, confirmed, other].map((id) => stateOf(shop.db, id));
  assert.deepEqual(await Promise.all(states), ['lapsed', 'lapsed', 'draft', 'confirmed', 'draft']);
  for (const id of [first, second]) {
    assert.deepEqual(await rowsIn(shop.db, id), []);
    assert.deepEqual(await invitationsOf(shop.db, id), []);
  }
  assert.equal((await rowsIn(shop.db, third)).length, 5);
});

test('the oldest drafts lapse when there would be more than twenty, and a second run changes nothing', async (t) => {
  const shop = await open(t);
  const ids: number[] = [];
  for (let n = 0; n < 20; n += 1) ids.push(await makeDraft(shop.db, { addresses: people(1) }));
  const [note] = await lapseOlderDrafts(shop, person, { rows: 1, maxRows: 1000 });
  assert.deepEqual(note?.values.numbers, `#${ids[0]}`);
  assert.deepEqual(await lapseOlderDrafts(shop, person, { rows: 1, maxRows: 1000 }), []);
});

test('drafts of ends count with those of lists: the oldest lapse, and the card of the newest says which', async (t) => {
  const shop = await openRunning(t, server);
  const id = await makeApproved(shop.db, { addresses: people(2) });
  await untilDone(shop, id);
  const list = await makeDraft(shop.db, { addresses: people(2), requester: omar.personId });
  const ask = async (deps: { maxRows: number }) => {
    const asked = await askEnding({ ...shop, ...deps }, omar, { kind: 'end', requestId: id });
    return asked.kind === 'asked' ? asked.requestId : 0;
  };
  // Two lists of two rows may stay: this draft, and the one before it.
  const ends = [await ask({ maxRows: 2 }), await ask({ maxRows: 2 }), await ask({ maxRows: 2 })];
  const read = await Promise.all([list, ...ends].map((each) => readRequest(shop.db, each)));
  assert.deepEqual(
    read.map((request) => request?.state),
    ['lapsed', 'lapsed', 'draft', 'draft'],
  );
  assert.deepEqual(await rowsIn(shop.db, ends[0] ?? 0), []);
  assert.deepEqual(
    read.map((request) => request?.notes.map(({ values }) => values.numbers)),
    [[], [], [`#${list}`], [`#${ends[0]}`]],
  );
  // However many come at once, no more than twenty stay.
  const many = await Promise.all(Array.from({ length: 25 }, () => ask({ maxRows: 1_000 })));
  const after = await Promise.all(many.map((each) => readRequest(shop.db, each)));
  assert.equal(after.filter((request) => request?.state === 'draft').length, 20);
});

test('upkeep deletes only the rows of drafts that are over', async (t) => {
  const shop = await open(t);
  const kept = await makeDraft(shop.db, { addresses: people(2) });
  const gone = await makeDraft(shop.db, { addresses: people(2) });
  await discardRequest(shop.db, gone, shop.clock.now());
  await cleanUp({ ...shop, draftLapsesMs: 1e12, retentionMs: 1e12 });
  assert.deepEqual(await rowsIn(shop.db, gone), []);
  assert.equal((await rowsIn(shop.db, kept)).length, 2);
  assert.equal(await stateOf(shop.db, gone), 'discarded');
});
