import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { applications, groups, people, projectsFile } from '../sandbox/seed.ts';
import type { SeenMessage } from '../sandbox/teams/seen.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { wordsOf } from './shown.ts';
import { startJourney } from './start.ts';
import { ask, assertClean, confirm, doneInTheEnd, drop, isDone, say } from './steps.ts';

const skuId = '5c000000-0000-4000-8000-000000000001';
const { servicePrincipalId, roles } = applications.atlasPortal;
const shared = { owners: [people.adele.objectId], approval: { required: false } };
const portal = {
  groups: [groups.beaconPartners.id],
  apps: [{ servicePrincipalId, appRoleId: roles[0].id }],
};
/** The tenant has a few licences, so that few get one. */
const licences = [{ skuId, usageLocation: 'NL' }];
const more = [
  { ...shared, key: 'portal', name: 'Portal', access: portal },
  { ...shared, key: 'whole', name: 'Whole', access: { ...portal, licences } },
  { ...shared, key: 'bare', name: 'Bare' },
];
const journey = await startJourney({
  knobs: kindKnobs,
  env: { REPLICATION_PATIENCE: 'PT6S' },
  projects: { projects: [...projectsFile.projects, ...more] },
});
const { tenant, teams } = journey;
after(() => journey[Symbol.asyncDispose]());

const at = (name: string) => `${name}@fabrikam.example`;
const mails = (address: string) => tenant.mails(address).length;
/** The request has ended: a running card counts the unknown too, before the access is given. */
const isUnknown = /Request #\d+: outcome unknown[\s\S]*1 unknown/;
const isOfGuest = (message: SeenMessage) => /^\s*Guest\n/.test(wordsOf(message));
const inBeacon = (address: string) =>
  tenant.membersOf(groups.beaconPartners.id).includes(tenant.user(address)?.id ?? '');
const portalRoles = (address: string) =>
  tenant
    .rolesOf(tenant.user(address)?.id ?? '')
    .filter(({ resourceId }) => resourceId === servicePrincipalId)
    .map(({ appRoleId }) => appRoleId);

