import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { breakableLine } from '../store/connection/breakable-line.ts';
import { shareDatabase } from './share-database.ts';
import { wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import { ask, confirm, doneInTheEnd, say } from './steps.ts';

const stack = new AsyncDisposableStack();
after(() => stack.disposeAsync());
const { DATABASE_URL } = await shareDatabase(stack);
const line = stack.use(await breakableLine(DATABASE_URL));
const journey = stack.use(
  await startJourney({ knobs: kindKnobs, database: { DATABASE_URL: line.url } }),
);
const { tenant, teams, bot } = journey;

const silenceMs = 20_000;
const patienceMs = 30_000;
const status = async (path: string) => {
  const began = performance.now();
  const { status: code } = await fetch(bot.url + path);
  return { code, ms: performance.now() - began };
};
/** Counts the answers to help. Other messages may go: the bot moves the card of a request under way. */
const helps = () =>
  teams
    .messages('alex')
    .filter((message) => message.from === 'bot' && /What Guestlist does/.test(wordsOf(message)))
    .length;

test('the bot answers all messages from 20 s of a silent line within 30 s of its end', async (t) => {
  await say(journey, 'alex', 'help');
  assert.equal((await status('/readyz')).code, 200);
  // The bot has work under way when the line falls silent, and must finish it.
  tenant.failNext({ method: 'POST', path: /^\/invitations/, how: 'held after' });
  const review = await ask(journey, 'alex', 'invite Silent <silent@fabrikam.example> to beacon');
  await confirm(review);
  await tenant.until(() => tenant.held() === 1);

  const before = helps();
  line.silence();
  tenant.release();
  let asked = 0;
  for (const until = performance.now() + silenceMs; performance.now() < until; asked += 1) {
    // Teams waits in vain for the answer over HTTP. The answer comes later as a message.
    void teams.say('alex', 'help');
    await setTimeout(2_000);
    const { code, ms } = await status('/readyz');
    assert.equal(code, 503);
    const health = await status('/healthz');
    assert.equal(health.code, 200);
    // What an answer without any wait takes at this moment is the machine's.
    assert.ok(ms < 2_000 + health.ms, `readyz took ${ms} ms`);
  }
  const endedAt = performance.now();
  line.speak();
  await teams.until(() => helps() >= before + asked, { timeoutMs: patienceMs });
  t.diagnostic(`${asked} messages, the last answered ${performance.now() - endedAt} ms after`);
  await doneInTheEnd(journey, 'alex', review.subject);
  assert.equal(tenant.mails('silent@fabrikam.example').length, 1);
  assert.equal((await status('/readyz')).code, 200);
  // Teams waits 15 s for an answer over HTTP, then shows the writer an error. The test allows no other fault.
  const faults = teams.faults.filter(({ what }) => what !== 'the bot answered 0 to a message');
  assert.deepEqual([faults, tenant.violations(), tenant.unhandled()], [[], [], []]);
});
