import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { makePracticeClock } from '../sandbox/practice-clock.ts';
import { runBot } from '../sandbox/run-bot.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { alertOf, alertsOf } from './alerts.ts';
import { notify, subscribeElsewhere } from './foreign-subscription.ts';
import { invited, partner } from './invited.ts';
import { shareDatabase } from './share-database.ts';
import { startJourney } from './start.ts';
import { assertClean } from './steps.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

// Two replicas without a poll during the tests. They learn only from notifications and sweeps.
await using stack = new AsyncDisposableStack();
const clock = await makePracticeClock();
stack.defer(() => clock.remove());
const options = {
  database: await shareDatabase(stack),
  env: {
    REDEMPTION_POLL: 'PT1H',
    ALERT_DIGEST_WINDOW: 'PT1S',
    REPLICATION_PATIENCE: 'PT2S',
    CLOCK_OFFSET_FILE: clock.file,
  },
};
const journey = stack.use(await startJourney({ ...options, knobs: kindKnobs }));
const { tenant, teams, bot } = journey;
const env = { ...options.env, PUBLIC_URL: bot.url };
const second = await runBot({ tenant, teams, ...options, env });
stack.defer(async () => void (await second.stop()));
const all = stack.move();
after(() => all.disposeAsync());

let aheadMs = 0;
async function later(ms: number): Promise<void> {
  aheadMs += ms;
  tenant.turn({ clockOffsetMs: aheadMs });
  await clock.turn(aheadMs);
}

const asked = (method: string) => tenant.requests({ method, path: /^\/subscriptions/ });
const secrets = () =>
  asked('POST').flatMap(({ body }) => {
    const secret: unknown = Object(body).clientState;
    return typeof secret === 'string' ? secret : [];
  });
const [first = ''] = await (async () => {
  await tenant.until(() => tenant.subscriptionIds().length > 0);
  return tenant.subscriptionIds();
})();

/** Acts while Graph loses all notifications. */
async function unheard(act: () => Promise<unknown>): Promise<void> {
  tenant.turn({ notifications: { lostProbability: 1 } });
  await act();
  tenant.turn({ notifications: { lostProbability: 0 } });
}

/** Waits until another subscription is the only one. */
const replaced = (id: string | undefined) =>
  tenant.until(
    () => tenant.subscriptionIds().length === 1 && tenant.subscriptionIds()[0] !== id,
    {},
  );

test('two replicas share one subscription', async () => {
  for (const before of [asked('GET').length, asked('GET').length + 1]) {
    await later(10 * minuteMs);
    await tenant.until(() => asked('GET').length > before);
  }
  assert.deepEqual(tenant.subscriptionIds(), [first]);
  assert.equal(asked('POST').length, 1);
});

test('the bot renews the subscription when half of its life is over', async () => {
  await later(4 * dayMs);
  await tenant.until(() => asked('PATCH').length === 1);
  assert.deepEqual(tenant.subscriptionIds(), [first]);
});

test('the bot renews the subscription at once when Graph asks for a new authorisation', async () => {
  tenant.sendLifecycle('reauthorizationRequired');
  await tenant.until(() => asked('PATCH').length === 2);
  assert.deepEqual(tenant.subscriptionIds(), [first]);
});

test('the bot replaces a deleted subscription and finds the acceptances that it missed', async () => {
  const vera = partner('Vera Vanished');
  await invited(journey, vera);
  await fetch(`${tenant.url}/v1.0/subscriptions/${first}`, { method: 'DELETE' });
  await tenant.redeem(vera.address);
  await later(3 * minuteMs);
  await replaced(undefined);
  await alertOf(journey, vera.name);
  assert.equal(alertsOf(journey, vera.name).length, 1);
});

test('the bot accepts the old secret for four hours beside the new one', async () => {
  const [old = '', made] = secrets();
  assert.notEqual(old, made);
  const [early, late] = [partner('Olga Old'), partner('Lars Late')];
  await invited(journey, early, late);
  await unheard(() => tenant.redeem(early.address));
  await later(3 * hourMs);
  assert.equal(await notify(bot, old, tenant.user(early.address)?.id), 202);
  await alertOf(journey, early.name);
  await unheard(() => tenant.redeem(late.address));
  await later(hourMs);
  const dropped = () => bot.log().filter(({ event }) => event === 'notifications dropped').length;
  // The bot reads the clock's file a moment later.
  while (dropped() === 0) {
    assert.equal(await notify(bot, old, undefined), 202);
    await setTimeout(20);
  }
  assert.equal(await notify(bot, old, tenant.user(late.address)?.id), 202);
  assert.deepEqual(alertsOf(journey, late.name), []);
  assert.equal(await notify(bot, made ?? '', tenant.user(late.address)?.id), 202);
  await alertOf(journey, late.name);
});

test('the bot makes a subscription that Graph refused ten times at the eleventh try, and misses no acceptance', async () => {
  const [id] = tenant.subscriptionIds();
  const rosa = partner('Rosa Refused');
  await invited(journey, rosa);
  const before = asked('POST').length;
  const error = { code: 'ValidationError', message: 'Subscription validation request timed out.' };
  tenant.failNext({
    method: 'POST',
    path: /^\/subscriptions/,
    how: { status: 400, body: { error } },
    times: 10,
  });
  tenant.dropSubscriptions();
  await tenant.redeem(rosa.address);
  for (let tries = before; tries < before + 11; tries += 1) {
    await later(6 * minuteMs);
    await tenant.until(() => asked('POST').length > tries);
  }
  await replaced(id);
  await alertOf(journey, rosa.name);
});

test('the bot deletes a subscription that it does not know after a lost answer', async () => {
  const [id] = tenant.subscriptionIds();
  tenant.failNext({ method: 'POST', path: /^\/subscriptions/, how: 'lost after' });
  tenant.dropSubscriptions();
  await later(3 * minuteMs);
  await tenant.until(() => tenant.subscriptionIds().length === 1);
  const [stray] = tenant.subscriptionIds();
  await later(6 * minuteMs);
  await replaced(stray);
  assert.notEqual(tenant.subscriptionIds()[0], id);
});

test('the bot replaces an unknown subscription for another address at the same check', async () => {
  const [id] = tenant.subscriptionIds();
  await subscribeElsewhere(tenant, id);
  await tenant.until(() => tenant.subscriptionIds().length === 1);
  const [foreign] = tenant.subscriptionIds();
  const posts = asked('POST').length;
  await later(3 * minuteMs);
  await replaced(foreign);
  assert.equal(asked('POST').length, posts + 2, 'Graph refuses one call and accepts one');
  const una = partner('Una Unmissed');
  await invited(journey, una);
  await tenant.redeem(una.address);
  await alertOf(journey, una.name);
});

test('after eight days the subscription and the delta token have expired, and the sweep finds each acceptance once', async () => {
  const [id] = tenant.subscriptionIds();
  const ella = partner('Ella Expired');
  await invited(journey, ella);
  await unheard(() => tenant.redeem(ella.address));
  await later(8 * dayMs);
  await replaced(id);
  await alertOf(journey, ella.name);
  await Promise.any(
    [bot, second].map((each) => each.logged((l) => l.event === 'delta starts over')),
  );
  for (const name of ['Vera Vanished', 'Olga Old', 'Lars Late', 'Rosa Refused', ella.name]) {
    assert.equal(alertsOf(journey, name).length, 1, name);
  }
  assertClean(journey);
});
