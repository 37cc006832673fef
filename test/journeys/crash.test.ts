import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { applications, groups } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { alertOf, alertsOf } from './alerts.ts';
import { wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import {
  approvalFor,
  ask,
  assertClean,
  confirm,
  doneInTheEnd,
  drop,
  endsOf,
  forge,
  isDone,
  say,
} from './steps.ts';

const journey = await startJourney({
  knobs: kindKnobs,
  database: 'embedded',
  env: { REPLICATION_PATIENCE: 'PT6S', REDEMPTION_POLL: 'PT1S' },
});
const { tenant, teams, bot } = journey;
after(() => journey[Symbol.asyncDispose]());

/** The guest has one mail and all the access. */
function assertInvited(address: string): void {
  const guest = tenant.user(address);
  assert.ok(guest, address);
  assert.equal(tenant.mails(address).length, 1, `one mail for ${address}`);
  assert.ok(tenant.membersOf(groups.atlasPartners.id).includes(guest.id));
  assert.deepEqual(
    tenant.rolesOf(guest.id).map(({ appRoleId }) => appRoleId),
    [applications.atlasPortal.roles[0].id],
  );
}

async function assertOneAlert(address: string, name: string): Promise<void> {
  await tenant.redeem(address);
  await alertOf(journey, name);
  assert.equal(alertsOf(journey, name).length, 1);
}

/** Beside the request's own card, one message says that it has ended. */
async function assertOneEndMessage(requestId: number): Promise<void> {
  const ends = () => endsOf(journey, 'alex', requestId).length;
  await teams.until(() => ends() > 1, { what: `the message at the end of #${requestId}` });
  await say(journey, 'alex', 'status');
  assert.equal(ends(), 2);
}

const line = (name: string, address: string) => `invite ${name} <${address}> to atlas`;

test('when the bot dies between review and Confirm its card still works', async () => {
  const address = 'killed.a@fabrikam.example';
  const review = await ask(journey, 'alex', line('Killed A', address));
  await bot.kill();
  await bot.restart();
  await confirm(review);
  await (await approvalFor(journey, 'megan', review.subject)).click('approval.approve');
  await doneInTheEnd(journey, 'alex', review.subject);
  assertInvited(address);
  await assertOneAlert(address, 'Killed A');
});

test('when the bot dies just after Confirm it asks the owners at its next start', async () => {
  const address = 'killed.b@fabrikam.example';
  const review = await ask(journey, 'alex', line('Killed B', address));
  await confirm(review);
  await bot.kill();
  await bot.restart();
  const question = await approvalFor(journey, 'megan', review.subject);
  await question.click('approval.approve');
  await doneInTheEnd(journey, 'alex', review.subject);
  assertInvited(address);
  assertClean(journey);
});

test('when the bot dies during a decision it has recorded all of the decision or nothing', async () => {
  const address = 'killed.f@fabrikam.example';
  const review = await ask(journey, 'alex', line('Killed F', address));
  await confirm(review);
  const question = await approvalFor(journey, 'megan', review.subject);
  const data = question.data('approval.approve');
  const clicking = question.click('approval.approve');
  await bot.kill();
  await clicking;
  await bot.restart();
  // A client without an answer lets the owner click again. A recorded decision stays.
  await forge(journey, 'megan', 'approval.approve', data);
  await teams.until(() =>
    teams.messages('megan').some((message) => {
      const words = wordsOf(message);
      return /Approved: 1 partner/.test(words) && words.includes(`#${review.subject}`);
    }),
  );
  await doneInTheEnd(journey, 'alex', review.subject);
  assertInvited(address);
});

test('when the bot dies during an invitation the partner gets no second mail', async () => {
  const address = 'killed.c@fabrikam.example';
  const review = await ask(journey, 'alex', line('Killed C', address));
  await confirm(review);
  tenant.failNext({ method: 'POST', path: /^\/invitations/, how: 'held after' });
  await (await approvalFor(journey, 'megan', review.subject)).click('approval.approve');
  await tenant.until(() => tenant.mails(address).length === 1);
  await bot.kill();
  tenant.release();
  await bot.restart();
  await doneInTheEnd(journey, 'alex', review.subject);
  assertInvited(address);
});

test('when the bot dies during a write to a group it still gives the access', async () => {
  const address = 'killed.d@fabrikam.example';
  const review = await drop(journey, 'alex', {
    content: `email,name\n${address},Killed D\nkilled.d2@fabrikam.example,Killed D2\n`,
    text: 'to atlas',
  });
  await confirm(review);
  tenant.failNext({ method: 'PATCH', path: /^\/groups\//, how: 'held after' });
  await (await approvalFor(journey, 'megan', review.subject)).click('approval.approve');
  await tenant.until(() =>
    tenant.membersOf(groups.atlasPartners.id).includes(tenant.user(address)?.id ?? ''),
  );
  await bot.kill();
  tenant.release();
  await bot.restart();
  await doneInTheEnd(journey, 'alex', review.subject);
  assertInvited(address);
  assertInvited('killed.d2@fabrikam.example');
  await assertOneEndMessage(review.subject);
});

test('when the bot dies between the last invitation and the message at the end it sends one message', async () => {
  const address = 'killed.g@fabrikam.example';
  const review = await ask(journey, 'alex', line('Killed G', address));
  await confirm(review);
  tenant.failNext({ method: 'POST', path: /^\/invitations/, how: 'held before' });
  await (await approvalFor(journey, 'megan', review.subject)).click('approval.approve');
  await tenant.until(() => tenant.held() === 1);
  const approved = new RegExp(`Megan Bowen approved.*#${review.subject}`);
  await teams.until(() => teams.messages('alex').some((each) => approved.test(wordsOf(each))));
  // The message at the end is the next that the bot posts. Teams takes it only the third time.
  teams.failNext({ method: 'POST', path: /activities$/, how: { status: 503 }, times: 2 });
  tenant.release();
  await review.says(isDone);
  await bot.kill();
  await bot.restart();
  await assertOneEndMessage(review.subject);
  assertInvited(address);
});

test('when the bot dies before a redemption the channel gets one alert after the restart', async () => {
  const address = 'killed.e@fabrikam.example';
  const review = await ask(journey, 'alex', line('Killed E', address));
  await confirm(review);
  await (await approvalFor(journey, 'megan', review.subject)).click('approval.approve');
  await doneInTheEnd(journey, 'alex', review.subject);
  await bot.kill();
  await tenant.redeem(address, 'google');
  await bot.restart();
  const alert = await alertOf(journey, 'Killed E');
  assert.match(alert.text(), /Google/);
  const again = await ask(journey, 'alex', line('After All', 'after.all@fabrikam.example'));
  await again.click('request.cancel');
  assert.equal(alertsOf(journey, 'Killed E').length, 1);
});
