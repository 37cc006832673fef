import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { startJourney } from './start.ts';
import { approvalFor, ask, assertClean, confirm } from './steps.ts';

const journey = await startJourney({ knobs: kindKnobs });
const { tenant, teams } = journey;
after(() => journey[Symbol.asyncDispose]());
await teams.installPersonal('megan');

test('a partner whose name is a date for renderers is shown under that name to the owner', async () => {
  const name = '{{DATE(2026-11-21T09:00:00Z)}}';
  const review = await ask(journey, 'alex', `invite ${name} <dated@litware.example> to atlas`);
  assert.doesNotMatch(JSON.stringify(review.now().card), /\{\{DATE/);
  assert.ok(review.text().replaceAll('\u2060', '').includes(name));
  await confirm(review);
  const question = await approvalFor(journey, 'megan', review.subject);
  assert.doesNotMatch(JSON.stringify(question.now().card), /\{\{DATE/);
  assert.ok(question.text().replaceAll('\u2060', '').includes(name));
});

test('a domain that is easily taken for a known one is named with that one, to the owner too', async () => {
  tenant.addGuest('known@fabrikam.example');
  const review = await ask(
    journey,
    'alex',
    'invite known@fabrikam.example, eve@fabrlkam.example to atlas',
  );
  await review.says(/fabrlkam\.example looks like fabrikam\.example/);
  await confirm(review);
  const question = await approvalFor(journey, 'megan', review.subject);
  assert.match(
    question.text(),
    /fabrlkam\.example looks like fabrikam\.example\. Check before you approve\./,
  );
});

test('the end of a long domain stands on every card', async () => {
  const domain = `${'login.'.repeat(20)}evil-partner.example`;
  const review = await ask(journey, 'alex', `invite jo@${domain} to atlas`);
  assert.match(review.text(), /\u2026\S*\.evil-partner\.example/);
  await confirm(review);
  const question = await approvalFor(journey, 'megan', review.subject);
  assert.match(question.text(), /\u2026\S*\.evil-partner\.example/);
  assertClean(journey);
});
