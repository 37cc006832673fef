import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { dayWords } from '../../bot/words/formats.ts';
import { groups } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { dayFromNow } from './day-from-now.ts';
import { startJourney } from './start.ts';
import {
  answerTo,
  approvalFor,
  ask,
  assertClean,
  confirm,
  drop,
  isDone,
  say,
  writes,
} from './steps.ts';

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
  // A card from before, on a client that was away: it chooses, confirms, or does both.
  const click = async (verb: string, choice: object) => {
    const { text } = await teams.as('alex').forge(review.id, verb, { ...before, ...choice });
    return text ?? review.text();
  };
  const old = /This card was old. Your click did nothing/;
  assert.match(await click('request.confirm', { language: 'es-ES' }), old);
  assert.match(await click('request.review', { language: 'es-ES' }), old);
  assert.doesNotMatch(await click('request.confirm', { sendMail: 'false' }), old, 'that is done');
  // An old client sends a message, and reads the answer as one.
  const value = { verb: 'request.confirm', ...before, language: 'es-ES' };
  const message = teams.compose('alex', 'personal', { type: 'message', value });
  const told = await answerTo(journey, { person: 'alex' }, () => teams.deliver(message));
  assert.match(told.text(), /This card is out of date/);
  assert.equal(tenant.user(address), undefined);
  await confirm(review);
  await review.says(isDone);
  assert.match(await click('request.confirm', {}), /confirmed already/);
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

test('the requester sets, changes and takes back the last day beside Confirm, and the bot obeys the last word', async () => {
  const [first, second] = [dayFromNow(30), dayFromNow(60)];
  const review = await ask(journey, 'alex', 'invite dated@fabrikam.example to beacon');
  assert.match(review.text(), /Access ends:\s+no end/);
  const dated = () =>
    /"id":"until"[^}]*"value":"([^"]*)"/.exec(JSON.stringify(review.now().card))?.[1];
  assert.equal(dated(), '');
  await review.click('request.confirm', { until: first });
  await review.says(/You changed the end of the access: look once more/);
  assert.match(review.text(), /Access ends:\s+at the end of/);
  assert.equal(dated(), first);
  await review.click('request.review', { until: second });
  await review.says(new RegExp(dayWords(second, 'en')));
  await review.click('request.review', { until: '2020-01-31' });
  await review.says(/2020-01-31 is in the past/);
  await review.click('request.review', { until: second });
  await review.says(new RegExp(dayWords(second, 'en')));
  // What an input shows, it says: emptied, the day is taken back.
  await review.click('request.confirm', { until: '' });
  await review.says(/You changed the end of the access[\s\S]*no end/);
  assert.equal(tenant.user('dated@fabrikam.example'), undefined, 'nobody was invited');
  await review.click('request.review', { until: first });
  await review.says(new RegExp(dayWords(first, 'en')));
  await confirm(review);
  await review.says(isDone);
  const guest = await say(journey, 'alex', 'guest dated@fabrikam.example');
  assert.match(guest.text(), new RegExp(`Access ends on ${dayWords(first, 'en')}`));
  assertClean(journey);
});

test('a day chosen on the card of a file holds for the rows that name none, and only there is it offered', async () => {
  const named = await drop(journey, 'alex', {
    content: 'email,project,until\nend@fabrikam.example,beacon,2027-06-30\n',
  });
  assert.doesNotMatch(JSON.stringify(named.now().card), /"id":"until"/);
  const refused = await named.click('request.confirm', { until: '2027-01-31' });
  assert.match(refused.text ?? '', /Every row of the list names its last day/);
  await named.click('request.cancel');
  const list = await drop(journey, 'alex', {
    content:
      'email,project,until\na@fabrikam.example,beacon,2027-06-30\nb@fabrikam.example,beacon,\n',
  });
  await list.click('request.review', { until: '2027-05-31' });
  await list.says(/at the end of May 31, 2027 \(1 partner\)/);
  assert.match(list.text(), /at the end of June 30, 2027 \(1 partner\)/);
  await list.click('request.review', { until: '' });
  await list.says(/no end \(1 partner\)/);
  await list.click('request.cancel');
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
