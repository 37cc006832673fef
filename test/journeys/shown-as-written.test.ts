import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import type { Shown } from './shown.ts';
import { startJourney } from './start.ts';
import { approvalFor, ask, assertClean, confirm, drop } from './steps.ts';

const journey = await startJourney({ knobs: kindKnobs });
const { tenant, teams } = journey;
after(() => journey[Symbol.asyncDispose]());
await teams.installPersonal('megan');

test('cards show a text as people wrote it, even if a renderer would put a date there', async () => {
  const words = '{{DATE(2026-11-21T09:00:00Z)}}';
  const isWhole = (card: Shown) => {
    assert.doesNotMatch(JSON.stringify(card.now().card), /\{\{DATE/);
    assert.ok(card.text().replaceAll('\u2060', '').includes(words), card.text());
  };
  const content = 'email\ndated@litware.example\n';
  const review = await drop(journey, 'alex', { content, name: `${words}.csv`, text: 'to atlas' });
  isWhole(review);
  await confirm(review);
  const question = await approvalFor(journey, 'megan', review.subject);
  // The comment stands above the reason on the card, and may be filled in too.
  await question.click('approval.reject', { reason: words, comment: 'Ask Pat Low first.' });
  await review.says(/Rejected by Megan Bowen[^\n]*Ask Pat Low first\./);
  isWhole(review);
  await question.says(/Rejected: 1 partner/);
  isWhole(question);
});

test('requester and owner read both domains when one looks like a known one', async () => {
  tenant.addGuest('known@fabrikam.example');
  const content = [
    'email,name,project',
    'known@fabrikam.example,Known,atlas',
    'eve@fabrlkam.example,Eve,atlas',
    'pat@contoso.example.evil.example,Pat Low (verified),atlas',
    'una@contoso-partner.example,Una,atlas',
    'vic@contos0-partner.example,Vic,atlas',
  ].join('\n');
  const review = await drop(journey, 'alex', { content });
  const pairs = [
    /fabrlkam\.example looks like fabrikam\.example/,
    /contoso\.example\.evil\.example looks like contoso\.example/,
    /Lines 5 and 6: contoso-partner\.example and contos0-partner\.example look alike\./,
    /Pat Low \(verified\)" holds an address, or says that the person was checked/,
  ];
  for (const words of pairs) await review.says(words);
  await confirm(review);
  const question = await approvalFor(journey, 'megan', review.subject);
  assert.match(
    question.text(),
    /fabrlkam\.example looks like fabrikam\.example\. Check before you approve\./,
  );
  assert.match(question.text(), /evil\.example looks like contoso\.example\. Check before/);
  // Two that nobody knows yet.
  assert.match(
    question.text(),
    /una@contoso-partner\.example\s+\(looks like contos0-partner\.example/,
  );
  assert.match(
    question.text(),
    /vic@contos0-partner\.example\s+\(looks like contoso-partner\.example/,
  );
  assert.match(question.text(), /1 name holds an address, or says that the person was checked/);
});

test('every card shows the end of a long domain', async () => {
  const domain = `${'login.'.repeat(20)}evil-partner.example`;
  const review = await ask(journey, 'alex', `invite jo@${domain} to atlas`);
  assert.match(review.text(), /\u2026\S*\.evil-partner\.example/);
  await confirm(review);
  const question = await approvalFor(journey, 'megan', review.subject);
  assert.match(question.text(), /\u2026\S*\.evil-partner\.example/);
  assertClean(journey);
});
