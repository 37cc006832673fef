import { after, test } from 'node:test';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { toldOnReturn } from './alerts.ts';
import { invited, partner } from './invited.ts';
import { startJourney } from './start.ts';
import { assertClean } from './steps.ts';

const journey = await startJourney({
  knobs: kindKnobs,
  inTeam: false,
  env: { ALERT_DIGEST_WINDOW: 'PT1S', REPLICATION_PATIENCE: 'PT2S' },
});
after(() => journey[Symbol.asyncDispose]());
const { teams } = journey;

test('a channel gets the alerts from before the bot joined its team', async () => {
  const who = partner('Fay Firstcome');
  await teams.installPersonal('megan');
  await invited(journey, who);
  await toldOnReturn(journey, who);
  assertClean(journey);
});
