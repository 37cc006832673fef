import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applications, groups, people } from '../seed.ts';
import type { Ask } from './ask-tenant.ts';
import { filterUsers, invitation, tenantFor } from './ask-tenant.ts';
import { kindKnobs } from './knobs.ts';

const stillClock = () => new Date('2026-11-20T10:00:00Z');
const reference = (id: string): object => ({
  '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}`,
});
const bind = (ids: string[]): object => ({
  'members@odata.bind': ids.map((id) => `https://graph.microsoft.com/v1.0/directoryObjects/${id}`),
});
const membersOf = (group: { id: string }): string => `/groups/${group.id}/members`;
const portal = applications.atlasPortal;
const assigned = `/servicePrincipals/${portal.servicePrincipalId}/appRoleAssignedTo`;
const role = (principalId: string, appRoleId: string = portal.roles[0].id): object => ({
  principalId,
  resourceId: portal.servicePrincipalId,
  appRoleId,
});
const invite = async (ask: Ask, address: string): Promise<string> =>
  (await ask('POST', '/invitations', invitation(address))).body.invitedUser.id;

test('each kind of call sees a fresh guest after a lag of its own', async (t) => {
  const { tenant, ask } = await tenantFor(t, { clock: stillClock });
  tenant.turn({
    lagMs: { reads: 100, references: 200, appRoles: 300, filters: 400, lists: 500 },
    freshReference: '400',
  });
  const id = await invite(ask, 'jane@fabrikam.example');
  const seen = async (): Promise<boolean[]> => [
    (await ask('GET', `/users/${id}`)).status === 200,
    (await ask('POST', `${membersOf(groups.atlasPartners)}/$ref`, reference(id))).status === 204,
    (await ask('POST', assigned, role(id))).status === 201,
    (await ask('GET', filterUsers("mail eq 'jane@fabrikam.example'"))).body.value.length === 1,
    (await ask('GET', '/users?$top=999')).body.value.length === 6,
  ];
  assert.deepEqual(await seen(), [false, false, false, false, false]);
  tenant.knobs.clockOffsetMs = 100;
  assert.deepEqual(await seen(), [true, false, false, false, false]);
  tenant.knobs.clockOffsetMs = 200;
  assert.deepEqual(await seen(), [true, true, false, false, false]);
  tenant.knobs.clockOffsetMs = 300;
  assert.deepEqual((await seen()).slice(2), [true, false, false]);
  tenant.knobs.clockOffsetMs = 400;
  assert.deepEqual((await seen()).slice(3), [true, false]);
  tenant.knobs.clockOffsetMs = 500;
  assert.deepEqual((await seen()).slice(3), [true, true]);
});

test('Graph refuses a reference to a fresh guest in one of the two documented ways', async (t) => {
  const { tenant, ask } = await tenantFor(t, { knobs: { lagMs: { references: 60_000 } } });
  const id = await invite(ask, 'jane@fabrikam.example');
  const path = `${membersOf(groups.atlasPartners)}/$ref`;
  const answers = [
    await ask('POST', path, reference(id)),
    await ask('POST', path, reference(id)),
  ].map((answer) => [answer.status, answer.body.error.message]);
  assert.equal(answers[0]?.[0], 400);
  assert.match(answers[0]?.[1], /The source resource object or one of the objects/);
  assert.equal(answers[1]?.[0], 404);
  assert.match(answers[1]?.[1], /reference-property objects are not present/);
  const early = await ask('POST', assigned, role(id));
  assert.deepEqual(
    [early.status, early.body.error.message],
    [400, 'Not a valid reference update.'],
  );
  assert.deepEqual(tenant.rolesOf(id), []);
});

test('one call adds twenty members, and Graph refuses one with twenty-one', async (t) => {
  const { tenant, ask } = await tenantFor(t, { knobs: kindKnobs });
  const ids = Array.from({ length: 21 }, (_, n) => tenant.addGuest(`p${n}@fabrikam.example`).id);
  const path = `/groups/${groups.beaconPartners.id}`;
  assert.equal((await ask('PATCH', path, bind(ids))).status, 400);
  assert.deepEqual(tenant.membersOf(groups.beaconPartners.id), []);
  assert.equal((await ask('PATCH', path, bind(ids.slice(1)))).status, 204);
  assert.deepEqual(tenant.membersOf(groups.beaconPartners.id), ids.slice(1));
});

test('one existing member among twenty fails the whole call', async (t) => {
  const { tenant, ask } = await tenantFor(t, { knobs: kindKnobs });
  const fresh = tenant.addGuest('jane@fabrikam.example').id;
  const path = `/groups/${groups.atlasPartners.id}`;
  const answer = await ask('PATCH', path, bind([fresh, people.gina.objectId]));
  assert.equal(answer.status, 400);
  assert.match(answer.body.error.message, /already exist .* 'members'/);
  assert.deepEqual(tenant.membersOf(groups.atlasPartners.id), [people.gina.objectId]);
});

