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
/** What was sent to open a thread in the channel, with the answer's status. */
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
  test(`an alert that Teams refuses with ${status} is sent again, and is there once`, async () => {
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
    // Whether a gateway's answer means that nothing arrived, nobody knows: whoever reads it is told.
    assert.equal(/sent again/i.test(alert.text()), status >= 500);
    assertClean(journey);
  });
}

test('Teams asks to wait until a moment: nothing at all goes into the channel before it', async () => {
  const who = partner('Hal Heldback');
  await invited(journey, who);
  const before = openings().length;
  const until = new Date(Date.now() + 5_000);
  const headers = { 'retry-after': until.toUTCString() };
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
  // HTTP's dates know no parts of a second.
  assert.ok(Math.min(...waits) >= 3_900, `something went out after ${Math.min(...waits)} ms`);
  assertClean(journey);
});

test('a team that took the bot out: the owner hears in person, and the channel all of it when it is back', async () => {
  const [before, who] = [partner('Bob Before'), partner('Cora Channel')];
  await teams.installPersonal('megan');
  await invited(journey, before, who);
  await tenant.redeem(before.address);
  await alertOf(journey, before.name);
  await teams.uninstallTeam('atlas', 'megan');
  await toldOnReturn(journey, who);
});
