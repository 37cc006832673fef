import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { groups } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { startJourney } from './start.ts';
import { approvalFor, ask, assertClean, confirm, drop, isDone, say, writes } from './steps.ts';

const journey = await startJourney({ knobs: kindKnobs });
const { tenant, teams } = journey;
after(() => journey[Symbol.asyncDispose]());

test('the requester confirms a changed mail or language once more, and the bot then obeys it', async () => {
  const address = 'french@fabrikam.example';
  const review = await ask(journey, 'alex', `invite ${address} to beacon`);
  const before = review.data('request.confirm');
  await review.click('request.confirm', { language: 'fr-FR' });
  const again = await review.says(/You changed the language: look once more/);
  assert.match(again, /French/);
  assert.notEqual(review.data('request.confirm').version, before.version);
  assert.equal(tenant.user(address), undefined, 'nobody was invited');
  await review.click('request.confirm', { sendMail: 'false' });
  await review.says(/You changed the email: look once more[\s\S]*no email/);
  assert.equal(tenant.user(address), undefined);
  await confirm(review);
  await review.says(isDone);
  assert.deepEqual(tenant.mails(address), []);
  assertClean(journey);
});

test('a project that the requester chooses beside Confirm makes a new review, also for rows that name one', async () => {
  const address = 'elsewhere@fabrikam.example';
  const review = await ask(journey, 'alex', `invite ${address} to beacon`);
  const before = writes(journey).length;
  await review.click('request.confirm', { project: 'atlas', sendMail: 'false' });
  await review.says(/You changed the project and the email: look once more/);
  assert.match(review.text(), /Atlas partners/);
  assert.doesNotMatch(review.text(), /Beacon partners/);
  assert.equal(writes(journey).length, before);
  await confirm(review);
  const question = await approvalFor(journey, 'megan', review.subject);
  await question.click('approval.approve');
  await review.says(isDone);
  assert.deepEqual(tenant.mails(address), []);
  const [beacon, atlas] = [groups.beaconPartners, groups.atlasPartners].map(({ id }) =>
    tenant.membersOf(id).includes(tenant.user(address)?.id ?? ''),
  );
  assert.deepEqual({ beacon, atlas }, { beacon: false, atlas: true });
});

test('after another check the card no longer calls a choice changed', async () => {
  const review = await ask(journey, 'alex', 'invite steady@fabrikam.example to beacon');
  await review.click('request.confirm', { language: 'de-DE' });
  await review.says(/look once more/);
  await review.click('request.review', { language: 'es-ES' });
  await review.says(/Spanish/);
  assert.doesNotMatch(review.text(), /look once more/);
  await review.click('request.review', { language: 'project' });
  await review.says(/Dutch/);
  await review.click('request.cancel');
});

test('the form offers a project only when a row names none, and the bot refuses a forged choice', async () => {
  const list = await drop(journey, 'alex', {
    content: 'email,project\nnamed@fabrikam.example,beacon\n',
  });
  assert.doesNotMatch(JSON.stringify(list.now().card), /"id":"project"/);
  const answer = await list.click('request.confirm', { project: 'atlas' });
  assert.equal(answer.shown, 'message');
  assert.match(answer.text ?? '', /Every row of the list names its project/);
  assert.equal(tenant.user('named@fabrikam.example'), undefined);
  await list.click('request.cancel');
});

test('the form closes once the requester has chosen a project', async () => {
  const review = await ask(journey, 'alex', 'open@fabrikam.example, shut@fabrikam.example');
  const isOpen = () => /"id":"choices","isVisible":true/.test(JSON.stringify(review.now().card));
  assert.ok(isOpen());
  await review.click('request.review', { project: 'beacon' });
  await review.says(/Beacon partners/);
  assert.ok(!isOpen());
  await review.click('request.cancel');
});

test('a Dutch requester reads the changed choices in Dutch', async () => {
  teams.setLocale('adele', 'nl-NL');
  const review = await say(
    journey,
    'adele',
    'uitnodigen iemand@fabrikam.example voor beacon',
    (message) => JSON.stringify(message.card).includes('request.confirm'),
  );
  await review.click('request.confirm', { sendMail: 'false' });
  await review.says(/Je hebt de mail gewijzigd: kijk nog één keer/);
  await review.click('request.cancel');
  teams.setLocale('adele', 'en-US');
  assertClean(journey);
});
