import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { makePracticeClock } from '../sandbox/practice-clock.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import { assertClean, drop, say, writes } from './steps.ts';

const clock = await makePracticeClock();
const journey = await startJourney({
  knobs: kindKnobs,
  env: { CLOCK_OFFSET_FILE: clock.file },
});
after(async () => {
  await journey[Symbol.asyncDispose]();
  await clock.remove();
});
const { tenant, teams, bot } = journey;

let ahead = 0;
/**
 * Restarts the bot two minutes later: it then takes a reading that stood still for dead (30 s), and a review (60 s).
 */
async function restartLater(): Promise<void> {
  ahead += 120_000;
  await clock.turn(ahead);
  await bot.restart();
}

const partners = (count: number, name: string) =>
  `email\n${Array.from({ length: count }, (_, n) => `${name}${n}@fabrikam.example\n`).join('')}`;
const messages = (words: RegExp) =>
  teams.messages('alex').filter((message) => words.test(wordsOf(message)));
const again = /Please send the file again/;

for (const count of [30_000, 20]) {
  test(`when the bot dies while it reads a file of ${count} rows it asks for the file again, and does nothing by halves`, async () => {
    await teams.installPersonal('alex');
    const name = `partners-${count}.csv`;
    const file = { name, content: partners(count, 'cut') };
    const [asked, reading] = [messages(again).length, messages(/Reading your list/).length];
    teams.knobs.fileHalves = true;
    await teams.sendFile('alex', { name, bytes: Buffer.from(file.content) });
    await teams.until(() => messages(/Reading your list/).length > reading);
    await bot.kill();
    teams.knobs.fileHalves = false;
    await restartLater();
    await teams.until(() => messages(again).length > asked);
    assert.match(wordsOf(messages(again).at(-1) ?? assert.fail()), new RegExp(name));
    assert.doesNotMatch((await say(journey, 'alex', 'status')).text(), new RegExp(name));
    assert.deepEqual(writes(journey), []);

    const review = await drop(journey, 'alex', { ...file, text: 'to atlas' });
    assert.match(review.text(), new RegExp(`Invite ${count.toLocaleString('en')} partners`));
    assert.equal(messages(again).length, asked + 1, 'the bot asks once');
    await review.click('request.cancel');
  });
}

test('when the bot dies while it checks a list it checks it again by itself', async () => {
  tenant.failNext({ method: 'GET', path: /^\/users\?.*userType eq 'Guest'/, how: 'held after' });
  const seen = tenant.requests().length;
  const bytes = Buffer.from(partners(300, 'checked'));
  await teams.sendFile('alex', { name: 'checked.csv', bytes, text: 'to atlas' });
  await tenant.until(() =>
    tenant
      .requests()
      .slice(seen)
      .some(({ path }) => path.includes("userType eq 'Guest'")),
  );
  await bot.kill();
  tenant.release();
  await restartLater();
  await teams.until(() => messages(/Invite 300 partners/).length === 1);
  assertClean(journey);
});
