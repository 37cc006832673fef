import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { applications, people, projectsFile } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { startJourney } from './start.ts';
import { answerTo, assertClean, drop } from './steps.ts';

const heldGroupId = '9a000000-0000-4000-8000-00000000bbbb';
const journey = await startJourney({
  knobs: kindKnobs,
  projects: {
    projects: [
      ...projectsFile.projects,
      {
        key: 'essentials',
        name: 'Essentials',
        owners: [people.adele.objectId],
        approval: { required: false },
        access: {
          licences: [{ skuId: '5c000000-0000-4000-8000-000000000001', usageLocation: 'NL' }],
        },
        allowedDomains: ['fabrikam.example', 'b\u00fccher.example'],
      },
      {
        key: 'held',
        name: 'Held',
        owners: [people.adele.objectId],
        approval: { required: false },
        access: {
          groups: [heldGroupId],
          apps: [
            {
              servicePrincipalId: applications.atlasPortal.servicePrincipalId,
              appRoleId: applications.atlasPortal.roles[0].id,
            },
          ],
          licences: [{ skuId: '5c000000-0000-4000-8000-000000000001', usageLocation: 'NL' }],
        },
      },
    ],
  },
});
const { tenant, teams } = journey;
after(() => journey[Symbol.asyncDispose]());

const old = { createdAt: 0 };
const heldGroup = tenant.addGroup({ id: heldGroupId, displayName: 'Held' });
const listings = () => tenant.requests({ path: /^\/users\?.*userType/ }).length;

test('the template is offered as a file, and comes back as a list', async () => {
  const offer = await answerTo(
    journey,
    { person: 'alex' },
    () => teams.say('alex', 'template'),
    ({ consent }) => consent !== undefined,
  );
  await teams.acceptFile('alex', offer.id);
  const { file } = await teams.until(() => teams.messages('alex').findLast((m) => m.file));
  assert.ok(file);
  const template = await (await fetch(file.url)).text();
  const review = await drop(journey, 'alex', {
    content: `${template}ana@fabrikam.example,Ana,beacon,,,,,,,\r\n`,
  });
  assert.match(review.text(), /Invite 1 partner/);
  assert.match(review.text(), /example row in line 2 is skipped/);
});

test('a large list is held against all guests in a few calls, and choosing asks nobody again', async () => {
  for (let n = 0; n < 40; n += 1) {
    tenant.addGuest(`p${n}@northwind.example`, {
      ...old,
      externalUserState: n < 10 ? 'PendingAcceptance' : 'Accepted',
    });
  }
  tenant.addGuest('p40@northwind.example', { ...old, accountEnabled: false });
  tenant.addGuest('p41@northwind.example', { ...old, deletedAt: Date.now() });
  const gone = { mail: null, otherMails: [], proxyAddresses: [] };
  tenant.addGuest('p42@northwind.example', { ...old, ...gone, deletedAt: Date.now() });
  const noted = { otherMails: ['p43@northwind.example'], externalUserState: 'Accepted' };
  tenant.addGuest('main@northwind.example', { ...old, ...noted });
  tenant.addMember('employee@contoso.example', { ...old, otherMails: ['p44@northwind.example'] });
  tenant.addGuest('p45@northwind.example', { ...old, userType: 'Member' });
  const rows = Array.from({ length: 200 }, (_, n) => `p${n}@northwind.example`);
  const others = ['a@adatum.example', 'b@adatum.example', 'c@wingtip.example'];
  const before = tenant.requests().length;
  const review = await drop(journey, 'alex', {
    content: `email\n${[...rows, ...others].join('\n')}\n`,
    text: 'to atlas',
  });
  assert.ok(tenant.requests().length - before < 15, 'calls to Graph');
  const words = review.text();
  assert.match(words, /157\s+to invite/);
  assert.match(words, /45\s+access only/);
  assert.match(words, /41 are guests already/);
  assert.match(words, /2 are members of this organisation/);
  assert.match(words, /2 were deleted lately: the accounts are restored/);
  assert.match(words, /1\s+with problems/);
  assert.match(words, /10 of them have not accepted yet/);
  assert.match(words, /northwind\.example \(199\), adatum\.example \(2\), wingtip\.example \(1\)/);
  assert.match(words, /Line 42[\s\S]*account is blocked/);
  const asked = listings();
  await review.click('request.review', { project: 'beacon', language: 'nl-NL' });
  await review.says(/Beacon|Dutch/);
  assert.equal(listings(), asked);
});

