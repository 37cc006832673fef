import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openDatabase } from '../../src/store/database.ts';
import { freePort } from '../sandbox/free-port.ts';
import { runBot } from '../sandbox/run-bot.ts';
import { groups, oneOpenProject } from '../sandbox/seed.ts';
import { globalWindow, writeWindows } from '../sandbox/teams/rate-windows.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { fullest, permitsGiven, rememberPermits } from '../store/given-permits.ts';
import { conversationOf } from './fullest-windows.ts';
import { shareDatabase } from './share-database.ts';
import { startJourney } from './start.ts';
import { assertClean, confirm, drop, isDone } from './steps.ts';
import { countTold, readTold } from './told-partners.ts';

/** The bench `thousand-redemptions` has four times as many, in four times as long. */
const count = 250;
const withinMs = 500;
await using stack = new AsyncDisposableStack();
const port = await freePort();
const database = await shareDatabase(stack);
const { db, pool } = openDatabase({
  connectionString: database.DATABASE_URL,
  maxConnections: 1,
  onIdleError() {},
});
stack.defer(() => pool.end());
await rememberPermits(db);
const options = {
  database,
  // Both replicas have the address of the second, which survives.
  env: {
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    REDEMPTION_POLL: 'PT5S',
    GRAPH_INVITATION_LIMIT: '1000/5s',
    ALERT_DIGEST_WINDOW: 'PT5S',
  },
};
const projects = oneOpenProject('Burst', groups.beaconPartners.id);
const knobs = { ...kindKnobs, limits: { invitations: { count: 0, seconds: 5 } } };
const journey = stack.use(await startJourney({ ...options, knobs, projects }));
const { tenant, teams, bot } = journey;
const folder = await mkdtemp(join(tmpdir(), 'guestlist-burst-'));
stack.defer(() => rm(folder, { recursive: true, force: true }));
const projectsFile = join(folder, 'projects.json');
await writeFile(projectsFile, JSON.stringify(projects));
const second = await runBot({ tenant, teams, ...options, port, projectsFile });
stack.defer(async () => void (await second.stop()));
const all = stack.move();
after(() => all.disposeAsync());

const nameOf = (n: number) => `Burst ${String(n).padStart(4, '0')}`;
const addressOf = (n: number) => `burst${n}@fabrikam.example`;

async function inviteAll(): Promise<void> {
  const rows = Array.from({ length: count }, (_, n) => `${addressOf(n)},${nameOf(n)}`);
  const content = `email,name\n${rows.join('\n')}\n`;
  const review = await drop(journey, 'alex', { content, text: 'to burst' });
  await confirm(review);
  await review.says(isDone);
}

/** All partners accept at once. Half-way a replica dies. */
async function redeemAll(): Promise<void> {
  const redeemed = fetch(`${tenant.url}/sandbox/redeem-waiting`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ count, withinMs }),
  });
  const half = () => tenant.state().guests.filter(({ state }) => state === 'Accepted').length;
  await tenant.until(() => half() >= count / 2);
  await bot.kill();
  assert.deepEqual(await (await redeemed).json(), { redeemed: count });
}

/**
 * Checks that every call had its permit, and that no span has more permits than Teams allows. The times of arrival
 * prove less: on a busy machine, evenly sent calls may arrive together.
 */
async function assertPaced(): Promise<void> {
  const calls = teams.wire.filter(({ to, method }) => to === 'teams' && method !== 'GET');
  const conversations = [...Map.groupBy(calls, conversationOf)];
  for (const [conversation, sent] of [['', calls] as const, ...conversations]) {
    const permits = await permitsGiven(db, conversation);
    assert.ok(sent.length <= permits.length, `${sent.length} calls, ${permits.length} permits`);
    for (const window of conversation === '' ? globalWindow : writeWindows) {
      assert.ok(fullest(permits, window) <= window.count, `in ${window.seconds} s`);
    }
  }
}

test('when hundreds of guests accept at once and one of two replicas dies, the bot alerts once about each', async () => {
  await inviteAll();
  tenant.turn({ notifications: { repeat: 3 } });
  await redeemAll();
  await teams.until(() => countTold(teams) >= count, {
    what: 'an alert about each partner',
  });
  const { names, twice, marked } = await readTold(teams, /Burst \d{4}/g);
  assert.equal(names.size, count);
  if (marked === 0) assert.deepEqual(twice, [], 'no partner is in two messages');
  await assertPaced();
  assertClean(journey);
});