test('Graph refuses members for groups that nobody can write, with the error of each kind', async (t) => {
  const { tenant, ask } = await tenantFor(t, { knobs: kindKnobs });
  const guest = tenant.addGuest('jane@fabrikam.example').id;
  const unwritable = [
    groups.allStaff.id,
    tenant.addGroup({ synced: true }).id,
    tenant.addGroup({ mailEnabled: true }).id,
    tenant.addGroup({ roleAssignable: true }).id,
  ];
  for (const id of unwritable) {
    const answer = await ask('POST', `/groups/${id}/members/$ref`, reference(guest));
    assert.equal(answer.status, 403);
    assert.match(answer.body.error.message, /Insufficient privileges/);
  }
  const closed = tenant.addGroup({ unified: true, refusesGuests: true }).id;
  const refused = await ask('POST', `/groups/${closed}/members/$ref`, reference(guest));
  assert.match(refused.body.error.message, /Guests users are not allowed to join/);
  const missing = await ask('POST', `/groups/${guest}/members/$ref`, reference(guest));
  assert.equal(missing.status, 404);
  const facts = await ask('GET', `/groups/${groups.allStaff.id}?$select=groupTypes,membershipRule`);
  assert.deepEqual(facts.body.groupTypes, ['DynamicMembership']);
});

test('Graph lists, pages and removes memberships, and checks them through nested groups', async (t) => {
  const { tenant, ask } = await tenantFor(t, { knobs: kindKnobs });
  const { atlasTeam, atlasPartners, inviters } = groups;
  const first = await ask('GET', `${membersOf(atlasTeam)}?$top=2&$select=id,displayName`);
  const second = await ask('GET', first.body['@odata.nextLink']);
  const names = [...first.body.value, ...second.body.value].map((member) => member.displayName);
  assert.deepEqual(names, ['Megan Bowen', 'Adele Vance', 'Gina Partner']);
  const outer = tenant.addGroup({ members: new Map([[inviters.id, 0]]) });
  const check = `/users/${people.adele.objectId}/checkMemberGroups`;
  const asked = { groupIds: [outer.id, inviters.id, atlasPartners.id] };
  const held = await ask('POST', check, asked);
  assert.deepEqual(held.body.value.toSorted(), [outer.id, inviters.id].toSorted());
  assert.equal((await ask('POST', check, { groupIds: Array(21).fill(outer.id) })).status, 400);
  const all = await ask('GET', `/users/${people.alex.objectId}/transitiveMemberOf?$select=id`);
  assert.equal(all.body.value.length, 4);
  const gone = `${membersOf(atlasPartners)}/${people.gina.objectId}/$ref`;
  assert.equal((await ask('DELETE', gone)).status, 204);
  assert.equal((await ask('DELETE', gone)).status, 404);
});

test('reads do not show a new membership at once, but nobody can give it twice', async (t) => {
  const knobs = { ...kindKnobs, lagMs: { ...kindKnobs.lagMs, memberships: 60_000 } };
  const { tenant, ask } = await tenantFor(t, { knobs });
  const id = tenant.addGuest('jane@fabrikam.example').id;
  const path = membersOf(groups.beaconPartners);
  assert.equal((await ask('POST', `${path}/$ref`, reference(id))).status, 204);
  assert.deepEqual((await ask('GET', path)).body.value, []);
  assert.equal((await ask('POST', `${path}/$ref`, reference(id))).status, 400);
});

test('Graph assigns an app role once, and only if the application declares it', async (t) => {
  const { tenant, ask } = await tenantFor(t, { knobs: kindKnobs });
  const id = tenant.addGuest('jane@fabrikam.example').id;
  assert.equal((await ask('POST', assigned, role(id))).status, 201);
  const again = await ask('POST', assigned, role(id));
  assert.match(again.body.error.message, /already exists on the object/);
  const foreign = await ask('POST', assigned, role(id, people.alex.objectId));
  assert.match(foreign.body.error.message, /was not found on application/);
  const mine = await ask('GET', `/users/${id}/appRoleAssignments`);
  assert.equal(mine.body.value[0].resourceDisplayName, 'Atlas Portal');
  const wiki = applications.beaconWiki.servicePrincipalId;
  const none = '00000000-0000-0000-0000-000000000000';
  const byDefault = { principalId: id, resourceId: wiki, appRoleId: none };
  const path = `/servicePrincipals/${wiki}/appRoleAssignedTo`;
  assert.equal((await ask('POST', path, byDefault)).status, 201);
  const listed = await ask('GET', path);
  const [assignment] = listed.body.value;
  assert.equal((await ask('DELETE', `${path}/${assignment.id}`)).status, 204);
  assert.equal(tenant.rolesOf(id).length, 1);
  const found = await ask('GET', `/servicePrincipals?$filter=appId eq '${portal.appId}'`);
  assert.equal(found.body.value[0].appRoles.length, 2);
});

test('a licence needs a usage location and a free unit in stock', async (t) => {
  const { tenant, ask } = await tenantFor(t, { knobs: kindKnobs });
  const [sku] = (await ask('GET', '/subscribedSkus')).body.value;
  const body = { addLicenses: [{ skuId: sku.skuId, disabledPlans: [] }], removeLicenses: [] };
  const ids = Array.from({ length: 6 }, (_, n) => tenant.addGuest(`p${n}@fabrikam.example`).id);
  const early = await ask('POST', `/users/${ids[0]}/assignLicense`, body);
  assert.match(early.body.error.message, /invalid usage location/);
  const answers: number[] = [];
  for (const id of ids) {
    await ask('PATCH', `/users/${id}`, { usageLocation: 'NL' });
    answers.push((await ask('POST', `/users/${id}/assignLicense`, body)).status);
  }
  assert.deepEqual(answers, [200, 200, 200, 200, 200, 400]);
});
