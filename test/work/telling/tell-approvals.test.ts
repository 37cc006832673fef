import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import type { ChannelNews } from '../../../src/guests/project/project.ts';
import { applyProjects } from '../../../src/store/projects.ts';
import { insertMute } from '../../../src/store/telling/mutes.ts';
import { untoldApprovals } from '../../../src/store/telling/untold-approvals.ts';
import { makeDraft, makeProject, start } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { channelId, openTeams, place, runReplica, teamId } from '../atlas-in-teams.ts';
import { until } from '../pass-time.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';

const server = await startDatabase();

/** A question about three partners to the owners of Atlas, whose channel wants to hear of this. */
async function open(t: TestContext, tell: readonly ChannelNews[], replicas = 1) {
  const shop = await openWorkshop(t, server);
  const channel = { teamId, channelId };
  await applyProjects(shop.db, [makeProject('atlas', { channel, tell })], start);
  const { id: placeId } = await place(shop, 'channel', channelId);
  const addresses = ['a@fabrikam.com', 'b@fabrikam.com', 'c@fabrikam.com'];
  const requestId = await makeDraft(shop.db, { addresses });
  await sql`
    with asked as (
      insert into approval (request_id, project_key, version, rule, asked_at)
      values (${requestId}, 'atlas', 1, '{}', ${start}) returning id)
    update invitation set state = 'awaiting approval', approval_id = asked.id from asked
    where request_id = ${requestId}`.execute(shop.db);
  const teams = openTeams(shop);
  const run = () => {
    for (let n = 0; n < replicas; n += 1) runReplica(t, shop, teams);
  };
  return { shop, requestId, placeId, run };
}

/** Two of the three partners pass. */
async function decide({ db }: Workshop, state = 'decided'): Promise<void> {
  await sql`update invitation set state = case when row = 1 then 'rejected' else 'complete' end`.execute(
    db,
  );
  await sql`update approval set state = ${state}`.execute(db);
}

const allTold = (shop: Workshop) =>
  until(shop, async () => (await untoldApprovals(shop.db, 1)).length === 0);

async function heard({ db }: Workshop) {
  const { rows } = await sql<{ detail: { reason: { code: string; values: object } } }>`
    select detail from shown_card where kind = 'notice' order by id`.execute(db);
  return rows.map(({ detail }) => detail.reason);
}

test('over two replicas the channel hears once who asked and once what the owners decided, without a partner', async (t) => {
  const { shop, requestId, run } = await open(t, ['asked', 'decided'], 2);
  run();
  await allTold(shop);
  await decide(shop);
  await allTold(shop);
  const number = String(requestId);
  const asked = { requester: 'Alex Wilber', project: 'Project atlas', number, kind: 'invite' };
  assert.deepEqual(await heard(shop), [
    { code: 'asked in channel', values: { ...asked, count: 3 } },
    { code: 'decided in channel', values: { ...asked, count: 3, approved: 2, rejected: 1 } },
  ]);
});

for (const tell of [['accepted', 'ended'], []] as const) {
  test(`a channel that wants to hear of ${tell.join(' and ') || 'nothing'} hears of no approval`, async (t) => {
    const { shop, run } = await open(t, tell);
    run();
    await allTold(shop);
    await decide(shop);
    await allTold(shop);
    assert.deepEqual(await heard(shop), []);
  });
}

test('a muted channel hears of no approval, not after it is unmuted either', async (t) => {
  const { shop, placeId, run } = await open(t, ['asked', 'decided']);
  const mute = { projectKey: 'atlas', placeId, mutedBy: 'megan' };
  await insertMute(shop.db, mute, start);
  run();
  await allTold(shop);
  await sql`delete from mute`.execute(shop.db);
  await decide(shop, 'timed out');
  await allTold(shop);
  assert.deepEqual(
    (await heard(shop)).map(({ code }) => code),
    ['not decided in channel'],
  );
});

test('the channel hears nothing of an approval that the requester withdraws', async (t) => {
  const { shop, run } = await open(t, ['asked', 'decided']);
  await decide(shop, 'withdrawn');
  run();
  await allTold(shop);
  assert.deepEqual(await heard(shop), []);
});
