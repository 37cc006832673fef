import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { alertOf } from './alerts.ts';
import { invited, partner } from './invited.ts';
import { wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import { assertClean } from './steps.ts';

const sweepMs = 15_000;
/** Without notifications, and with a delta query that shows no acceptances, only the sweep finds them. */
const journey = await startJourney({
  knobs: { ...kindKnobs, delta: { withState: false } },
  env: {
    PUBLIC_URL: '',
    REDEMPTION_POLL: 'PT1S',
    REDEMPTION_SWEEP: `PT${sweepMs / 1000}S`,
    ALERT_DIGEST_WINDOW: 'PT1S',
    REPLICATION_PATIENCE: 'PT2S',
  },
});
const { tenant, teams, bot } = journey;
after(() => journey[Symbol.asyncDispose]());

const told = () =>
  teams.messages('alex').filter((message) => /do not say who has accepted/.test(wordsOf(message)));
const sweeps = () => bot.log().filter(({ event }) => event === 'sweep');
const isSilence = ({ event }: { event?: unknown }) => event === 'delta is silent';

test('when delta shows no redemption the bot tells the operators once, and sweeps more often', async () => {
  const names = ['Sam One', 'Sam Two', 'Sam Three', 'Sam Four'].map(partner);
  await invited(journey, ...names);
  for (const { name, address } of names) {
    if (bot.log().some(isSilence)) break;
    // A redemption just before a sweep proves nothing: delta might still have shown it.
    await tenant.redeem(address);
    await alertOf(journey, name);
  }
  await bot.logged(isSilence);
  await teams.until(() => told().length === 1, {
    what: 'word to the operators',
  });
  const before = sweeps().length;
  await invited(journey, partner('Sam Last'));
  await tenant.redeem(partner('Sam Last').address);
  await alertOf(journey, 'Sam Last');
  await bot.logged(() => sweeps().length >= before + 4);
  const times = sweeps().map(({ time }) => Date.parse(String(time)));
  const gaps = times.slice(before).map((at, n) => at - (times[before + n - 1] ?? 0));
  assert.ok(Math.min(...gaps) < sweepMs, `from sweep to sweep: ${gaps} ms`);
  assert.equal(told().length, 1);
  assertClean(journey);
});
