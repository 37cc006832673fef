import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { nameStandIn } from '../../../src/work/approval/name-stand-in.ts';
import { cleanUp } from '../../../src/work/upkeep/clean-up.ts';
import { makeApproved, start, tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { place, placesOf } from '../atlas-in-teams.ts';
import { openWorkshop } from '../workshop.ts';

const server = await startDatabase();
const dayMs = 86_400_000;

test('the bot forgets the names of a stand-in when their time has long been over, and keeps the ids', async (t) => {
  const shop = await openWorkshop(t, server);
  await place(shop, 'person', 'sam');
  const endsAt = new Date(start.getTime() + 10 * dayMs);
  const named = { personId: 'sam', name: 'Sam', lastDay: '2026-03-11', endsAt };
  const olga = { tenantId, personId: 'olga', name: 'Olga' };
  await nameStandIn({ ...shop, announcer: placesOf(shop) }, olga, named, []);
  const clean = async () => {
    await cleanUp({ ...shop, draftLapsesMs: dayMs, retentionMs: 30 * dayMs });
    const { rows } = await sql<{ names: string; ids: string; told: number }>`
      select person_name || ' ' || stand_in_name as names, person_id || ' ' || stand_in_id as ids,
        (select count(detail)::integer from shown_card) as told from stand_in`.execute(shop.db);
    return rows[0];
  };
  shop.clock.set(20 * dayMs);
  assert.deepEqual(await clean(), { names: 'Olga Sam', ids: 'olga sam', told: 1 });
  shop.clock.set(21 * dayMs);
  assert.deepEqual(await clean(), { names: ' ', ids: 'olga sam', told: 0 });
});

test('the bot keeps the names of a stand-in while an approval that waits shows them', async (t) => {
  const shop = await openWorkshop(t, server);
  await sql`
    insert into stand_in (tenant_id, person_id, person_name, stand_in_id, stand_in_name, named_at, last_day, ends_at)
    values (${tenantId}, 'olga', 'Olga', 'sam', 'Sam', ${start}, '2026-03-03', ${start})`.execute(
    shop.db,
  );
  const requestId = await makeApproved(shop.db, { addresses: ['jane@fabrikam.com'] });
  await sql`insert into approval (request_id, project_key, version, rule, asked_at) values (${requestId}, 'atlas', 1, '{}', ${start})`.execute(
    shop.db,
  );
  await sql`insert into asked_instead select a.id, 'sam', s.id from approval a, stand_in s`.execute(
    shop.db,
  );
  const names = async () => {
    await cleanUp({ ...shop, draftLapsesMs: 1e12, retentionMs: dayMs });
    return (await sql<{ name: string }>`select person_name as name from stand_in`.execute(shop.db))
      .rows[0]?.name;
  };
  shop.clock.set(40 * dayMs);
  assert.equal(await names(), 'Olga');
  await sql`update approval set state = 'withdrawn', decided_at = ${start}`.execute(shop.db);
  assert.equal(await names(), '');
});
