import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { makePracticeClock } from '../sandbox/practice-clock.ts';
import { runBot } from '../sandbox/run-bot.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { shareDatabase } from './share-database.ts';
import { startJourney } from './start.ts';
import { ask, assertClean, confirm, drop, isDone } from './steps.ts';

const stack = new AsyncDisposableStack();
after(() => stack.disposeAsync());
const hourMs = 3600_000;
const clock = await makePracticeClock();
stack.defer(() => clock.remove());
await clock.turn(hourMs);
const env = { CLOCK_OFFSET_FILE: clock.file };
const database = await shareDatabase(stack);
const journey = stack.use(await startJourney({ knobs: kindKnobs, database, env }));
const { tenant, teams, bot: first } = journey;
const second = await runBot({ tenant, teams: { setBot: () => undefined }, database, env });
stack.defer(async () => void (await second.stop()));

// The message about the reading of the list is updated too, sometimes after the review card has come.
const updates = (card: string, since: number) =>
  teams.wire
    .slice(since)
    .filter(({ to, method, path }) => to === 'teams' && method === 'PUT' && path.endsWith(card));

test('two replicas draw one card in turn: its progress never goes back, and the result comes last', async () => {
  teams.knobs.latencyMs = 300;
  const rows = Array.from({ length: 60 }, (_, n) => `drawn${n}@fabrikam.example`);
  const review = await drop(journey, 'alex', {
    content: `email\n${rows.join('\n')}\n`,
    text: 'to beacon',
  });
  const since = teams.wire.length;
  await confirm(review);
  await review.says(isDone);
  teams.knobs.latencyMs = 0;
  const drawn = updates(review.id, since).map(({ body }) => JSON.stringify(body));
  const done = drawn.flatMap((card) => Number(/(\d+) of 60 done/.exec(card)?.[1] ?? 60));
  assert.deepEqual(
    done,
    done.toSorted((a, b) => a - b),
  );
  assert.match(drawn.at(-1) ?? '', isDone);
  assert.equal(new Set(drawn).size, drawn.length, 'no card is sent twice');
  const times = updates(review.id, since).map(({ at }) => Date.parse(at));
  const gaps = times.slice(1).map((at, before) => at - (times[before] ?? 0));
  // The bot waits three seconds after an answer. Teams logs a call a little before the bot has the answer.
  assert.ok(
    gaps.every((gap) => gap >= 2900),
    gaps.join(),
  );
  assertClean(journey);
});

test('progress from a dead replica that reaches Teams after the result does not stay', async () => {
  const review = await ask(journey, 'alex', 'invite overtaken@fabrikam.example to atlas');
  teams.failNext({ method: 'PUT', path: new RegExp(`${review.id}$`), how: 'held' });
  await confirm(review);
  // Either replica may draw the card. Both die while it is on its way, and the first starts again.
  await teams.until(() => teams.held() === 1);
  await Promise.all([first.kill(), second.kill()]);
  // The clock goes back an hour. The bot expects the late card until then, however slow this machine is.
  await clock.turn(0);
  await first.restart();
  await review.click('request.cancel');
  await review.says(/stopped/);
  teams.release();
  await review.says(/waiting for approval/);
  await clock.turn(hourMs + 60_000);
  await review.says(/stopped/);
});