test('domains that look like a known one, or are not written in plain letters, are pointed out', async () => {
  const review = await drop(journey, 'alex', {
    content:
      'email,project\nana@fabrikam.example,essentials\nbob@fabrikarn.example,beacon\nc@b\u00fccher.example,beacon\n',
  });
  assert.match(review.text(), /Line 3: fabrikarn\.example looks like fabrikam\.example/);
  assert.match(review.text(), /b\u00fccher\.example is sent as xn--bcher-kva\.example/);
  const typo = await drop(journey, 'alex', {
    content: 'email,project\nana@fabrlkam.example,beacon\n',
  });
  assert.match(typo.text(), /Line 2: fabrlkam\.example looks like fabrikam\.example/);
});

test('rows that only lack a project wait for the choice, and are no problems', async () => {
  const alone = await drop(journey, 'alex', { content: 'email\nw1@fabrikam.example\n' });
  assert.match(alone.text(), /choose a project/);
  assert.match(alone.text(), /1\s+waiting for a project\s+0\s+access only\s+0\s+with problems/);
  assert.equal(alone.has('request.confirm'), false);
  const mixed = await drop(journey, 'alex', {
    content: 'email,project\nw2@fabrikam.example,beacon\nw3@fabrikam.example,\nnobody,beacon\n',
  });
  assert.match(mixed.text(), /1\s+to invite\s+0\s+access only\s+1\s+with problems/);
  assert.match(mixed.text(), /1 row waits for a project/);
  assert.match(mixed.text(), /Line 4/);
  assert.doesNotMatch(mixed.text(), /Line 3/);
});

test('licences that are too few are said', async () => {
  const review = await drop(journey, 'alex', {
    content: `email\n${[1, 2, 3, 4, 5, 6, 7].map((n) => `l${n}@fabrikam.example`).join('\n')}\n`,
    text: 'to essentials',
  });
  assert.match(review.text(), /PROJECT_ESSENTIALS 5 are left, and 7 partners are to get it/);
});

