import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { anyPlace } from '../../../src/store/telling/places.ts';
import { linkChannel } from '../../../src/work/projects/link-channel.ts';
import { muteChannel, unmuteChannel } from '../../../src/work/projects/mute-channel.ts';
import { tenantId } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import {
  alertsIn,
  channelId,
  namesOf,
  openAtlas,
  openTeams,
  owner,
  partners,
  place,
  placesOf,
  redeem,
  runReplica,
  teamId,
  told,
} from '../atlas-in-teams.ts';
import { until } from '../pass-time.ts';
import type { Workshop } from '../workshop.ts';

const server = await startDatabase();
const megan = { tenantId, personId: owner, name: 'Megan Bowen' };

async function open(t: TestContext, count: number) {
  const shop = await openAtlas(t, server, count);
  const channel = await anyPlace(shop.db, tenantId, 'channel', channelId);
  const train = { projectKey: 'atlas', placeId: channel?.id ?? 0 };
  const teams = openTeams(shop);
  const here = () =>
    new Map([...teams.messages].filter(([, { placeId }]) => placeId === train.placeId));
  return { shop, train, teams, here };
}

const routed = async ({ db }: Workshop, count: number) => {
  const { rows } = await sql<{ routed: number; lines: number }>`
    select count(*) filter (where routed_at is not null) as routed, count(*) filter (where line = 'told') as lines
    from alert`.execute(db);
  return rows[0]?.routed === count && rows[0].lines === count;
};

test('a muted channel gets no alerts, the requester does, and unmute brings one message about all', async (t) => {
  const { shop, train, teams, here } = await open(t, 5);
  assert.equal(await muteChannel(shop, megan, train), 'muted');
  runReplica(t, shop, teams);
  runReplica(t, shop, teams);
  await redeem(shop, partners(5));
  await until(shop, () => routed(shop, 5));
  shop.clock.advance(120_000);
  await until(shop, () => [...teams.messages.values()].some(({ kind }) => kind === 'notice'));
  assert.equal(here().size, 0);
  assert.equal(await unmuteChannel(shop, megan, train), 5);
  await until(shop, () => told(here()).length === 5);
  assert.deepEqual(told(here()), namesOf(5));
  assert.deepEqual(
    alertsIn(here()).map(({ kind }) => kind),
    ['digest'],
  );
});

test('a guest that accepted while the channel was muted gets an alert of its own', async (t) => {
  const { shop, train, teams, here } = await open(t, 1);
  await muteChannel(shop, megan, train);
  runReplica(t, shop, teams);
  await redeem(shop, [0]);
  await until(shop, () => routed(shop, 1));
  shop.clock.advance(120_000);
  assert.equal(await unmuteChannel(shop, megan, train), 1);
  await until(shop, () => told(here()).length === 1);
  assert.deepEqual(
    alertsIn(here()).map(({ kind }) => kind),
    ['alert'],
  );
});

test('alerts that are due when an owner mutes the channel wait, and the bot sends them once', async (t) => {
  const { shop, train, teams, here } = await open(t, 4);
  const replica = runReplica(t, shop, teams);
  await redeem(shop, partners(4));
  await until(shop, () => told(here()).length === 1, 20);
  await until(
    shop,
    async () => {
      const { rows } = await sql`select 1 from digest`.execute(shop.db);
      return rows.length === 1;
    },
    20,
  );
  await replica.stop();
  await muteChannel(shop, megan, train);
  runReplica(t, shop, teams);
  shop.clock.advance(120_000);
  await until(shop, () => routed(shop, 4));
  assert.equal(told(here()).length, 1);
  await unmuteChannel(shop, megan, train);
  await until(shop, () => told(here()).length === 4);
  assert.deepEqual(told(here()), namesOf(4));
});

test('when two people mute at once the history names one', async (t) => {
  const { shop, train } = await open(t, 1);
  const outcomes = await Promise.all([1, 2].map(() => muteChannel(shop, megan, train)));
  assert.deepEqual(outcomes.toSorted(), ['muted', 'muted already']);
  assert.equal(await unmuteChannel(shop, megan, train), 0);
  assert.equal(await unmuteChannel(shop, megan, train), 'not muted');
  const { rows } = await sql<{ what: string }>`
    select what from history where what like 'channel %' order by id`.execute(shop.db);
  assert.deepEqual(
    rows.map(({ what }) => what),
    ['channel muted', 'channel unmuted'],
  );
});

test("alerts that wait for a muted channel go to the project's next channel", async (t) => {
  const { shop, train, teams, here } = await open(t, 3);
  await muteChannel(shop, megan, train);
  runReplica(t, shop, teams);
  await redeem(shop, partners(3));
  await until(shop, () => routed(shop, 3));
  const other = await place(shop, 'channel', '19:other@thread.tacv2');
  const deps = { ...shop, announcer: placesOf(shop) };
  const project = { key: 'atlas', name: 'Atlas' };
  await linkChannel(deps, megan, { project, teamId, channelId: '19:other@thread.tacv2' });
  const there = () =>
    new Map([...teams.messages].filter(([, { placeId }]) => placeId === other.id));
  await until(shop, () => told(there()).length === 3);
  assert.deepEqual(told(there()), namesOf(3));
  assert.deepEqual(alertsIn(here()), []);
});
