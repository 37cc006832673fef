import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { applications, groups, people, projectsFile } from '../sandbox/seed.ts';
import { kindKnobs } from '../sandbox/tenant/knobs.ts';
import { startJourney } from './start.ts';
import { assertClean, confirm, doneInTheEnd, drop } from './steps.ts';

const skuId = '5c000000-0000-4000-8000-000000000001';
const { servicePrincipalId, roles } = applications.atlasPortal;
/** A project without approval that gives a grant of each kind. */
const whole = {
  key: 'whole',
  name: 'Whole',
  owners: [people.adele.objectId],
  approval: { required: false },
  access: {
    groups: [groups.beaconPartners.id],
    apps: [{ servicePrincipalId, appRoleId: roles[0].id }],
    licences: [{ skuId, usageLocation: 'NL' }],
  },
};
const journey = await startJourney({
  knobs: kindKnobs,
  env: { REPLICATION_PATIENCE: 'PT3S' },
  projects: { projects: [...projectsFile.projects, whole] },
});
const { tenant, bot } = journey;
after(() => journey[Symbol.asyncDispose]());

const at = (name: string) => `${name}@fabrikam.example`;
const invite = { method: 'POST', path: /^\/invitations/ } as const;
const role = { method: 'POST', path: /appRoleAssignedTo/ } as const;
const restore = { method: 'POST', path: /restore$/ } as const;
/** Each fault holds one call for one partner, before its effect or after it. A licence takes two writes. */
const windows: readonly Parameters<typeof tenant.failNext>[0][] = [
  { ...invite, how: 'held before' },
  { ...invite, how: 'held after' },
  { ...restore, how: 'held before' },
  { ...restore, how: 'held after' },
  { ...role, how: 'held before' },
  { ...role, how: 'held after' },
  { method: 'PATCH', path: /^\/users\//, how: 'held after' },
  { method: 'POST', path: /assignLicense/, how: 'held after' },
];

test('when the bot dies before and after every kind of effect each effect happens once in the end', async () => {
  const restored = ['back.one', 'back.two'].map(at);
  const invited = ['new.one', 'new.two'].map(at);
  const equipped = ['whole.one', 'whole.two'].map(at);
  for (const address of restored) {
    tenant.addGuest(address, {
      createdAt: 0,
      deletedAt: Date.now(),
      externalUserState: 'Accepted',
    });
  }
  // The guests of the whole project exist already, so the bot only gives them access.
  for (const address of equipped) tenant.addGuest(address, { createdAt: 0 });
  const rows = [
    ...[...restored, ...invited].map((address) => `${address},beacon`),
    ...equipped.map((address) => `${address},whole`),
  ];
  const review = await drop(journey, 'alex', { content: ['email,project', ...rows].join('\n') });
  for (const window of windows) tenant.failNext(window);
  await confirm(review);
  await tenant.until(() => tenant.held() === windows.length);
  await bot.kill();
  tenant.release();
  await bot.restart();
  await doneInTheEnd(journey, 'alex', review.subject);
  for (const address of [...restored, ...invited, ...equipped]) {
    const guest = tenant.user(address);
    assert.ok(guest, address);
    assert.equal(tenant.mails(address).length, invited.includes(address) ? 1 : 0, address);
    assert.ok(tenant.membersOf(groups.beaconPartners.id).includes(guest.id), address);
  }
  for (const address of equipped) {
    const { id = '', usageLocation, skuIds } = tenant.user(address) ?? {};
    const held = tenant.rolesOf(id).map(({ appRoleId }) => appRoleId);
    assert.deepEqual([held, usageLocation, skuIds], [[roles[0].id], 'NL', [skuId]], address);
  }
  assertClean(journey);
});
