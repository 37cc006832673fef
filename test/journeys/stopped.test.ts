import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { groups } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { type Shown, shown, wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import { ask, assertClean, confirm, drop, isDone, say } from './steps.ts';

const journey = await startJourney({ knobs: kindKnobs, env: { REPLICATION_PATIENCE: 'PT6S' } });
const { tenant, teams } = journey;
after(() => journey[Symbol.asyncDispose]());

const sent = () => tenant.requests({ method: 'POST', path: /^\/invitations/ }).length;
const inBeacon = (address: string) =>
  tenant.membersOf(groups.beaconPartners.id).includes(tenant.user(address)?.id ?? '');

/** The tenant's problem, the words on the card, and the knobs that end the problem. */
const stops: readonly [what: string, knobs: object, words: RegExp, good: object][] = [
  ['blocked', { tenantBlocked: true }, /suspicious activity/, { tenantBlocked: false }],
  [
    'without consent',
    { missingConsent: ['User.Invite.All'] },
    /lacks a permission/,
    { missingConsent: [] },
  ],
  ['switched.off', { invitationsOff: true }, /switched off/, { invitationsOff: false }],
  ['dead.credentials', { credentialsRefused: true }, /credentials/, { credentialsRefused: false }],
];
/** The message that told Alex about the stop. */
async function answerTold(words: RegExp): Promise<Shown> {
  const found = await teams.until(
    () =>
      teams.messages('alex').findLast((message) => {
        const text = wordsOf(message);
        return /All work has stopped/.test(text) && words.test(text);
      }),
    { what: 'a word about the stop' },
  );
  return shown(journey, 'alex', found);
}

for (const [what, knobs, words, good] of stops) {
  test(`a tenant that is ${what} stops all inviting with a reason, and resume goes on from there`, async () => {
    const address = `${what.replaceAll(' ', '.')}@fabrikam.example`;
    const review = await ask(journey, 'alex', `invite ${address} to beacon`);
    // The bot reads rights at the click with the same credentials. So the problem begins after the click.
    tenant.failNext({ method: 'POST', path: /^\/invitations/, how: 'held before' });
    await confirm(review);
    tenant.turn(knobs);
    tenant.release();
    await review.says(/on hold/);
    assert.match(review.text(), words);
    const number = review.subject;
    // Without credentials the bot can read neither rights nor operators.
    const mayRead = what !== 'dead.credentials';
    const list = mayRead ? await say(journey, 'alex', 'status') : review;
    assert.match(list.text(), mayRead ? new RegExp(`#${number}\\s+on hold`) : words);
    const told = mayRead ? await answerTold(words) : undefined;
    const tried = sent();
    tenant.turn(good);
    await review.click('request.resume');
    await review.says(isDone);
    assert.ok(sent() <= tried + 1, 'the bot repeats only the refused call');
    assert.equal(tenant.mails(address).length, 1);
    assert.ok(inBeacon(address));
    // The message about the stop now says that it is over, and nothing is left to resume.
    assert.doesNotMatch((await told?.says(/Work has resumed/)) ?? '', /has stopped/);
    const again = await say(journey, 'alex', `resume #${number}`);
    assert.match(again.text(), /Nothing is on hold/);
    assertClean(journey);
  });
}

test('in a stop of everything a requester reads that Go on asks the operators', async () => {
  tenant.turn({ tenantBlocked: true });
  const review = await ask(journey, 'adele', 'invite asked.held@fabrikam.example to beacon');
  await confirm(review);
  await review.says(/on hold.*If you are not an operator, "Go on" asks the operators/s);
  const told = await teams.until(() =>
    teams.messages('adele').find((message) => /work has stopped/.test(wordsOf(message))),
  );
  const answer = await shown(journey, 'adele', told).click('request.resume');
  assert.match(answer.text ?? '', /The operators are asked/);
  const choices = await say(journey, 'adele', 'resume');
  assert.match(choices.text(), /Ask the operators/);
  assert.doesNotMatch((await say(journey, 'alex', 'resume')).text(), /Ask the operators/);
  tenant.turn({ tenantBlocked: false });
  await (await answerTold(/suspicious activity/)).click('request.resume');
  await review.says(isDone);
});

test('resume alone ends a stop of everything, even if no request waits for it any more', async () => {
  tenant.turn({ tenantBlocked: true });
  const review = await ask(journey, 'adele', 'invite given.up@fabrikam.example to beacon');
  await confirm(review);
  await review.says(/on hold/);
  await review.click('request.cancel');
  await review.says(/Request #\d+: stopped/);
  tenant.turn({ tenantBlocked: false });
  assert.match((await say(journey, 'adele', 'resume')).text(), /no request on hold that you can/);
  const offered = await say(journey, 'alex', 'resume');
  assert.match(offered.text(), /All work has stopped/);
  assert.match((await offered.click('request.resume')).text ?? '', /Resumed/);
});

test("the bot does not send an invitation that the tenant's setting forbids, and sends it once the setting allows", async () => {
  tenant.turn({ invitationsOff: true });
  const address = 'known.off@fabrikam.example';
  const review = await ask(journey, 'alex', `invite ${address} to beacon`);
  assert.match(review.text(), /settings let nobody invite/);
  const before = sent();
  await confirm(review);
  await review.says(/on hold/);
  assert.match(review.text(), /switched off/);
  assert.equal(sent(), before, 'the bot has sent nothing');
  tenant.turn({ invitationsOff: false });
  await review.click('request.resume');
  await review.says(isDone);
  assert.equal(tenant.mails(address).length, 1);
  assertClean(journey);
});

const sixty = (name: string) =>
  Array.from({ length: 60 }, (_, n) => `${name}${n}@${n < 12 ? 'denied' : 'fabrikam'}.example`);

test('when Entra refuses the first rows of a large list it waits, and the requester lets it go on', async () => {
  tenant.turn({ deniedDomains: ['denied.example'] });
  const rows = sixty('first');
  const review = await drop(journey, 'alex', {
    content: `email\n${rows.join('\n')}\n`,
    text: 'to beacon',
  });
  const before = sent();
  await confirm(review);
  await review.says(/on hold/);
  assert.match(review.text(), /of the first \d+ partners of request #\d+ were refused/);
  assert.match(review.text(), /Entra refused the invitation. Graph.s answer was 400/);
  assert.ok(sent() - before <= 10, `${sent() - before}`);
  const told = await teams.until(
    () =>
      teams
        .messages('alex')
        .find((message) => /A request waits for your decision/.test(wordsOf(message))),
    { what: 'a word to the requester' },
  );
  assert.match(wordsOf(told), /were refused/);
  await teams.click('alex', told.id, 'request.resume');
  await review.says(/Request #\d+: done, some failed/);
  for (const address of rows.slice(12)) assert.equal(tenant.mails(address).length, 1, address);
  assert.match(review.text(), /12 failed/);
  assertClean(journey);
});

test('the requester stops a large list that waits, and the bot invites nobody of the rest', async () => {
  tenant.turn({ deniedDomains: ['denied.example'] });
  const rows = sixty('second');
  const review = await drop(journey, 'alex', {
    content: `email\n${rows.join('\n')}\n`,
    text: 'to beacon',
  });
  await confirm(review);
  await review.says(/on hold/);
  const choices = await say(journey, 'alex', 'cancel');
  assert.match(choices.text(), new RegExp(`#${review.subject}\\b`));
  await review.click('request.cancel');
  await review.says(/Request #\d+: stopped/);
  for (const address of rows.slice(12)) assert.equal(tenant.mails(address).length, 0, address);
});