const grants: readonly [what: string, path: RegExp, method: string, project: string][] = [
  ['membership', /^\/groups\//, 'PATCH', 'portal'],
  ['role', /appRoleAssignedTo/, 'POST', 'portal'],
  ['country of a licence', /^\/users\/[^/]+$/, 'PATCH', 'whole'],
  ['licence', /assignLicense/, 'POST', 'whole'],
];
for (const [what, path, method, project] of grants) {
  for (const how of ['lost before', 'lost after'] as const) {
    test(`when the answer to a ${what} is ${how} its effect the guest has it once at the end`, async () => {
      const address = at(`${what.replaceAll(' ', '.')}.${how.replace(' ', '.')}`);
      tenant.failNext({ method, path, how });
      const review = await ask(journey, 'alex', `invite ${address} to ${project}`);
      await confirm(review);
      await doneInTheEnd(journey, 'alex', review.subject);
      assert.equal(mails(address), 1);
      assert.ok(inBeacon(address));
      assert.deepEqual(portalRoles(address), [roles[0].id]);
      assert.deepEqual(tenant.user(address)?.skuIds, project === 'whole' ? [skuId] : []);
      assertClean(journey);
    });
  }
}

for (const how of ['lost before', 'lost after'] as const) {
  test(`when the answer to a restore is ${how} its effect the bot invites nobody`, async () => {
    const address = at(`restored.${how.replace(' ', '.')}`);
    tenant.addGuest(address, {
      createdAt: 0,
      deletedAt: Date.now(),
      externalUserState: 'Accepted',
    });
    const review = await ask(journey, 'alex', `invite ${address} to beacon`);
    tenant.failNext({ method: 'POST', path: /restore$/, how });
    await confirm(review);
    await doneInTheEnd(journey, 'alex', review.subject);
    assert.equal(mails(address), 0);
    assert.ok(inBeacon(address));
  });
}

test('after a lost answer the bot cannot know if an earlier guest got the mail, and the card says so', async () => {
  const address = at('there.before');
  tenant.failNext({ method: 'POST', path: /^\/invitations/, how: 'lost before' });
  const review = await ask(journey, 'alex', `invite ${address} to beacon`);
  await confirm(review);
  await tenant.until(
    () => tenant.requests({ method: 'POST', path: /^\/invitations/ }).at(-1)?.status === 0,
  );
  // The account is older than the call, and the directory shows it only now.
  tenant.addGuest(address, { createdAt: 0, creationType: 'Invitation' });
  await review.says(isUnknown);
  assert.match(review.text(), /nobody can tell whether the email was sent/);
  assert.equal(mails(address), 0, 'the bot repeats nothing by itself');
  assert.ok(inBeacon(address), 'the access is given all the same');
});

test('two requests for one partner send one mail, and give the access of both', async () => {
  const address = at('asked.twice');
  const first = await ask(journey, 'alex', `invite ${address} to portal`);
  const second = await ask(journey, 'adele', `invite ${address} to beacon`);
  tenant.failNext({ method: 'POST', path: /^\/invitations/, how: 'held before' });
  await confirm(first);
  await tenant.until(() => tenant.held() === 1);
  await confirm(second);
  await second.says(/in progress/);
  tenant.release();
  await doneInTheEnd(journey, 'alex', first.subject);
  await doneInTheEnd(journey, 'adele', second.subject);
  assert.equal(mails(address), 1);
  assert.ok(inBeacon(address));
  assert.deepEqual(portalRoles(address), [roles[0].id]);
  await second.says(/1 guest already, access given/);
});

test('two projects for one partner in one list send one mail', async () => {
  const address = at('two.projects');
  const review = await drop(journey, 'alex', {
    content: `email,project\n${address},beacon\n${address},portal\n`,
  });
  await confirm(review);
  await doneInTheEnd(journey, 'alex', review.subject);
  assert.equal(mails(address), 1);
  assert.ok(inBeacon(address));
  assert.deepEqual(portalRoles(address), [roles[0].id]);
});

test('a partner who is invited in the portal before Confirm gets no second mail', async () => {
  const address = at('portal.meanwhile');
  const review = await ask(journey, 'alex', `invite ${address} to beacon`);
  tenant.addGuest(address);
  await confirm(review);
  await doneInTheEnd(journey, 'alex', review.subject);
  assert.equal(mails(address), 0);
  assert.ok(inBeacon(address));
  assert.deepEqual(teams.faults, []);
});

/** Ids of accounts that the directory never shows. */
const ghosts = {
  bare: '90000000-0000-4000-8000-000000000001',
  portal: '90000000-0000-4000-8000-000000000002',
};
for (const [project, id] of Object.entries(ghosts)) {
  test(`a guest of ${project} that Graph reports and never shows is unknown, the bot tells the requester, and a second try invites`, async () => {
    const address = at(`never.came.${project}`);
    tenant.failNext({
      method: 'POST',
      path: /^\/invitations/,
      how: { status: 201, body: { status: 'PendingAcceptance', invitedUser: { id } } },
    });
    const review = await ask(journey, 'alex', `invite ${address} to ${project}`);
    await confirm(review);
    const end = await review.says(isUnknown);
    assert.match(end, /still shows no account/);
    assert.doesNotMatch(end, /1 invited|succeeded/);
    const told = /shows no such guest/;
    await teams.until(
      () =>
        teams
          .messages('alex')
          .find((m) => wordsOf(m).includes(`#${review.subject}`) && told.test(wordsOf(m))),
      { what: 'the message that the guest never appeared' },
    );
    const card = await say(journey, 'alex', `guest ${address}`, isOfGuest);
    assert.match(card.text(), /is invited, and Entra shows no account/);
    assert.doesNotMatch(card.text(), /has left|gone with the account/);
    assert.equal(mails(address), 0);
    await review.click('request.resend');
    await review.says(isDone);
    assert.equal(mails(address), 1);
    if (project === 'portal') assert.ok(inBeacon(address));
    assertClean(journey);
  });
}
