import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { invited, partner } from './invited.ts';
import { startJourney } from './start.ts';
import { alertOf, alertsOf, assertClean } from './steps.ts';

const journey = await startJourney({
  knobs: kindKnobs,
  inTeam: false,
  env: { ALERT_DIGEST_WINDOW: 'PT1S', REPLICATION_PATIENCE: 'PT2S' },
});
after(() => journey[Symbol.asyncDispose]());
const { tenant, teams } = journey;

test('a channel hears what it missed before the bot was ever added to the team', async () => {
  const who = partner('Fay Firstcome');
  await teams.installPersonal('megan');
  await invited(journey, who);
  await tenant.redeem(who.address);
  await alertOf(journey, who.name, { person: 'megan', where: 'personal' });
  assert.deepEqual(alertsOf(journey, who.name), []);
  await teams.installTeam('atlas', 'megan');
  await alertOf(journey, who.name);
  assert.equal(alertsOf(journey, who.name).length, 1);
  assertClean(journey);
});
