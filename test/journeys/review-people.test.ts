import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { groups, people, projectsFile } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { resultLines } from './results-of.ts';
import { startJourney } from './start.ts';
import { ask, assertClean, confirm, drop, forge, isDone } from './steps.ts';

const journey = await startJourney({
  knobs: kindKnobs,
  projects: {
    projects: projectsFile.projects.map((project) =>
      project.key === 'beacon'
        ? { ...project, optionalAccess: { groups: [groups.atlasPartners.id], apps: [] } }
        : project,
    ),
  },
});
const { tenant } = journey;
after(() => journey[Symbol.asyncDispose]());

const nextYear = new Date().getFullYear() + 1;
const row = (number: number) => `p${number}@fabrikam.example,Partner ${number},,,,`;
const list = [
  'email,name,cc,groups,until,language',
  `jane@fabrikam.example,Jane Doe,boss@fabrikam.example,${groups.atlasPartners.id},${nextYear}-01-31,de-DE`,
  ...Array.from({ length: 44 }, (_, index) => row(index + 1)),
].join('\n');

test('the review names the first five partners, with the extras of each', async () => {
  const review = await drop(journey, 'alex', { content: list, text: 'to beacon' });
  assert.match(review.text(), /Jane Doe\s+jane@fabrikam\.example/);
  assert.match(review.text(), new RegExp(`until January 31, ${nextYear}`));
  assert.match(review.text(), /copy to boss@fabrikam\.example/);
  assert.match(review.text(), /German/);
  assert.match(review.text(), /extra access: Atlas partners/);
  assert.match(review.text(), /Partner 4\s+p4@fabrikam\.example/);
  assert.doesNotMatch(review.text(), /Partner 5\b/);
  assert.match(review.text(), /and 40 more/);
});

test('the requester pages through all partners with Next and Previous, and back to the review', async () => {
  const review = await drop(journey, 'alex', { content: list, text: 'to beacon' });
  const first = await review.click('list.page');
  assert.equal(first.shown, 'card');
  assert.match(review.text(), /Request #\d+: 45 partners/);
  assert.match(review.text(), /Line 2\s+Jane Doe/);
  assert.match(review.text(), /1 to 20 of 45/);
  assert.doesNotMatch(review.text(), /Partner 20\b/);
  await review.click('Next');
  await review.click('Next');
  assert.match(review.text(), /41 to 45 of 45/);
  assert.match(review.text(), /Line 46\s+Partner 44/);
  await review.click('Previous');
  assert.match(review.text(), /21 to 40 of 45/);
  // A card of long ago lets the reader type a number.
  await review.click('Next', { from: '41' });
  assert.match(review.text(), /41 to 45 of 45/);
  await review.click('Previous', { from: 'nonsense' });
  assert.match(review.text(), /21 to 40 of 45/);
  await review.click('request.view');
  assert.match(review.text(), /check and confirm/);
  await confirm(review);
  await review.says(isDone);
});

test('the card also names partners who wait for a project', async () => {
  const review = await ask(journey, 'alex', 'invite Rosa Roe <rosa@fabrikam.example>');
  assert.match(review.text(), /choose a project/);
  assert.match(review.text(), /Rosa Roe\s+rosa@fabrikam\.example/);
});

test('remarks that the card has no room for stand on pages of their own', async () => {
  const columns = Array.from({ length: 24 }, (_, index) => `Contact ${index} of somebody`);
  const content = `email,name,${columns.join(',')}\njane@fabrikam.example,Jane Doe,${columns.map((_, index) => `c${index}@wingtip.example`).join(',')}`;
  const review = await drop(journey, 'alex', { content, text: 'to beacon' });
  assert.match(review.text(), /Read all \d+ remarks/);
  const seen: string[] = [];
  for (const cursor of [1, 11, 21]) {
    const page = await forge(journey, 'alex', 'list.page', {
      list: `notes ${review.subject}`,
      cursor,
    });
    seen.push(JSON.stringify(page));
  }
  for (const index of columns.keys()) assert.ok(seen.join().includes(`c${index}@wingtip.example`));
});

test('only the requester pages through a list', async () => {
  const review = await drop(journey, 'alex', { content: list, text: 'to beacon' });
  for (const list of [
    `review ${review.subject}`,
    `notes ${review.subject}`,
    'review 999999',
    'guests 1',
    '',
  ]) {
    const seen = await forge(journey, 'adele', 'list.page', { list, cursor: 1 });
    assert.equal(seen.shown, 'message');
    assert.doesNotMatch(JSON.stringify(seen), /fabrikam/);
  }
});

test('a requester becomes a sponsor of guests who were there, and reads where that did not work', async () => {
  const [open, full, later] = ['open', 'full', 'later'].map((name) => `${name}@adatum.example`);
  const { megan, adele, isaiah } = people;
  const taken = [megan, adele, isaiah].map(({ objectId }) => objectId);
  const five = [...taken, groups.atlasOwners.id, groups.inviters.id];
  const there = { createdAt: 0, externalUserState: 'Accepted' };
  tenant.addGuest(open ?? '', { ...there, sponsors: [...taken] });
  tenant.addGuest(full ?? '', { ...there, sponsors: [...five] });
  tenant.addGuest(later ?? '', there);
  const review = await ask(journey, 'alex', `invite ${open}, ${full} to beacon`);
  assert.match(review.text(), /You become a sponsor of each if Entra allows it/);
  await confirm(review);
  await review.says(isDone);
  assert.deepEqual(tenant.user(open ?? '')?.sponsors, [...taken, people.alex.objectId]);
  assert.deepEqual(tenant.user(full ?? '')?.sponsors, five);
  assert.match(review.text(), /2 accepted/);
  assert.match(review.text(), /You did not become a sponsor of 1 guest/);
  const [first = '', second = ''] = await resultLines(journey, review);
  assert.doesNotMatch(first, /sponsor/);
  assert.match(second, /accepted.*has five already/);
  tenant.turn({ missingConsent: ['User.ReadWrite.All'] });
  const next = await ask(journey, 'alex', `invite ${later} to beacon`);
  await confirm(next);
  await next.says(isDone);
  tenant.turn({ missingConsent: [] });
  assert.deepEqual(tenant.user(later ?? '')?.sponsors, []);
  const [row = ''] = await resultLines(journey, next);
  assert.match(row, /accepted.*lacks the permission User\.ReadWrite\.All/);
});

test('the bot made no call that Graph or Teams would refuse', () => {
  assertClean(journey);
});
