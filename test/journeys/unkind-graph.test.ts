import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { groups } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { startJourney } from './start.ts';
import {
  answerTo,
  ask,
  askToTheEnd,
  assertClean,
  confirm,
  drop,
  forge,
  isDone,
  say,
} from './steps.ts';

const journey = await startJourney({
  knobs: kindKnobs,
  env: { REPLICATION_PATIENCE: 'PT6S' },
});
const { tenant, teams } = journey;
after(() => journey[Symbol.asyncDispose]());

const invitations = (address: string) => tenant.mails(address).length;
const inBeacon = (address: string) =>
  tenant.membersOf(groups.beaconPartners.id).includes(tenant.user(address)?.id ?? '');

test("when Graph's answer is lost after the effect the bot finds the guest, and sends no second mail", async () => {
  tenant.failNext({ method: 'POST', path: /^\/invitations/, how: 'lost after' });
  await askToTheEnd(journey, 'alex', 'invite Lost After <lost.after@fabrikam.example> to beacon');
  assert.equal(invitations('lost.after@fabrikam.example'), 1);
  assert.ok(inBeacon('lost.after@fabrikam.example'));
  assertClean(journey);
});

test("when Graph's answer is lost before the effect the bot finds no trace, and invites once more", async () => {
  tenant.failNext({ method: 'POST', path: /^\/invitations/, how: 'lost before' });
  await askToTheEnd(journey, 'alex', 'invite Lost Before <lost.before@fabrikam.example> to beacon');
  assert.equal(invitations('lost.before@fabrikam.example'), 1);
  assert.ok(inBeacon('lost.before@fabrikam.example'));
});

test('the bot repeats a write to a group after a lost answer, without harm', async () => {
  tenant.failNext({ path: /^\/groups\/.*/, method: 'PATCH', how: 'lost after' });
  await askToTheEnd(journey, 'alex', 'invite Lost Group <lost.group@fabrikam.example> to beacon');
  assert.ok(inBeacon('lost.group@fabrikam.example'));
});

for (const headers of [{ 'retry-after': '2' }, {}]) {
  const how = 'retry-after' in headers ? 'with' : 'without';
  test(`when Graph throttles ${how} a time to wait the bot waits and goes on by itself`, async () => {
    const address = `throttled.${how}@fabrikam.example`;
    const body = { error: { code: 'TooManyRequests', message: 'Too many requests' } };
    tenant.failNext({
      method: 'POST',
      path: /^\/invitations/,
      how: { status: 429, body, headers },
    });
    tenant.failNext({ method: 'PATCH', path: /^\/groups/, how: { status: 429, body, headers } });
    await askToTheEnd(journey, 'alex', `invite ${address} to beacon`);
    assert.equal(invitations(address), 1);
    assert.ok(inBeacon(address));
  });
}

test('the bot adds twenty guests to a group although another of the list is in it already', async () => {
  const there = tenant.addGuest('there.already@fabrikam.example', { displayName: 'There Already' });
  await fetch(`${tenant.url}/v1.0/groups/${groups.beaconPartners.id}/members/$ref`, {
    method: 'POST',
    headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
    body: JSON.stringify({ '@odata.id': `${tenant.url}/v1.0/directoryObjects/${there.id}` }),
  });
  const rows = Array.from({ length: 20 }, (_, n) => `twenty${n}@fabrikam.example`);
  const review = await drop(journey, 'alex', {
    content: `email\n${rows.join('\n')}\nthere.already@fabrikam.example\n`,
    text: 'to beacon',
  });
  assert.match(review.text(), /1 is a guest already/);
  await confirm(review);
  await review.says(isDone);
  assert.match(review.text(), /1 guests? already, access given/);
  for (const address of rows) {
    assert.equal(invitations(address), 1, address);
    assert.ok(inBeacon(address), address);
  }
  assert.equal(invitations('there.already@fabrikam.example'), 0, 'no second mail');
});

