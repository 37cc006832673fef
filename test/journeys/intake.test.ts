import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { channels, people, projectsFile } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { acceptFile } from './accept-file.ts';
import { alertOf } from './alerts.ts';
import { startJourney } from './start.ts';
import { answerTo, assertClean, confirm, drop, say } from './steps.ts';

const journey = await startJourney({
  knobs: kindKnobs,
  projects: {
    projects: [
      ...projectsFile.projects,
      {
        key: 'essentials',
        name: 'Essentials',
        owners: [people.adele.objectId],
        channel: { teamId: channels.atlas.teamId, channelId: channels.atlas.channelId },
        approval: { required: false },
        access: {
          licences: [{ skuId: '5c000000-0000-4000-8000-000000000001', usageLocation: 'NL' }],
        },
        allowedDomains: ['fabrikam.example', 'b\u00fccher.example'],
      },
    ],
  },
});
const { tenant, teams } = journey;
after(() => journey[Symbol.asyncDispose]());

test('the bot offers the template as a file, and reads it back as a list', async () => {
  const offer = await answerTo(
    journey,
    { person: 'alex' },
    () => teams.say('alex', 'template'),
    ({ consent }) => consent !== undefined,
  );
  const file = await acceptFile(journey, 'alex', offer);
  const template = await (await fetch(file.url)).text();
  const review = await drop(journey, 'alex', {
    content: `${template}ana@fabrikam.example,Ana,beacon,,,,,,,\r\n`,
  });
  assert.match(review.text(), /Invite 1 partner/);
  assert.match(review.text(), /example row in line 2 is skipped/);
});

test('the review points out domains that look like a known one or have non-ASCII letters', async () => {
  const review = await drop(journey, 'alex', {
    content:
      'email,project\nana@fabrikam.example,essentials\nbob@fabrikarn.example,beacon\nc@b\u00fccher.example,beacon\n',
  });
  assert.match(review.text(), /Line 3: fabrikarn\.example looks like fabrikam\.example/);
  assert.match(
    review.text(),
    /real form of the domain b\u00fccher\.example is xn--bcher-kva\.example/,
  );
  const typo = await drop(journey, 'alex', {
    content: 'email,project\nana@fabrlkam.example,beacon\n',
  });
  assert.match(typo.text(), /Line 2: fabrlkam\.example looks like fabrikam\.example/);
  tenant.addGuest('gina@tailspin.example', { createdAt: 0, externalUserState: 'Accepted' });
  const beside = await drop(journey, 'alex', {
    content: 'email,project\ngina@tailspin.example,beacon\nhugo@tailspln.example,beacon\n',
  });
  assert.match(beside.text(), /Line 3: tailspln\.example looks like tailspin\.example/);
});

test('rows without a project wait for the choice, and are not faulty', async () => {
  const alone = await drop(journey, 'alex', { content: 'email\nw1@fabrikam.example\n' });
  assert.match(alone.text(), /choose a project/);
  assert.match(alone.text(), /1\s+waiting for a project\s+(?!\d)/);
  assert.equal(alone.has('request.confirm'), false);
  const mixed = await drop(journey, 'alex', {
    content: 'email,project\nw2@fabrikam.example,beacon\nw3@fabrikam.example,\nnobody,beacon\n',
  });
  assert.match(mixed.text(), /1\s+to invite\s+1\s+with problems/);
  assert.match(mixed.text(), /1 row waits for a project/);
  assert.match(mixed.text(), /Line 4/);
  assert.doesNotMatch(mixed.text(), /Line 3/);
});

