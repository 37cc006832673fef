import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { channels } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { alertOf, alertsOf, toldOnReturn } from './alerts.ts';
import { invited, partner } from './invited.ts';
import { startJourney } from './start.ts';
import { answerTo, assertClean } from './steps.ts';

const journey = await startJourney({
  knobs: kindKnobs,
  env: { ALERT_DIGEST_WINDOW: 'PT1S', REPLICATION_PATIENCE: 'PT2S' },
});
after(() => journey[Symbol.asyncDispose]());
const { tenant, teams } = journey;

const opening = /^\/teams\/v3\/conversations$|^\/v3\/conversations$/;
/** The bot's calls that open a thread in the channel, with the answers' statuses. */
const openings = () =>
  teams.wire.filter(
    ({ to, method, path }) => to === 'teams' && method === 'POST' && opening.test(path),
  );

for (const [status, name] of [
  [412, 'Petra Precondition'],
  [429, 'Theo Throttled'],
  [502, 'Ben Badgateway'],
  [503, 'Una Unavailable'],
  [504, 'Tim Timeout'],
] as const) {
  test(`the bot repeats an alert that Teams refuses with ${status}, and the channel has it once`, async () => {
    const who = partner(name);
    await invited(journey, who);
    const before = openings().length;
    const headers = { 'retry-after': '2' };
    teams.failNext({ method: 'POST', path: opening, how: { status, headers } });
    await tenant.redeem(who.address);
    const alert = await alertOf(journey, name);
    assert.equal(alertsOf(journey, name).length, 1);
    const [refused, taken] = openings().slice(before);
    assert.equal(refused?.status, status);
    const waited = Date.parse(taken?.at ?? '') - Date.parse(refused?.at ?? '');
    assert.ok(waited >= 1_900, `it waited ${waited} ms`);
    // After a gateway's error the alert may have arrived, so the repeated one says that it may come twice.
    assert.equal(/sent again/i.test(alert.text()), status >= 500);
    assertClean(journey);
  });
}

test('the bot writes nothing into a channel before the time that Teams asked it to wait for', async () => {
  const who = partner('Hal Heldback');
  await invited(journey, who);
  const before = openings().length;
  // Five seconds after the refusal, however late that comes.
  const headers = {
    get 'retry-after'() {
      return new Date(Date.now() + 5_000).toUTCString();
    },
  };
  teams.failNext({ method: 'POST', path: opening, how: { status: 429, headers } });
  await tenant.redeem(who.address);
  await teams.until(() => openings().length > before, { what: 'the refusal' });
  const refusedAt = Date.parse(openings()[before]?.at ?? '');
  await answerTo(journey, { person: 'megan', where: 'atlas' }, () =>
    teams.sayInChannel('megan', 'atlas', 'help'),
  );
  await alertOf(journey, who.name);
  const channel = encodeURIComponent(channels.atlas.channelId);
  const waits = teams.wire
    .filter(({ to, method }) => to === 'teams' && method !== 'GET')
    .filter(({ path }) => path.includes(channel) || opening.test(path))
    .map(({ at }) => Date.parse(at) - refusedAt)
    .filter((ms) => ms > 0);
  assert.ok(waits.length >= 2);
  // HTTP's dates have whole seconds.
  assert.ok(Math.min(...waits) >= 3_900, `something went out after ${Math.min(...waits)} ms`);
  assertClean(journey);
});

test('after a team removed the bot the owner gets the alert in person, and the channel gets it when the bot is back', async () => {
  const [before, who] = [partner('Bob Before'), partner('Cora Channel')];
  await teams.installPersonal('megan');
  await invited(journey, before, who);
  await tenant.redeem(before.address);
  await alertOf(journey, before.name);
  await teams.uninstallTeam('atlas', 'megan');
  await toldOnReturn(journey, who);
});
