import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { DeltaPage } from '../../../src/graph/people/guests-delta.ts';
import { readValue } from '../../../src/store/kept-values.ts';
import { askCatchUpSweep, catchUpSweep } from '../../../src/work/redemption/catch-up-sweep.ts';
import { followDelta } from '../../../src/work/redemption/follow-delta.ts';
import { recheckAccepted } from '../../../src/work/redemption/recheck-accepted.ts';
import { tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';

const server = await startDatabase();
const patienceMs = 600_000;

const follow = (shop: Workshop, pages: ReturnType<typeof links>) =>
  followDelta({ ...shop, ...pages, patienceMs }, tenantId);

/** Stores this number of pending partners. Their accounts are `p0`, `p1` and so on. */
async function pending(shop: Workshop, count: number): Promise<void> {
  await sql`
    insert into guest (tenant_id, address, object_id, state)
    select ${tenantId}, n || '@fabrikam.com', 'p' || n, 'pending' from generate_series(0, ${count}::integer - 1) n`.execute(
    shop.db,
  );
}

async function asked(shop: Workshop): Promise<string[]> {
  const { rows } = await sql<{ objectId: string }>`
    select object_id from guest where look_due_at is not null order by object_id`.execute(shop.db);
  return rows.map(({ objectId }) => objectId);
}

const accepted = (...objectIds: string[]): DeltaPage['people'] =>
  objectIds.map((objectId) => ({ objectId, userType: 'Guest', state: 'Accepted' }));

/** A fake delta query: each link leads to one page. It counts the reads, and the most reads at once. */
function links(pages: Readonly<Record<string, DeltaPage | 'start over'>>) {
  const read: string[] = [];
  let now = 0;
  let most = 0;
  return {
    read,
    most: () => most,
    async readDelta(from: string): Promise<DeltaPage | 'start over'> {
      read.push(from);
      now += 1;
      most = Math.max(most, now);
      await setImmediate();
      now -= 1;
      return pages[from] ?? { people: [], delta: from };
    },
  };
}

test('the bot stores a delta page and its link together, or reads the page again', async (t) => {
  const shop = await openWorkshop(t, server);
  await pending(shop, 1);
  // PostgreSQL stores no NUL, so storing this link fails after the page's guests.
  const broken = links({ latest: { people: accepted('p0'), delta: 'a\0b' } });
  await assert.rejects(follow(shop, broken));
  assert.deepEqual(await asked(shop), []);
  const whole = links({ latest: { people: accepted('p0'), delta: 'one' } });
  await follow(shop, whole);
  assert.deepEqual(await asked(shop), ['p0']);
  assert.equal(await readValue(shop.db, 'delta'), 'one');
});

test('two replicas read the delta in turns and read no page twice', async (t) => {
  const shop = await openWorkshop(t, server);
  await pending(shop, 4);
  const pages = links({
    latest: { people: [], next: 'one' },
    one: { people: accepted('p0', 'p1'), next: 'two' },
    two: { people: accepted('p2'), next: 'three' },
    three: { people: accepted('p3'), delta: 'four' },
  });
  const replica = () => follow(shop, pages);
  await Promise.all([replica(), replica()]);
  assert.equal(pages.most(), 1);
  assert.deepEqual(pages.read.toSorted(), ['four', 'latest', 'one', 'three', 'two']);
  assert.deepEqual(await asked(shop), ['p0', 'p1', 'p2', 'p3']);
});

test('the bot replaces a lapsed link at once, and asks for a sweep', async (t) => {
  const shop = await openWorkshop(t, server);
  await follow(shop, links({ latest: { people: [], delta: 'one' } }));
  const swept: Date[] = [];
  const sweep = () =>
    catchUpSweep({ ...shop, patienceMs, sweep: async () => void swept.push(shop.clock.now()) });
  await sweep();
  shop.clock.advance(patienceMs);
  await sweep();
  await sweep();
  assert.equal(swept.length, 2, 'at the first start, and after the lag');
  const lapsed = links({ one: 'start over', latest: { people: [], delta: 'two' } });
  await follow(shop, lapsed);
  assert.deepEqual(lapsed.read, ['one', 'latest']);
  assert.equal(await readValue(shop.db, 'delta'), 'two');
  await sweep();
  assert.equal(swept.length, 3);
});

test('the bot checks all accepted guests that were deleted while it had no link', async (t) => {
  const shop = await openWorkshop(t, server);
  await pending(shop, 700);
  await sql`update guest set state = 'accepted' where object_id <> 'p5'`.execute(shop.db);
  const gone = ['p3', 'p350', 'p699'];
  const reads: number[] = [];
  const there = shop.directory.put('jane@fabrikam.com');
  const findByIds = async (ids: readonly string[]) => {
    reads.push(ids.length);
    return new Map(ids.flatMap((id) => (gone.includes(id) ? [] : [[id, there]])));
  };
  const read = () => recheckAccepted({ ...shop, patienceMs, findByIds }, tenantId);
  await follow(shop, links({ latest: { people: [], delta: 'one' } }));
  await read();
  assert.deepEqual(reads, [], 'Graph may still show the old state');
  shop.clock.advance(patienceMs);
  await assert.rejects(
    recheckAccepted(
      { ...shop, patienceMs, findByIds: () => Promise.reject(new Error('Graph is away')) },
      tenantId,
    ),
  );
  for (let polls = 0; polls < 4; polls += 1) await read();
  assert.deepEqual(reads, [300, 300, 99]);
  assert.deepEqual(await asked(shop), gone);
});

test('the bot repeats a failed sweep, and sweeps again when a delta asked for it during a sweep', async (t) => {
  const shop = await openWorkshop(t, server);
  await askCatchUpSweep(shop.db, shop.clock.now());
  const fail = () => Promise.reject(new Error('Graph is away'));
  await assert.rejects(catchUpSweep({ ...shop, patienceMs, sweep: fail }));
  const swept: string[] = [];
  const askedAnew = async () => {
    swept.push('first');
    shop.clock.advance(1000);
    await askCatchUpSweep(shop.db, shop.clock.now());
  };
  await catchUpSweep({ ...shop, patienceMs, sweep: askedAnew });
  await catchUpSweep({ ...shop, patienceMs, sweep: async () => void swept.push('second') });
  assert.deepEqual(swept, ['first', 'second']);
});

test('the bot marks guests that delta shows as deleted, and not changed ones, as gone', async (t) => {
  const shop = await openWorkshop(t, server);
  await pending(shop, 3);
  await sql`update guest set state = 'accepted' where object_id = 'p1'`.execute(shop.db);
  const people: DeltaPage['people'] = [
    { objectId: 'p0', removed: 'soft' },
    { objectId: 'p1', removed: 'for good' },
    ...accepted('p2'),
  ];
  await follow(shop, links({ latest: { people, delta: 'one' } }));
  const { rows } = await sql<{ gone: boolean }>`
    select gone_at is not null as gone from guest where look_due_at is not null order by object_id`.execute(
    shop.db,
  );
  assert.deepEqual(
    rows.map(({ gone }) => gone),
    [true, true, false],
  );
});

test('the bot checks a guest that accepted again, and offers a changed name', async (t) => {
  const shop = await openWorkshop(t, server);
  await pending(shop, 3);
  await sql`
    update guest set state = 'accepted', display_name = 'Jane', state_changed_at = ${new Date('2026-03-01')}`.execute(
    shop.db,
  );
  const at = (objectId: string, changedAt: string, name: string) =>
    ({
      objectId,
      userType: 'Guest',
      state: 'Accepted',
      changedAt: new Date(changedAt),
      name,
    }) as const;
  const people = [
    at('p0', '2026-03-02', 'Jane'),
    at('p1', '2026-03-01', 'Jane Doe'),
    at('p2', '2026-02-01', 'Jane'),
  ];
  await follow(shop, links({ latest: { people, delta: 'one' } }));
  assert.deepEqual(await asked(shop), ['p0']);
  const { rows } = await sql<{ objectId: string; offeredName: string }>`
    select object_id, offered_name from guest where offered_name is not null`.execute(shop.db);
  assert.deepEqual(rows, [{ objectId: 'p1', offeredName: 'Jane Doe' }]);
});
