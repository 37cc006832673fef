import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { applications, groups } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { heldGroupId, withHeld } from './held-projects.ts';
import { startJourney } from './start.ts';
import { ask, assertClean, confirm, drop, isDone } from './steps.ts';

const journey = await startJourney({ knobs: kindKnobs, projects: withHeld, asksAtTheEnd: 'alex' });
const { tenant } = journey;
after(() => journey[Symbol.asyncDispose]());

const old = { createdAt: 0 };
const wiki = applications.beaconWiki.servicePrincipalId;
/** Graph's default role for an application without roles. */
const noRole = '00000000-0000-0000-0000-000000000000';
const heldGroup = tenant.addGroup({ id: heldGroupId, displayName: 'Held' });
/** The number of reads of people. Other calls, such as the check of the projects, go on by the clock. */
const looks = () =>
  tenant.requests({ path: /^\/(users|directory)/ }).filter(({ path }) => !/delta/.test(path))
    .length;
const listings = () => tenant.requests({ path: /^\/users\?.*userType/ }).length;

test('the bot compares a large list with all guests in a few calls, and a choice needs no further call', async () => {
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
  const before = looks();
  const review = await drop(journey, 'alex', {
    content: `email\n${[...rows, ...others].join('\n')}\n`,
    text: 'to atlas',
  });
  assert.ok(looks() - before < 15, 'calls for people');
  const words = review.text();
  assert.match(words, /157\s+to invite/);
  assert.match(words, /45\s+access only/);
  assert.match(words, /41 are guests already/);
  assert.match(words, /2 are members of this organisation/);
  assert.match(words, /2 were deleted recently: the accounts are restored/);
  assert.match(words, /1\s+with problems/);
  assert.match(words, /10 of them have not accepted yet/);
  assert.match(words, /northwind\.example \(199\), adatum\.example \(2\), wingtip\.example \(1\)/);
  assert.match(words, /Line 42[\s\S]*account is blocked/);
  const asked = listings();
  await review.click('request.review', { project: 'beacon', language: 'nl-NL' });
  await review.says(/Beacon|Dutch/);
  assert.equal(listings(), asked);
});

test('the bot restores a recently deleted guest and gives the access without a mail, and the review says so', async () => {
  const address = 'back@fabrikam.example';
  const accepted = { ...old, externalUserState: 'Accepted' } as const;
  const { id } = tenant.addGuest(address, { ...accepted, deletedAt: Date.now() });
  const review = await drop(journey, 'alex', {
    content: `email\n${address}\n`,
    text: 'to essentials',
  });
  assert.match(
    review.text(),
    /1 was deleted recently: the account is restored and gets the access/,
  );
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

test('the review says what existing guests lack, and for a few the bot reads each by itself', async () => {
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
  assert.match(review.text(), /1 is a guest already/);
  assert.match(review.text(), /1 has all of the access already: nothing is done/);
  assert.match(review.text(), /Line 2\s+has@fabrikam\.example\s+Beacon/);
  assert.match(review.text(), lacking);
  assert.equal(tenant.requests({ path: /appRoleAssignedTo/, method: 'GET' }).length, listed);
});

test('the bot neither gives access nor asks owners for a guest who has everything already', async () => {
  const names = Array.from({ length: 6 }, (_, n) => `full${n}@fabrikam.example`);
  for (const name of names) {
    const { id } = tenant.addGuest(name, { ...old, externalUserState: 'Accepted' });
    tenant.putInGroup(groups.beaconPartners.id, id);
    tenant.assignRole({ principalId: id, resourceId: wiki, appRoleId: noRole });
  }
  const content = `email\n${names.join('\n')}\n`;
  const review = await drop(journey, 'alex', { content, text: 'to beacon' });
  assert.match(review.text(), /Request #\d+: nothing to do/);
  assert.match(review.text(), /6 have all of the access already: nothing is done/);
  assert.match(review.text(), /and 3 more/);
  assert.doesNotMatch(review.text(), /Give access to/);
  assert.equal(review.has('request.confirm'), false);
  const line = await ask(journey, 'alex', `invite ${names[0]}, fresh@fabrikam.example to beacon`);
  await confirm(line);
  await line.says(isDone);
  assert.match(line.text(), /1 left out/);
  assert.doesNotMatch(line.text(), /already, access given/);
});

test('for many guests the bot reads the missing access from a few lists, once for a request', async () => {
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
  assert.match(review.text(), /No licence PROJECT_ESSENTIALS is left for 26 partners/);
});

test('the bot does not guess the access of existing guests when it may not read it', async () => {
  const error = { code: 'Authorization_RequestDenied', message: 'Insufficient privileges.' };
  tenant.failNext({
    path: /\/appRoleAssignments/,
    how: { status: 403, body: { error } },
  });
  const review = await drop(journey, 'alex', {
    content: 'email\nlacks@fabrikam.example\n',
    text: 'to beacon',
  });
  assert.match(review.text(), /Already there:\s+1 could not be checked/);
  assert.match(review.text(), /could not check who of them has the access already/);
});

test('the bot made no call that Graph or Teams would refuse', () => {
  assertClean(journey);
});
