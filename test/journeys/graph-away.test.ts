import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { makePracticeClock } from '../sandbox/practice-clock.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { alertOf, alertsOf } from './alerts.ts';
import { invited, partner } from './invited.ts';
import { startJourney } from './start.ts';
import { assertClean } from './steps.ts';

const clock = await makePracticeClock();
const journey = await startJourney({
  knobs: kindKnobs,
  env: {
    REDEMPTION_POLL: 'PT1S',
    ALERT_DIGEST_WINDOW: 'PT1S',
    REPLICATION_PATIENCE: 'PT2S',
    CLOCK_OFFSET_FILE: clock.file,
  },
});
after(async () => {
  await journey[Symbol.asyncDispose]();
  await clock.remove();
});
const { tenant, bot } = journey;

const told = (name: string) => alertsOf(journey, name).length;

async function later(ms: number): Promise<void> {
  tenant.turn({ clockOffsetMs: tenant.knobs.clockOffsetMs + ms });
  await clock.turn(tenant.knobs.clockOffsetMs);
}

test('after Graph was away for an hour the bot alerts about acceptances in that hour, and repeats no earlier alert', async () => {
  const before = partner('Bea Before');
  const during = ['Dan During', 'Dora During', 'Dirk During'].map(partner);
  await invited(journey, before, ...during);
  await tenant.redeem(before.address);
  await alertOf(journey, before.name);
  tenant.turn({ lost: { before: 1 }, notifications: { lostProbability: 1 } });
  for (const { address } of during.slice(0, 2)) await tenant.redeem(address);
  const calls = tenant.requests().length;
  for (let minutes = 0; minutes < 60; minutes += 10) {
    await later(10 * 60_000);
    const seen = tenant.requests().length;
    await tenant.until(() => tenant.requests().length > seen);
  }
  assert.ok(tenant.requests().length > calls);
  // The bot gets a notification about the third, and cannot read that guest yet.
  tenant.turn({ notifications: { lostProbability: 0 } });
  await tenant.redeem(during[2]?.address ?? '');
  await bot.logged(({ event }) => event === 'guest not checked');
  assert.equal(told('Dan During') + told('Dora During') + told('Dirk During'), 0);
  tenant.turn({ lost: { before: 0 } });
  await later(60_000);
  await journey.teams.until(
    () =>
      during.every(({ name }) =>
        JSON.stringify(journey.teams.messages('megan', 'atlas')).includes(name),
      ),
    { what: 'an alert about each partner' },
  );
  assert.equal(told(before.name), 1);
  assertClean(journey);
});

test("when the bot dies between Graph's delta page and the commit it reads the page again, and alerts once", async () => {
  const kim = partner('Kim Killed');
  await invited(journey, kim);
  tenant.turn({ notifications: { lostProbability: 1 }, delta: { repeat: 3, pageSize: 1 } });
  const reads = () => tenant.requests({ path: /^\/users\/delta/ }).length;
  const before = reads();
  tenant.failNext({ path: /^\/users\/delta/, how: 'held after', times: 2 });
  await tenant.redeem(kim.address);
  await tenant.until(() => reads() > before);
  await bot.kill();
  tenant.release();
  await bot.restart();
  await alertOf(journey, kim.name);
  assert.equal(told(kim.name), 1);
  assertClean(journey);
});

test('after Graph ends a delta token with 400 the bot starts over, and repeats no alert', async () => {
  const nina = partner('Nina Norecord');
  await invited(journey, nina);
  tenant.turn({ notifications: { lostProbability: 1 }, delta: { expiry: 'syncStateNotFound' } });
  tenant.forgetDeltaTokens();
  await tenant.redeem(nina.address);
  await alertOf(journey, nina.name);
  await bot.logged(({ event }) => event === 'delta starts over');
  for (const name of ['Bea Before', 'Kim Killed', nina.name]) {
    assert.equal(told(name), 1, name);
  }
  assertClean(journey);
});

test('the bot notices an accepted guest who was deleted while the delta token lapsed', async () => {
  const leo = partner('Leo Left');
  await invited(journey, leo);
  await tenant.redeem(leo.address);
  await alertOf(journey, leo.name);
  tenant.turn({ notifications: { lostProbability: 1 } });
  await bot.kill();
  await fetch(`${tenant.url}/v1.0/users/${tenant.user(leo.address)?.id}`, { method: 'DELETE' });
  tenant.forgetDeltaTokens();
  await bot.restart();
  await bot.logged(({ event, missing }) => event === 'accepted guests read' && missing === 1);
  await bot.logged(({ event }) => event === 'guest deleted');
  assertClean(journey);
});