test('a guest who was deleted lately is restored: the review says so, the access is given, no mail goes', async () => {
  const address = 'back@fabrikam.example';
  const accepted = { ...old, externalUserState: 'Accepted' } as const;
  const { id } = tenant.addGuest(address, { ...accepted, deletedAt: Date.now() });
  const review = await drop(journey, 'alex', {
    content: `email\n${address}\n`,
    text: 'to essentials',
  });
  assert.match(review.text(), /1 was deleted lately: the account is restored and gets the access/);
  await review.click('request.confirm');
  await review.says(/#\d+: done/);
  assert.equal(tenant.user(address)?.deletedAt, null);
  assert.deepEqual(tenant.mails(address), []);
  assert.equal(
    tenant.requests({ path: new RegExp(`/directory/deletedItems/${id}/restore`) }).length,
    1,
  );
  assert.equal(tenant.requests({ path: new RegExp(`/users/${id}/assignLicense`) }).length, 1);
});

const lacking = /Already there:\s+1 has all of it; 1 lacks Beacon partners, Beacon Wiki/;

test('of those who are guests already it is said what they lack, and of a few they are asked for one by one', async () => {
  const first = await drop(journey, 'alex', {
    content: 'email\nhas@fabrikam.example\n',
    text: 'to beacon',
  });
  await first.click('request.confirm');
  await first.says(/#\d+: done/);
  tenant.addGuest('lacks@fabrikam.example', { ...old, externalUserState: 'Accepted' });
  const listed = tenant.requests({ path: /appRoleAssignedTo/, method: 'GET' }).length;
  const review = await drop(journey, 'alex', {
    content: 'email\nhas@fabrikam.example\nlacks@fabrikam.example\n',
    text: 'to beacon',
  });
  assert.match(review.text(), /2 are guests already/);
  assert.match(review.text(), lacking);
  assert.equal(tenant.requests({ path: /appRoleAssignedTo/, method: 'GET' }).length, listed);
});

test('what many lack is read from a few lists, once for the request', async () => {
  const licence = '5c000000-0000-4000-8000-000000000001';
  const people = Array.from({ length: 30 }, (_, n) =>
    tenant.addGuest(`held${n}@northwind.example`, {
      ...old,
      externalUserState: 'Accepted',
      skuIds: n < 4 ? [licence] : [],
    }),
  );
  const inner = tenant.addGroup({ id: '9a000000-0000-4000-8000-00000000aaaa' });
  heldGroup.members.set(inner.id, 0);
  for (const { id } of people.slice(0, 10)) heldGroup.members.set(id, 0);
  for (const { id } of people.slice(10, 20)) inner.members.set(id, 0);
  const [reader, editor] = applications.atlasPortal.roles.map(({ id }) => id);
  const resourceId = applications.atlasPortal.servicePrincipalId;
  for (const { id } of people.slice(0, 4)) {
    tenant.assignRole({ principalId: id, resourceId, appRoleId: reader ?? '' });
  }
  tenant.assignRole({
    principalId: people[5]?.id ?? '',
    resourceId,
    appRoleId: editor ?? '',
  });
  tenant.assignRole({ principalId: inner.id, resourceId, appRoleId: reader ?? '' });
  const content = `email\n${people.map(({ mail }) => mail).join('\n')}\n`;
  const review = await drop(journey, 'alex', { content, text: 'to held' });
  assert.match(
    review.text(),
    /Already there:\s+4 have all of it; 26 lack some of it: 26 \u00d7 PROJECT_ESSENTIALS, 16 \u00d7 Atlas Portal \(Reader\), 10 \u00d7 Held/,
  );
  const lists = () => tenant.requests({ path: /\/members\?|appRoleAssignedTo\?/ }).length;
  const before = lists();
  await review.click('request.review', { project: 'held', language: 'de-DE' });
  await review.says(/Already there:\s+4 have/);
  assert.equal(lists(), before);
  assert.match(review.text(), /PROJECT_ESSENTIALS none is left, and 26 partners are to get it/);
});

test('a row that repeats another one says which line that is, on the card and in the file', async () => {
  const review = await drop(journey, 'alex', {
    content:
      'email,project\ntwin@fabrikam.example,beacon\nTWIN@fabrikam.example,beacon\ntwin@fabrikam.example,Beacon\ntwin@fabrikam.example,essentials\n',
  });
  assert.match(review.text(), /2 rows name the same partner again/);
  assert.match(review.text(), /Line 3\s+The same as line 2\.\s+Line 4\s+The same as line 2\./);
  const offer = await answerTo(
    journey,
    { person: 'alex' },
    () => review.click('request.problems'),
    ({ consent }) => consent !== undefined,
  );
  await teams.acceptFile('alex', offer.id);
  const { file } = await teams.until(() => teams.messages('alex').findLast((m) => m.file));
  const text = await (await fetch(file?.url ?? '')).text();
  assert.match(text, /TWIN@fabrikam\.example,beacon,skipped,The same as line 2\.,,\d+/);
  assert.equal(text.trimEnd().split('\r\n').length, 3);
});

test('what may not be read is said once, not guessed', async () => {
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

test('what those have who are there already is not guessed where it may not be read', async () => {
  const error = { code: 'Authorization_RequestDenied', message: 'Insufficient privileges.' };
  tenant.failNext({
    path: /\/appRoleAssignments/,
    how: { status: 403, body: { error } },
  });
  const review = await drop(journey, 'alex', {
    content: 'email\nlacks@fabrikam.example\n',
    text: 'to beacon',
  });
  assert.match(review.text(), /Already there:\s+of 1 it could not be read/);
  assert.match(review.text(), /Who of them has the access already could not be checked/);
});

test('nothing went to Graph or Teams that they would not have taken', () => {
  assertClean(journey);
});
