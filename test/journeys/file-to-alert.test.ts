import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { applications, groups, people } from '../sandbox/seed.ts';
import { alertOf, alertsOf } from './alerts.ts';
import { startJourney } from './start.ts';
import { approvalFor, ask, assertClean, confirm, drop, isDone, writes } from './steps.ts';

const journey = await startJourney({ asksAtTheEnd: 'alex' });
const { tenant, teams } = journey;
after(() => journey[Symbol.asyncDispose]());

const sample = (name: string) => readFile(new URL(`../sandbox/samples/${name}`, import.meta.url));

test("Microsoft's sample file of 2016 goes from the chat to the alert", async () => {
  const before = writes(journey).length;
  const review = await drop(journey, 'alex', {
    content: await sample('microsoft-2016.csv'),
    text: 'to atlas',
  });
  assert.match(review.text(), /microsoft|partners\.csv/);
  assert.match(review.text(), /Atlas partners/);
  assert.match(review.text(), /Atlas Portal/);
  assert.match(review.text(), /Invite 3 partners/);
  assert.equal(writes(journey).length, before, 'nothing is written before Confirm');

  assert.equal((await review.click('request.confirm')).shown, 'card');
  const question = await approvalFor(journey, 'megan', review.subject);
  assert.equal(tenant.mails('wharp@fabrikam.example').length, 0, 'no mail before the approval');
  await question.click('approval.approve');
  await review.says(isDone);

  for (const address of [
    'wharp@fabrikam.example',
    'jsmith@fabrikam.example',
    'bsmith@litware.example',
  ]) {
    assert.equal(tenant.mails(address).length, 1);
    const guest = tenant.user(address);
    assert.ok(guest);
    assert.ok(tenant.membersOf(groups.atlasPartners.id).includes(guest.id));
    assert.deepEqual(
      tenant.rolesOf(guest.id).map((role) => role.appRoleId),
      [applications.atlasPortal.roles[0].id],
    );
  }
  const dutch = tenant.requests({ method: 'POST', path: /^\/invitations/ });
  assert.equal(dutch.length, 3);
  assert.equal(tenant.mails('bsmith@litware.example')[0]?.language, 'nl');

  await tenant.redeem('wharp@fabrikam.example', 'google');
  const alert = await alertOf(journey, 'Walter Harp');
  assert.match(alert.text(), /Google/);
  assert.match(alert.text(), /Atlas partners/);
  assert.doesNotMatch(alert.text(), /wharp@/);
  // Alex asked, and is not in the team.
  assert.match(alert.text(), /Alex Wilber/);
  assert.doesNotMatch(alert.text(), /<at>/);
  assert.deepEqual(
    tenant
      .state()
      .guests.find(({ mail }) => mail === 'wharp@fabrikam.example')
      ?.sponsors.includes(people.alex.name),
    true,
  );
  assertClean(journey);
});

test('an alert mentions who asked, where the team of the channel has them', async () => {
  const review = await ask(
    journey,
    'adele',
    'invite Mia Mention <mia.mention@fabrikam.example> to atlas',
  );
  await confirm(review);
  await (await approvalFor(journey, 'megan', review.subject)).click('approval.approve');
  await review.says(isDone);
  await tenant.redeem('mia.mention@fabrikam.example');
  await alertOf(journey, 'Mia Mention');
  const [{ card } = {}] = alertsOf(journey, 'Mia Mention');
  const mention = {
    type: 'mention',
    text: '<at>Adele Vance</at>',
    mentioned: { id: teams.mri('adele'), name: 'Adele Vance' },
  };
  assert.deepEqual(card?.msteams, { entities: [mention] });
  assert.match(JSON.stringify(card?.body), /Asked by: <at>Adele Vance<\/at>/);
  assertClean(journey);
});