test('every card names the licence, and the review names the partners who get none', async () => {
  const card = await say(journey, 'alex', 'project essentials');
  assert.match(card.text(), /Licences:\s+PROJECT_ESSENTIALS/);
  assert.doesNotMatch(card.text(), /only becomes a guest/);
  const addresses = [1, 2, 3, 4, 5, 6, 7].map((n) => `l${n}@fabrikam.example`);
  const content = `email\n${addresses.join('\n')}\n`;
  const review = await drop(journey, 'alex', { content, text: 'to essentials' });
  assert.match(review.text(), /Licences:\s+PROJECT_ESSENTIALS/);
  assert.match(review.text(), /Only 5 licences PROJECT_ESSENTIALS are left for 7 partners/);
  assert.match(
    review.text(),
    /2 partners would get none, probably the last on the list: l6@fabrikam\.example, l7@/,
  );
  await confirm(review);
  const result = await review.says(/done, some failed/);
  assert.match(result, /No seat is left of the licence PROJECT_ESSENTIALS/);
  assert.match(result, /Try 2 again/);
  const served = addresses.find((address) => (tenant.user(address)?.skuIds ?? []).length > 0);
  const without = addresses.find((address) => (tenant.user(address)?.skuIds ?? []).length === 0);
  const withSeat = await say(journey, 'alex', `guest ${served}`);
  assert.match(withSeat.text(), /Access: 1 of 1 given \(PROJECT_ESSENTIALS\)/);
  const withNone = await say(journey, 'alex', `guest ${without}`);
  assert.match(withNone.text(), /Access: 0 of 1 given\. Not given: PROJECT_ESSENTIALS/);
  await tenant.redeem(served ?? '');
  const alert = await alertOf(journey, (served ?? '').split('@')[0] ?? '');
  assert.match(alert.text(), /Licences:\s+PROJECT_ESSENTIALS/);
});

test('card and file name the line whose address a row repeats', async () => {
  const review = await drop(journey, 'alex', {
    content:
      'email,project\ntwin@fabrikam.example,beacon\nTWIN@fabrikam.example,beacon\ntwin@fabrikam.example,Beacon\ntwin@fabrikam.example,essentials\n',
  });
  assert.match(review.text(), /2 rows are left out/);
  assert.match(review.text(), /Line 3\s+The same as line 2\.\s+Line 4\s+The same as line 2\./);
  const offer = await answerTo(
    journey,
    { person: 'alex' },
    () => review.click('request.problems'),
    ({ consent }) => consent !== undefined,
  );
  const file = await acceptFile(journey, 'alex', offer);
  const text = await (await fetch(file.url)).text();
  assert.match(text, /TWIN@fabrikam\.example,beacon,skipped,The same as line 2\.,,\d+/);
  assert.equal(text.trimEnd().split('\r\n').length, 3);
});

test('the review says once what the bot may not read, and guesses nothing', async () => {
  tenant.turn({
    missingConsent: ['Policy.Read.All', 'LicenseAssignment.Read.All'],
  });
  const review = await drop(journey, 'alex', {
    content: 'email\nm1@fabrikam.example\nm2@fabrikam.example\n',
    text: 'to essentials',
  });
  const words = review.text();
  assert.equal(words.match(/may not read that setting/g)?.length, 1);
  assert.equal(words.match(/may not read them/g)?.length, 1);
  tenant.turn({ missingConsent: [] });
});

test('the bot names a missing permission in the answers that need it, and others work', async () => {
  const line = 'invite permitted@fabrikam.example to beacon';
  const answers = async (missing: readonly string[], text: string, words: RegExp) => {
    tenant.turn({ missingConsent: missing });
    assert.match((await say(journey, 'alex', text)).text(), words, text);
  };
  const users = /may not read users: an administrator of Entra grants User\.Read\.All/;
  await answers(['User.Read.All'], 'help', /What Guestlist does/);
  for (const text of ['projects', 'pending', line]) await answers(['User.Read.All'], text, users);
  await answers(['GroupMember.Read.All'], line, /groups: .* grants GroupMember\.Read\.All/);
  await answers(['Organization.Read.All'], 'projects', /Atlas/);
  await answers(['Organization.Read.All'], line, /grants Organization\.Read\.All/);
  // Rows with an application wait for the permission. The requester can confirm the others.
  tenant.turn({ missingConsent: ['Application.Read.All'] });
  const both = await drop(journey, 'alex', {
    content: 'email,project\nwith@fabrikam.example,beacon\nwithout@fabrikam.example,essentials\n',
  });
  assert.match(both.text(), /Line 2.*applications: .* grants Application\.Read\.All/s);
  assert.match(both.text(), /Invite 1 partner/);
  tenant.turn({ missingConsent: [] });
});

test('the bot made no call that Graph or Teams would refuse', () => {
  assertClean(journey);
});
