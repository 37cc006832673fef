import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import {
  approvalFor,
  ask,
  askToTheEnd,
  assertClean,
  confirm,
  endsOf,
  forge,
  isDone,
} from './steps.ts';

const journey = await startJourney({ knobs: kindKnobs });
const { tenant, teams } = journey;
after(() => journey[Symbol.asyncDispose]());

const invite = async (who: string, by: 'alex' | 'adele' = 'alex') => {
  const review = await ask(journey, by, `invite ${who} to atlas`);
  await confirm(review);
  return review;
};

test('the bot asks every owner, listed or from the group, and every copy of the card shows the outcome', async () => {
  const review = await invite('Copy One <copy.one@fabrikam.example>');
  await review.says(/wait/i);
  const megan = await approvalFor(journey, 'megan', review.subject);
  const adele = await approvalFor(journey, 'adele', review.subject);
  assert.match(megan.text(), /Copy One/);
  assert.match(megan.text(), /Alex Wilber/);
  assert.match(megan.text(), /Atlas partners/);

  await megan.click('approval.approve', { comment: 'welcome' });
  for (const copy of [megan, adele]) {
    await copy.says(/Approved: 1 partner/);
    assert.match(copy.text(), /Megan Bowen/);
    assert.equal(copy.has('approval.approve'), false);
  }
  await review.says(isDone);
  assert.equal(tenant.mails('copy.one@fabrikam.example').length, 1);
  assertClean(journey);
});

test('a rejection needs a reason, and the requester reads it on the card and in a message at the end', async () => {
  const review = await invite('Reject One <reject.one@fabrikam.example>');
  const question = await approvalFor(journey, 'adele', review.subject);
  const other = await approvalFor(journey, 'megan', review.subject);
  const data = question.data('approval.reject');
  const without = await teams.as('adele').forge(question.id, 'approval.reject', data);
  assert.match(without.text ?? '', /reason is needed/i);
  assert.ok(question.has('approval.approve'), 'nothing has changed');

  await question.click('approval.reject', { reason: 'Their contract has ended' });
  await review.says(/Their contract has ended/);
  await other.says(/Rejected: 1 partner/);
  const told = await teams.until(
    () => endsOf(journey, 'alex', review.subject).find(({ id }) => id !== review.id),
    { what: 'the message at the end' },
  );
  assert.match(wordsOf(told), /nobody was invited[\s\S]*1 rejected by an owner/);
  assert.match(wordsOf(told), /To ask the owners again, begin a new request/);
  assert.equal(tenant.user('reject.one@fabrikam.example'), undefined);
  assertClean(journey);
});

test('no owner decides on their own request, not through the owners\u2019 group either', async () => {
  const review = await invite('Own One <own.one@fabrikam.example>', 'adele');
  const megan = await approvalFor(journey, 'megan', review.subject);
  const asked = teams
    .messages('adele')
    .filter(({ summary }) => /asks you to approve/.test(summary ?? ''))
    .filter(({ card }) => JSON.stringify(card).includes(`#${review.subject})`));
  assert.deepEqual(asked, [], 'the bot does not ask her');
  const refused = await forge(journey, 'adele', 'approval.approve', megan.data('approval.approve'));
  assert.match(refused.text ?? '', /own request/);
  assert.equal(tenant.user('own.one@fabrikam.example'), undefined);

  await megan.click('approval.approve');
  await review.says(isDone);
  assert.equal(tenant.mails('own.one@fabrikam.example').length, 1);
});

test('an owner approves some rows by their numbers, and the requester reads the reason for the others', async () => {
  const review = await ask(
    journey,
    'alex',
    'invite Row One <row.one@fabrikam.example>, Row Two <row.two@litware.example>, Row Three <row.three@litware.example> to atlas',
  );
  await confirm(review);
  const question = await approvalFor(journey, 'megan', review.subject);
  const data = question.data('approval.approveRows');
  for (const rows of [' ', '4', '1-', 'all']) {
    const answer = await teams
      .as('megan')
      .forge(question.id, 'approval.approveRows', { ...data, rows, comment: 'no' });
    assert.match(
      answer.text ?? '',
      rows === ' ' ? /at least one partner/ : /numbers/i,
      `rows ${rows}`,
    );
  }
  const bare = await teams
    .as('megan')
    .forge(question.id, 'approval.approveRows', { ...data, rows: '1' });
  assert.match(bare.text ?? '', /reason is needed/i);

  await question.click('approval.approveRows', { rows: '1, 3', comment: 'Two works elsewhere' });
  await question.says(/Approved: 2 of 3 partners/);
  await review.says(/Request #\d+: done/);
  assert.match(review.text(), /Two works elsewhere/);
  assert.equal(tenant.mails('row.one@fabrikam.example').length, 1);
  assert.equal(tenant.mails('row.three@litware.example').length, 1);
  assert.equal(tenant.user('row.two@litware.example'), undefined);
  assertClean(journey);
});

test('for a project without approval the bot asks no owner', async () => {
  const review = await askToTheEnd(journey, 'alex', 'invite quick@fabrikam.example to beacon');
  const asked = teams
    .messages('adele')
    .filter(({ card }) => JSON.stringify(card ?? {}).includes(`request #${review.subject}`));
  assert.deepEqual(asked, []);
});

test('when two owners decide at once one is first, and both see the same outcome', async () => {
  const review = await invite('Race One <race.one@fabrikam.example>');
  const megan = await approvalFor(journey, 'megan', review.subject);
  const adele = await approvalFor(journey, 'adele', review.subject);
  const [yes, no] = await Promise.all([
    megan.click('approval.approve'),
    adele.click('approval.reject', { reason: 'Not now' }),
  ]);
  assert.deepEqual([yes.shown, no.shown], ['card', 'card']);
  const outcome = await megan.says(/(Approved|Rejected): 1 partner/);
  const words = /Approved/.test(outcome) ? /Approved: 1 partner/ : /Rejected: 1 partner/;
  await adele.says(words);
  await review.says(/Request #\d+: done/);
  const mails = tenant.mails('race.one@fabrikam.example').length;
  assert.equal(mails, /Approved/.test(outcome) ? 1 : 0);
});

test('clicks that arrive twice and activities that arrive five times have one effect', async () => {
  const review = await ask(journey, 'alex', 'invite Five Times <five@fabrikam.example> to atlas');
  teams.knobs.redeliver = 4;
  try {
    await Promise.all([review.click('request.confirm'), review.click('request.confirm')]);
    const question = await approvalFor(journey, 'megan', review.subject);
    await Promise.all([question.click('approval.approve'), question.click('approval.approve')]);
    await review.says(isDone);
    await teams.until(() => endsOf(journey, 'alex', review.subject).length > 1);
    const cards = teams
      .messages('alex')
      .filter(({ card }) => JSON.stringify(card ?? {}).includes(`#${review.subject}:`));
    assert.equal(cards.length, 2, 'one card for the request, one message at its end');
    const line = await ask(journey, 'alex', 'invite again@fabrikam.example to beacon');
    assert.equal(line.subject, review.subject + 1);
  } finally {
    teams.knobs.redeliver = 0;
  }
  assert.equal(tenant.mails('five@fabrikam.example').length, 1);
  const list = await ask(journey, 'alex', 'invite last@fabrikam.example to beacon');
  assert.equal(list.subject, review.subject + 2, 'the line that came five times made one request');
  assertClean(journey);
});
