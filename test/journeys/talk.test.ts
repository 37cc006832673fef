import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { alertOf, alertsOf } from './alerts.ts';
import { startJourney } from './start.ts';
import {
  answerTo,
  approvalFor,
  ask,
  askToTheEnd,
  assertClean,
  confirm,
  isDone,
  say,
} from './steps.ts';

const journey = await startJourney({ knobs: kindKnobs });
const { tenant, teams } = journey;
after(() => journey[Symbol.asyncDispose]());

test('one line goes from the chat to the alert', async () => {
  const review = await ask(journey, 'alex', 'invite Jane Doe <jane@fabrikam.example> to atlas');
  await confirm(review);
  await (await approvalFor(journey, 'megan', review.subject)).click('approval.approve');
  await review.says(isDone);
  await tenant.redeem('jane@fabrikam.example', 'one-time passcode');
  const alert = await alertOf(journey, 'Jane Doe');
  assert.match(alert.text(), /a one-time passcode/);
  assert.match(alert.text(), /Atlas/);
  assert.equal(alertsOf(journey, 'Jane Doe').length, 1);
  assertClean(journey);
});

test('a person with Teams in Dutch invites and reads in Dutch', async () => {
  teams.setLocale('adele', 'nl-NL');
  const review = await ask(
    journey,
    'adele',
    'uitnodigen Jan Jansen <jan.jansen@fabrikam.example> voor beacon',
  );
  assert.match(review.text(), /Annuleren/);
  await confirm(review);
  await review.says(/Aanvraag #\d+: klaar/);
  assert.equal(tenant.mails('jan.jansen@fabrikam.example').length, 1);
  teams.setLocale('adele', 'en-US');
});

test('a pasted list is an invitation that asks for its project', async () => {
  const review = await ask(
    journey,
    'adele',
    'Paul Paste <paul.paste@fabrikam.example>; petra.paste@litware.example\npia@litware.example',
  );
  assert.match(review.text(), /choose a project/i);
  const unchosen = await review.click('request.review');
  assert.match(unchosen.text ?? '', /Choose a project first/);
  await review.click('request.review', { project: 'beacon' });
  await review.says(/Invite 3 partners/);
  await confirm(review);
  await review.says(isDone);
  assert.equal(tenant.mails('petra.paste@litware.example').length, 1);
});

test("help names this person's commands, and the bot answers hi in a channel", async () => {
  const help = await say(journey, 'alex', 'help');
  assert.match(help.text(), /invite Jane Doe/);
  const none = await say(journey, 'isaiah', 'HELP!', (message) =>
    JSON.stringify(message.card).includes('not invite partners'),
  );
  assert.doesNotMatch(none.text(), /^invite$/m);
  const owner = await say(journey, 'megan', 'help');
  assert.match(owner.text(), /You own Atlas/);
  assert.doesNotMatch(owner.text(), /not invite partners/);
  const inChannel = await answerTo(journey, { person: 'megan', where: 'atlas' }, () =>
    teams.sayInChannel('megan', 'atlas', 'hi'),
  );
  assert.match(inChannel.text(), /private chat/);
});

test('a question about guests, a pasted error and the button of help lead to a help topic', async () => {
  const lost = await say(journey, 'alex', 'my mail never came');
  assert.match(lost.text(), /The invitation email never came/);
  await lost.click('A link instead of the mail');
  await lost.says(/Send no email: the request/);
  await lost.click('All topics');
  await lost.says(/Choose a topic|Topic/);
  await lost.click('topic.show', { topic: 'leave' });
  await lost.says(/How a guest leaves your organisation/);
  const pasted = "AADSTS50020: User account 'jane@fabrikam.example' does not exist in tenant";
  const error = await say(journey, 'alex', pasted);
  assert.match(error.text(), /this account is not a guest here/);
  const inChannel = await answerTo(journey, { person: 'megan', where: 'atlas' }, () =>
    teams.sayInChannel('megan', 'atlas', 'help guest sees nothing'),
  );
  assert.match(inChannel.text(), /has accepted and sees nothing/);
});

test('doctor tells an operator what is wrong with the set-up, and nobody else', async () => {
  const isReport = ({ card }: { card?: unknown }) => JSON.stringify(card).includes('not checked');
  const report = await say(journey, 'alex', 'doctor', isReport);
  assert.match(report.text(), /Which permissions were granted is not known/);
  assert.match(report.text(), /The tenant is Contoso/);
  assert.match(report.text(), /PostgreSQL \d+\.\d+ answers/);
  const refused = await say(journey, 'isaiah', 'doctor', ({ card }) =>
    JSON.stringify(card).includes('Only operators'),
  );
  assert.doesNotMatch(refused.text(), /Contoso/);
});

test('projects lists the projects to which a person may invite, and the page of a project its access', async () => {
  const all = await say(journey, 'alex', 'projects');
  assert.match(all.text(), /Atlas/);
  assert.match(all.text(), /Beacon/);
  const one = await say(journey, 'alex', 'project atlas');
  for (const words of [/Atlas partners/, /Atlas Portal/, /Reader/]) assert.match(one.text(), words);
  const unknown = await say(journey, 'alex', 'project atlsa');
  assert.match(unknown.text(), /Did you mean atlas/i);
});

test('status lists a person\u2019s requests, and shows one by its number', async () => {
  const review = await ask(journey, 'alex', 'invite stan@fabrikam.example to atlas');
  const list = await say(journey, 'alex', 'status');
  assert.match(list.text(), new RegExp(`#${review.subject}`));
  assert.match(list.text(), /not confirmed yet/);
  const one = await say(journey, 'alex', `status #${review.subject}`);
  assert.match(one.text(), new RegExp(`#${review.subject}`));

  const strangers = await say(journey, 'isaiah', `status #${review.subject}`);
  const nothing = await say(journey, 'isaiah', 'status #999999');
  assert.equal(strangers.text(), nothing.text(), 'another\u2019s draft reads like no request');

  const draft = await say(journey, 'alex', `hold #${review.subject}`);
  assert.match(draft.text(), /nothing to put on hold[\s\S]*not confirmed yet/);
  const cancelled = await say(journey, 'alex', `cancel #${review.subject}`);
  assert.match(cancelled.text(), /Cancelled/);
  await review.says(/: cancelled/);
  const again = await say(journey, 'alex', `cancel ${review.subject}`);
  assert.match(again.text(), /nothing left to cancel/);
  const others = await say(journey, 'isaiah', `cancel #${review.subject}`);
  assert.match(others.text(), /nothing with that number/);
});

test('of an address that only Graph may know the bot says that Graph gave no answer', async () => {
  const path = /^\/users\?.*away@fabrikam\.example/;
  tenant.failNext({ method: 'GET', path, how: { status: 503 }, times: 9 });
  const away = await say(journey, 'alex', 'guest away@fabrikam.example');
  assert.match(away.text(), /cannot tell who that is[\s\S]*Graph[\s\S]*does not answer/);
  const nobody = await say(journey, 'alex', 'guest nobody@fabrikam.example');
  assert.match(nobody.text(), /found nobody under that address/);
});

test('a command without an object offers the possible ones as buttons', async () => {
  const open = await ask(journey, 'alex', 'invite choose.me@fabrikam.example to atlas');
  const cancels = await say(journey, 'alex', 'cancel');
  assert.match(cancels.text(), new RegExp(`Cancel which request\\?[\\s\\S]*#${open.subject}\\b`));
  assert.deepEqual(cancels.data('request.cancel').requestId, open.subject);
  const last = await say(journey, 'alex', 'cancel the last one, please');
  assert.equal(last.data('request.cancel').requestId, open.subject);
  await cancels.click('request.cancel');
  await open.says(/cancelled/i);
  assert.match((await say(journey, 'alex', 'retry')).text(), /no request that you can try again/);
  assert.match(
    (await say(journey, 'alex', 'resume')).text(),
    /no request on hold that you can resume/,
  );
  await askToTheEnd(journey, 'alex', 'invite Wait Ing <wait.ing@fabrikam.example> to beacon');
  const resends = await say(journey, 'alex', 'resend');
  assert.match(resends.text(), /Send the email to whom\?[\s\S]*wait\.ing@fabrikam\.example/);
  const sent = await resends.click('guest.resend');
  assert.match(sent.text ?? '', /sent a moment ago|is being sent again/);
  const unknown = await say(journey, 'alex', 'resend nobody@fabrikam.example');
  assert.match(unknown.text(), /such as "resend jane@/);
});

test('the answer to nonsense or a misspelling says what to type', async () => {
  assert.match((await say(journey, 'alex', 'qwertyuiop asdf')).text(), /Write "help"/);
  assert.match((await say(journey, 'alex', 'projcets')).text(), /Did you mean "projects"/);
  assert.match((await say(journey, 'alex', 'invite')).text(), /Whom do you want to invite/);
  const leftOut = await say(journey, 'alex', 'invite jane@fabrikam.example, maybe, to atlas');
  assert.match(leftOut.text(), /leave out.*jane@fabrikam\.example maybe/s);
  assert.match(
    (await say(journey, 'alex', 'invite Jane to atlas')).text(),
    /Whom do you want|not an email address/i,
  );
});

test('cancel stops the rows of a confirmed request that have not begun', async () => {
  const review = await ask(journey, 'alex', 'invite stop.me@fabrikam.example to atlas');
  await confirm(review);
  const question = await approvalFor(journey, 'megan', review.subject);
  const listed = await say(journey, 'alex', 'cancel');
  const asked = JSON.stringify(listed.now().card);
  assert.match(asked, new RegExp(`#${review.subject}: The owners are no longer asked`));
  assert.match(JSON.stringify(review.now().card), /"Withdraw request"/);
  await review.click('request.cancel');
  await review.says(/stopped/i);
  await question.says(/Withdrawn/);
  assert.equal(tenant.user('stop.me@fabrikam.example'), undefined);
  assertClean(journey);
});