test('in a tenant that Microsoft has blocked the bot puts requests on hold, tells the operator, and goes on after resume', async () => {
  tenant.knobs.tenantBlocked = true;
  const review = await ask(
    journey,
    'adele',
    'invite Held Back <held.back@fabrikam.example> to beacon',
  );
  await confirm(review);
  await review.says(/on hold/);
  assert.match(review.text(), /suspicious activity/);
  const notice = await teams.until(
    () =>
      teams
        .messages('alex')
        .find(({ card }) => /suspicious activity/.test(JSON.stringify(card ?? {}))),
    { what: 'a word to the operator' },
  );
  assert.ok(notice);
  const refused = await forge(journey, 'adele', 'request.resume', { requestId: review.subject });
  assert.notEqual(refused.shown, 'error');
  await review.says(/on hold/);
  const tried = tenant.requests({ method: 'POST', path: /^\/invitations/ }).length;

  tenant.knobs.tenantBlocked = false;
  await teams.click('alex', notice.id, 'request.resume');
  await review.says(isDone);
  assert.equal(
    tenant.requests({ method: 'POST', path: /^\/invitations/ }).length,
    tried + 1,
    'the bot tries nothing during the hold',
  );
  assert.equal(invitations('held.back@fabrikam.example'), 1);
  assert.ok(inBeacon('held.back@fabrikam.example'));
});

test('a directory that lags for seconds delays the access, not the mail', async () => {
  tenant.turn({ lagMs: { references: 3000, appRoles: 3000, filters: 4000, reads: 1000 } });
  const review = await ask(journey, 'alex', 'invite Lag <lag@fabrikam.example> to beacon');
  await confirm(review);
  await tenant.until(() => invitations('lag@fabrikam.example') === 1);
  await review.says(isDone);
  assert.ok(inBeacon('lag@fabrikam.example'));
  tenant.turn(kindKnobs);
});

test('the bot answers before Graph does, however long Graph takes', async () => {
  tenant.failNext({ path: /^\/users/, how: 'held before', times: 1_000 });
  const said = teams.say('alex', 'invite Slow Graph <slow@fabrikam.example> to beacon');
  const reading = /Reading your list/;
  const first = await teams.until(() =>
    teams.messages('alex').find(({ card }) => reading.test(JSON.stringify(card))),
  );
  assert.ok(tenant.held() > 0, 'before any answer from Graph');
  tenant.release();
  await said;
  await teams.until(() =>
    teams
      .messages('alex')
      .some(({ card }) => JSON.stringify(card ?? {}).includes('slow@fabrikam.example')),
  );
  await teams.until(() =>
    teams
      .messages('alex')
      .some(({ id, card }) => id === first.id && /Finished reading/.test(JSON.stringify(card))),
  );
  assert.ok(!teams.messages('alex').some(({ card }) => /Reading your/.test(JSON.stringify(card))));
});

test("operators read Entra's own words of an unknown refusal behind a button", async () => {
  const message = 'Cannot invite strange.words@fabrikam.example for reason 4711.';
  const body = { error: { code: 'BadRequest', message } };
  tenant.failNext({ method: 'POST', path: /^\/invitations/, how: { status: 400, body } });
  const who = 'invite strange.words@fabrikam.example to beacon';
  const review = await ask(journey, 'adele', who);
  await confirm(review);
  const result = await review.says(/Request #\d+: failed/);
  assert.match(result, /Entra refused the invitation\. Graph's answer was 400 BadRequest, which/);
  assert.doesNotMatch(result, /4711/);
  const seen = await say(journey, 'alex', `status #${review.subject}`);
  assert.ok(seen.has('request.answers'));
  const said = await answerTo(journey, { person: 'alex' }, () => seen.click('request.answers'));
  assert.match(said.text(), /reason 4711.*1 row/);
  const own = await say(journey, 'adele', `status #${review.subject}`);
  assert.equal(own.has('request.answers'), false, 'the requester is no operator');
  const forged = await forge(journey, 'adele', 'request.answers', { requestId: review.subject });
  assert.doesNotMatch(forged.text ?? '', /4711/);
  assert.doesNotMatch(JSON.stringify(journey.bot.log()), /4711/);
  assertClean(journey);
});
