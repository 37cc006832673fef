import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { groups } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { alertOf, alertsOf } from './alerts.ts';
import { invited as invite } from './invited.ts';
import { startJourney } from './start.ts';
import { approvalFor, ask, assertClean, confirm, isDone, say } from './steps.ts';

/** Sweep and poll come in an hour, so this bot learns only from notifications. */
const journey = await startJourney({
  env: { REDEMPTION_POLL: 'PT1H', ALERT_DIGEST_WINDOW: 'PT3S', REPLICATION_PATIENCE: 'PT2S' },
});
const polling = await startJourney({
  knobs: kindKnobs,
  env: {
    REDEMPTION_POLL: 'PT1S',
    PUBLIC_URL: '',
    ALERT_DIGEST_WINDOW: 'PT3S',
    REPLICATION_PATIENCE: 'PT2S',
  },
});
after(() => Promise.all([journey, polling].map((each) => each[Symbol.asyncDispose]())));
const { tenant, bot } = journey;

const invited = (on: typeof journey, name: string, address: string) =>
  invite(on, { name, address });

test('several notifications of one redemption make one alert', async () => {
  await invited(journey, 'Nora Notified', 'nora@fabrikam.example');
  tenant.turn({ notifications: { repeat: 3 } });
  await tenant.redeem('nora@fabrikam.example', 'microsoft account');
  const alert = await alertOf(journey, 'Nora Notified');
  assert.match(alert.text(), /a Microsoft account/);
  assert.match(alert.text(), /Atlas Portal/);
  await tenant.until(() => tenant.deliveries().length >= 9);
  await say(journey, 'alex', 'status');
  assert.equal(alertsOf(journey, 'Nora Notified').length, 1);
  assertClean(journey);
});

test('at the redemption the bot gives removed access again, and the alert says so', async () => {
  await invited(journey, 'Mia Missing', 'mia@fabrikam.example');
  // The practice tenant shows new and removed memberships late. This test is not about that lag.
  tenant.turn({ lagMs: { removals: 0, memberships: 0 } });
  const id = tenant.user('mia@fabrikam.example')?.id ?? '';
  const group = `${tenant.url}/v1.0/groups/${groups.atlasPartners.id}`;
  const removed = await fetch(`${group}/members/${id}/$ref`, { method: 'DELETE' });
  assert.equal(removed.status, 204);
  await tenant.redeem('mia@fabrikam.example');
  const alert = await alertOf(journey, 'Mia Missing');
  await alert.says(/was missing\. It was given again/);
  assert.ok(tenant.membersOf(groups.atlasPartners.id).includes(id));
});

test('the bot answers a notification without its secret with 202, and reads no guest', async () => {
  const guest = tenant.user('nora@fabrikam.example');
  const reads = () =>
    tenant.requests({ method: 'GET', path: new RegExp(`^/users/${guest?.id}`) }).length;
  const before = reads();
  const answer = await fetch(`${bot.url}/api/notifications`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      value: [
        {
          subscriptionId: tenant.subscriptionIds()[0],
          clientState: 'guessed',
          changeType: 'updated',
          resource: `users/${guest?.id}`,
          resourceData: { id: guest?.id },
        },
      ],
    }),
  });
  assert.equal(answer.status, 202);
  await bot.logged(({ event }) => event === 'notifications dropped');
  assert.equal(reads(), before);
});

test('the handshake returns the token as plain text, escaped', async () => {
  for (const route of ['notifications', 'lifecycle']) {
    const answer = await fetch(
      `${bot.url}/api/${route}?validationToken=${encodeURIComponent('Validation: <b>1 + 1</b>')}`,
      { method: 'POST', headers: { 'content-type': 'text/plain' } },
    );
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-type') ?? '', /^text\/plain/);
    assert.equal(await answer.text(), 'Validation: &lt;b&gt;1 + 1&lt;/b&gt;');
  }
});

test('without notifications the bot learns of a redemption by the delta query', async () => {
  assert.deepEqual(polling.tenant.subscriptionIds(), []);
  await invited(polling, 'Paul Polled', 'paul@fabrikam.example');
  await polling.tenant.redeem('paul@fabrikam.example', 'one-time passcode');
  const alert = await alertOf(polling, 'Paul Polled');
  assert.match(alert.text(), /one-time passcode/);
});

test('after the delta token has expired the bot learns of a redemption by the sweep', async () => {
  await invited(polling, 'Petra Polled', 'petra@fabrikam.example');
  polling.tenant.forgetDeltaTokens();
  await polling.tenant.redeem('petra@fabrikam.example');
  await alertOf(polling, 'Petra Polled');
  assert.equal(alertsOf(polling, 'Petra Polled').length, 1);
  assert.equal(alertsOf(polling, 'Paul Polled').length, 1, 'the earlier alert is not repeated');
  assertClean(polling);
});

test('several acceptances at once become digests, which name every partner', async () => {
  const names = Array.from({ length: 6 }, (_, n) => `Digest ${'ABCDEF'[n]}`);
  const review = await ask(
    polling,
    'alex',
    `invite ${names.map((name) => `${name} <${name.replace(' ', '.').toLowerCase()}@fabrikam.example>`).join(', ')} to atlas`,
  );
  await confirm(review);
  await (await approvalFor(polling, 'megan', review.subject)).click('approval.approve');
  await review.says(isDone);
  for (const name of names) {
    await polling.tenant.redeem(`${name.replace(' ', '.').toLowerCase()}@fabrikam.example`);
  }
  const told = () =>
    polling.teams
      .messages('megan', 'atlas')
      .map(({ card }) => JSON.stringify(card ?? {}))
      .join('\n');
  await polling.teams.until(() => names.every((name) => told().includes(name)), {});
});

test('requester and owner may ask about pending partners and guests, and strangers learn nothing', async () => {
  await invited(polling, 'Pia Pending', 'pia@fabrikam.example');
  const asked = await say(polling, 'alex', 'pending atlas');
  assert.match(asked.text(), /Pia Pending/);
  const dutch = await say(polling, 'megan', 'openstaand');
  assert.match(dutch.text(), /pia@fabrikam\.example/);
  const stranger = await say(polling, 'isaiah', 'pending');
  assert.doesNotMatch(stranger.text(), /Pia/);
  const refused = await say(polling, 'isaiah', 'guest pia@fabrikam.example');
  const nobody = await say(polling, 'isaiah', 'guest nobody@fabrikam.example');
  assert.equal(refused.text(), nobody.text());
  const paul = await say(polling, 'megan', 'guest paul@fabrikam.example');
  assert.match(paul.text(), /Paul Polled/);
  assert.match(paul.text(), /Access: 2 of 2 given/);
  assert.match(paul.text(), /Accepted the invitation/);
  assertClean(polling);
});