test('the bot reads Entra\u2019s own template and PowerShell\u2019s file without changes', async () => {
  const entra = await drop(journey, 'alex', {
    content: [
      'version:v1.0',
      'Email address to invite [inviteeEmail] Required,Redirection url [inviteRedirectURL] Required,Send invitation message (true or false) [sendEmail],Customized invitation message [customizedMessageBody]',
      'Example: cindy@contoso.com,https://myapplications.microsoft.com,TRUE,Hi Cindy!',
      'entra.one@fabrikam.example,https://atlas.contoso.example/welcome,TRUE,Welcome',
    ].join('\r\n'),
    text: 'to atlas',
  });
  assert.match(entra.text(), /Invite 1 partner/);
  assert.match(entra.text(), /example row/i);
  assert.match(entra.text(), /personal message/);
  await entra.click('request.cancel');

  const powershell = await drop(journey, 'alex', {
    content: 'Name,InvitedUserEmailAddress\nPaula Shell,paula.shell@fabrikam.example\n',
    text: 'To Atlas',
  });
  assert.match(powershell.text(), /Invite 1 partner/);
  await powershell.click('request.cancel');
});

test('a list without a project asks for one, and the choice makes a new version of the review', async () => {
  const before = writes(journey).length;
  const review = await drop(journey, 'alex', {
    content: 'email,name\nchoose.one@fabrikam.example,Chosen One\n',
  });
  await review.says(/choose a project/i);
  assert.equal(review.has('request.confirm'), false, 'no project, no Confirm');
  const first = review.data('request.review');

  const answer = await review.click('request.review', { project: 'beacon', sendMail: 'true' });
  assert.equal(answer.shown, 'card');
  await review.says(/Beacon partners/);
  const second = review.data('request.confirm');
  assert.notEqual(second.version, first.version);
  assert.equal(second.requestId, first.requestId);

  const old = await teams
    .as('alex')
    .forge(review.id, 'request.confirm', { ...first, verb: 'request.confirm' });
  assert.equal(old.shown, 'card', 'a click on an old version shows the present card');
  assert.ok(review.has('request.confirm'), 'and it still waits');
  assert.equal(writes(journey).length, before);

  await confirm(review);
  await review.says(isDone);
  const dutch = tenant.mails('choose.one@fabrikam.example');
  assert.equal(dutch.length, 1);
  assert.equal(dutch[0]?.language, 'nl-NL', 'the language of the project');
  assertClean(journey);
});

test('the review names faulty rows by line, and leaves them out only when the requester says so', async () => {
  const review = await drop(journey, 'alex', { content: await sample('faulty.csv') });
  for (const line of [4, 5, 7, 8, 9]) assert.match(review.text(), new RegExp(`Line ${line}\\b`));
  assert.match(review.text(), /Did you mean atlas/i);
  const before = writes(journey).length;
  const refused = await review.click('request.confirm');
  assert.equal(refused.shown, 'message');
  assert.match(refused.text ?? '', /problem/i);
  assert.equal(writes(journey).length, before);

  await confirm(review, { onlyValid: 'true' });
  const question = await approvalFor(journey, 'megan', review.subject);
  assert.match(question.text(), /2 partners/);
  await question.click('approval.approve');
  await review.says(isDone);
  assert.equal(tenant.mails('li.wei@fabrikam.example').length, 1);
  assert.equal(tenant.user('tom@tailspin.example'), undefined);
  assertClean(journey);
});

test('several clicks on Confirm confirm a request once', async () => {
  const review = await drop(journey, 'alex', {
    content: 'email,name\nonce.only@fabrikam.example,Once Only\n',
    text: 'to beacon',
  });
  const data = review.data('request.confirm');
  const clicks = await Promise.all(
    [1, 2, 3].map(() => teams.as('alex').forge(review.id, 'request.confirm', data)),
  );
  assert.deepEqual(
    clicks.map(({ shown }) => shown),
    ['card', 'card', 'card'],
  );
  await review.says(isDone);
  assert.equal(tenant.mails('once.only@fabrikam.example').length, 1);
  const late = await teams.as('alex').forge(review.id, 'request.confirm', data);
  assert.equal(late.shown, 'card');
  assert.match(review.text(), isDone);
  assertClean(journey);
});

test('a cancelled draft ends, and no click confirms it any more', async () => {
  const before = writes(journey).length;
  const review = await drop(journey, 'alex', {
    content: 'email,name\nnever@fabrikam.example,Never Invited\n',
    text: 'to beacon',
  });
  const data = review.data('request.confirm');
  await review.click('request.cancel');
  await review.says(/cancelled.*Nothing was sent/s);
  await teams.as('alex').forge(review.id, 'request.confirm', data);
  assert.match(review.text(), /cancelled/);
  assert.equal(tenant.user('never@fabrikam.example'), undefined);
  assert.equal(writes(journey).length, before);
});
