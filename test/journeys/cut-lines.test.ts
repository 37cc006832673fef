import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { seeded } from '../bench/seeded.ts';
import { runBot } from '../sandbox/run-bot.ts';
import { groups } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { type BreakableLine, breakableLine } from '../store/connection/breakable-line.ts';
import { breakAgainAndAgain } from './break-lines.ts';
import { shareDatabase } from './share-database.ts';
import { startJourney } from './start.ts';
import { anything, assertClean, confirm, doneInTheEnd, drop, say } from './steps.ts';

const stack = new AsyncDisposableStack();
after(() => stack.disposeAsync());
const { DATABASE_URL } = await shareDatabase(stack);
const lines = [await breakableLine(DATABASE_URL), await breakableLine(DATABASE_URL)] as const;
for (const line of lines) stack.use(line);
const env = { REPLICATION_PATIENCE: 'PT20S', GRAPH_INVITATION_LIMIT: '20/5s' };
const journey = stack.use(
  await startJourney({
    knobs: { ...kindKnobs, latencyMs: 100 },
    database: { DATABASE_URL: lines[0].url },
    env,
  }),
);
const { tenant, teams, bot } = journey;
/** The second replica starts while its connections break, each time a little later in its start. */
const cuts = cutSeveralTimes(lines[1]);
const second = await runBot({
  tenant,
  teams: { setBot: () => undefined },
  database: { DATABASE_URL: lines[1].url },
  env,
});
stack.defer(async () => void (await second.stop()));
await cuts;

/** Cuts the line as soon as so many connections are open. */
async function cutSeveralTimes(line: BreakableLine): Promise<void> {
  for (const open of [1, 2, 3, 4]) {
    while (line.open() < open) await setTimeout(2);
    line.cut();
  }
}

test('a start whose connections break goes on where it was, in the same process', async () => {
  const again = second.log().filter(({ event }) => event === 'step of the start repeated');
  assert.ok(again.length > 0);
  assert.equal(second.log().filter(({ event }) => event === 'ready').length, 1);
  assert.equal(second.complaints(), '');
  assert.equal((await fetch(`${second.url}/readyz`)).status, 200);
});

const rows = 60;
const breaks = 16;

test('after many cut connections under load no replica has ended, and the bot loses nothing and does nothing twice', async (t) => {
  const pids = [bot.pid(), second.pid()];
  const addresses = Array.from({ length: rows }, (_, n) => `cut${n}@fabrikam.example`);
  const content = `email\n${addresses.join('\n')}\n`;
  const review = await drop(journey, 'alex', { content, text: 'to beacon' });
  await confirm(review);

  const answers = () =>
    teams.messages('isaiah').filter((message) => message.from === 'bot' && anything(message));
  await teams.installPersonal('isaiah');
  let asked = 0;
  let over = false;
  const talk = (async () => {
    while (!over) {
      asked += 1;
      void teams.say('isaiah', 'help');
      await setTimeout(500);
    }
  })();
  const chance = seeded(16);
  const count = await breakAgainAndAgain(
    { lines, url: DATABASE_URL, chance, lifeMs: 1_500 },
    breaks,
    () => false,
  );
  over = true;
  await talk;
  await doneInTheEnd(journey, 'alex', review.subject);
  await teams.until(() => answers().length >= asked, { what: `${asked} answers` });
  t.diagnostic(`${count} breaks, ${asked} messages`);

  assert.deepEqual([bot.pid(), second.pid()], pids, 'the same processes work on');
  assert.deepEqual([bot.complaints(), second.complaints()], ['', '']);
  assert.equal(answers().length, asked, 'each message has one answer');
  for (const address of addresses) {
    assert.equal(tenant.mails(address).length, 1, address);
    assert.ok(tenant.membersOf(groups.beaconPartners.id).includes(tenant.user(address)?.id ?? ''));
  }
  // On a slow machine no line may live long enough for a whole turn. Then Teams hears nothing in time, or 500: the
  // person has their answer all the same.
  const late = teams.faults.length;
  await say(journey, 'isaiah', 'help');
  assert.equal(teams.faults.length, late, 'the bot answers in time once the lines last');
  const faults = teams.faults.filter(({ what }) => !/answered (?:0|500) to a message/.test(what));
  assertClean({ tenant, teams: { ...teams, faults } });
});
