import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { anyPlace, markPlaceDead, reviveChannels } from '../../src/store/telling/places.ts';
import { tenantId } from '../store/make-request.ts';
import { startDatabase } from '../store/start-database.ts';
import {
  channelId,
  namesOf,
  openAtlas,
  openTeams,
  owner,
  place,
  redeem,
  runReplica,
  teamId,
  told,
} from './atlas-in-teams.ts';
import { until } from './pass-time.ts';

const server = await startDatabase();

/** Two partners redeem, and the bot was never in the project's channel. So owner and requester get the alerts. */
async function neverThere(t: TestContext) {
  const shop = await openAtlas(t, server, 2);
  await sql`delete from place where kind = 'channel'`.execute(shop.db);
  const teams = openTeams(shop);
  await redeem(shop, [0, 1]);
  runReplica(t, shop, teams);
  await until(shop, () => told(teams.messages).length === 4);
  return { shop, teams };
}

test('while a channel is lost the owners get alerts in person, and the channel gets them all when the bot is back', async (t) => {
  const shop = await openAtlas(t, server, 5);
  const channel = await anyPlace(shop.db, tenantId, 'channel', channelId);
  const channelPlace = channel?.id ?? 0;
  let away = false;
  const teams = openTeams(shop, ({ placeId }) =>
    away && placeId === channelPlace ? 'dead' : 'shown',
  );
  const inPlace = (id: number) =>
    new Map([...teams.messages].filter(([, { placeId }]) => placeId === id));
  await redeem(shop, [0, 1]);
  runReplica(t, shop, teams);
  await until(shop, () => told(inPlace(channelPlace)).length === 2);
  away = true;
  await redeem(shop, [2, 3, 4]);
  const ownerPlace = (await anyPlace(shop.db, tenantId, 'person', owner))?.id ?? 0;
  await until(shop, () => told(inPlace(ownerPlace)).length === 3);
  await until(shop, () => [...inPlace(ownerPlace).values()].some(({ kind }) => kind === 'notice'));
  assert.equal(told(inPlace(channelPlace)).length, 2);
  away = false;
  await reviveChannels(shop.db, tenantId, teamId, shop.clock.now());
  await until(shop, () => told(inPlace(channelPlace)).length === 5);
  assert.deepEqual(told(inPlace(channelPlace)), namesOf(5));
});

test("when the bot was never in the project's channel it alerts the owner and the requester", async (t) => {
  const { teams } = await neverThere(t);
  assert.deepEqual(told(teams.messages), [...namesOf(2), ...namesOf(2)].toSorted());
});

test('a channel that the bot joins for the first time gets the alerts that it missed', async (t) => {
  const { shop, teams } = await neverThere(t);
  // The bot joins the team, and still has no conversation with a channel that it never reached.
  await reviveChannels(shop.db, tenantId, teamId, shop.clock.now());
  const awaited = await anyPlace(shop.db, tenantId, 'channel', channelId);
  assert.notEqual(awaited?.deadAt, null);
  const { id, isNew } = await place(shop, 'channel', channelId);
  assert.ok(isNew);
  const inChannel = () =>
    new Map([...teams.messages].filter(([, message]) => message.placeId === id));
  await until(shop, () => told(inChannel()).length === 2);
  assert.deepEqual(told(inChannel()), namesOf(2));
  // Nobody removed the bot, so no message says so.
  assert.ok([...teams.messages.values()].every(({ kind }) => kind !== 'notice'));
});

test('the bot sends nothing to a dead place', async (t) => {
  const shop = await openAtlas(t, server, 1);
  const channel = await anyPlace(shop.db, tenantId, 'channel', channelId);
  await markPlaceDead(shop.db, channel?.id ?? 0, shop.clock.now());
  const teams = openTeams(shop);
  await redeem(shop, [0]);
  runReplica(t, shop, teams);
  await until(shop, () => told(teams.messages).length === 2);
  assert.ok(teams.times.every(({ placeId }) => placeId !== channel?.id));
});
