import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { readProject } from '../../../src/store/projects.ts';
import { linkChannel } from '../../../src/work/projects/link-channel.ts';
import { tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { channelId, openAtlas, owner, placesOf, teamId } from '../atlas-in-teams.ts';

const server = await startDatabase();
const megan = { tenantId, personId: owner, name: 'Megan Bowen' };
const project = { key: 'atlas', name: 'Atlas' };
const there = { project, teamId, channelId: '19:other@thread.tacv2' };

test('the bot tells the old channel each time that an owner links its project to another', async (t) => {
  const shop = await openAtlas(t, server, 0);
  const announcer = placesOf(shop);
  const dies = { reachChannel: () => Promise.reject(new Error('the process ended here')) };
  await assert.rejects(linkChannel({ ...shop, announcer: dies }, megan, there));
  const kept = await readProject(shop.db, 'atlas');
  assert.equal(kept?.channel?.channelId, channelId);

  assert.equal(await linkChannel({ ...shop, announcer }, megan, there), 'linked');
  assert.equal(await linkChannel({ ...shop, announcer }, megan, there), 'linked already');
  const { rows } = await sql<{ key: string }>`
    select p.key from shown_card c join place p on p.id = c.place_id
    where c.kind = 'notice' and c.topic = 'channel moved atlas'`.execute(shop.db);
  assert.deepEqual(
    rows.map(({ key }) => key),
    [channelId],
  );
});
