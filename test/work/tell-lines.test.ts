import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { tellLines } from '../../src/work/tell-lines.ts';
import { startDatabase } from '../store/start-database.ts';
import { openAtlas, redeem } from './atlas-in-teams.ts';

const server = await startDatabase();

test('the requester of a small request hears of each, of a large one together after a day', async (t) => {
  const shop = await openAtlas(t, server, 6);
  const notices = async () => {
    const { rows } = await sql<{ topic: string }>`
      select topic from shown_card where kind = 'notice' order by id`.execute(shop.db);
    return rows.map(({ topic }) => topic.replace(/ \d+$/, ''));
  };
  await redeem(shop, [0, 1]);
  await sql`update alert set line = 'due'`.execute(shop.db);
  await tellLines(shop);
  assert.deepEqual(await notices(), []);
  shop.clock.advance(24 * 3600_000);
  await tellLines(shop);
  await tellLines(shop);
  assert.deepEqual(await notices(), ['partners accepted']);
  await sql`delete from invitation where id not in (select invitation_id from alert)`.execute(
    shop.db,
  );
  await sql`update alert set line = 'due'`.execute(shop.db);
  await Promise.all([tellLines(shop), tellLines(shop)]);
  assert.deepEqual(await notices(), ['partners accepted', 'partner accepted', 'partner accepted']);
});
