import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { rowsOf, type TestSheet, workbook } from '../guests/xlsx/workbook.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { resultsFile } from './results-of.ts';
import { startJourney } from './start.ts';
import { anything, assertClean, confirm, drop, isDone } from './steps.ts';

const journey = await startJourney({ knobs: kindKnobs });
const { tenant } = journey;
after(() => journey[Symbol.asyncDispose]());

const rows = rowsOf([
  ['email', 'name'],
  ['jane@fabrikam.example', 'Jane Doe'],
  ['old@tailspin.example', 'Old Loe'],
  ['nobody', 'Nobody'],
]).replace('<row r="3">', '<row r="3" hidden="1">');
const people: TestSheet = { name: 'People', rows };
const other: TestSheet = { name: 'Lookup', rows: rowsOf([['NL', 'Netherlands']]), state: 'hidden' };

test('a workbook goes from the chat to its results, and they are a CSV', async () => {
  const content = workbook({ sheets: [people, other] });
  const review = await drop(journey, 'alex', { content, name: 'partners.xlsx', text: 'to beacon' });
  assert.match(review.text(), /From the file partners\.xlsx/);
  assert.match(review.text(), /Check this first/);
  assert.match(review.text(), /reads only the sheet People\. Not read: Lookup/);
  assert.match(review.text(), /One row is hidden in the file, on line 3: old@tailspin\.example/);
  assert.match(review.text(), /Line 4/);
  await confirm(review, { onlyValid: 'true' });
  await review.says(isDone);
  assert.equal(tenant.mails('jane@fabrikam.example').length, 1);
  assert.equal(tenant.mails('old@tailspin.example').length, 0);
  // A workbook has no separator, so the file uses the one of the requester's language.
  journey.teams.setLocale('alex', 'nl-NL');
  await journey.teams.say('alex', 'help');
  const { name, text } = await resultsFile(journey, review);
  journey.teams.setLocale('alex', 'en-US');
  await journey.teams.say('alex', 'help');
  assert.match(name, /\.csv$/);
  assert.match(text, /email;name;Status;Reason;ObjectId;RequestNumber/);
  assert.match(text, /jane@fabrikam\.example;Jane Doe;(?:invited|access given)/);
  const again = await drop(journey, 'alex', { content: text, text: 'to beacon' }, anything);
  assert.match(again.text(), /nobody|done before|skipped/i);
});

test('for a workbook with far more than a list the bot says what to do', async () => {
  const parts = { 'xl/media/a.bin': 'x'.repeat(101 * 1024 * 1024) };
  const content = workbook({ sheets: [people], parts });
  const answer = await drop(journey, 'alex', { content, name: 'partners.xlsx' }, anything);
  assert.match(answer.text(), /far more than a list/);
});

test('the bot made no call that Graph or Teams would refuse', () => {
  assertClean(journey);
});
