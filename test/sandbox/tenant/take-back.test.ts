import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applications, groups, people } from '../seed.ts';
import type { Ask } from './ask-tenant.ts';
import { tenantFor } from './ask-tenant.ts';
import { kindKnobs } from './knobs.ts';
import type { Tenant } from './start-tenant.ts';

const quiet = { knobs: kindKnobs };
const gina = people.gina.objectId;
const portal = applications.atlasPortal;
const membership = (group: { id: string }, id: string = gina) =>
  `/groups/${group.id}/members/${id}/$ref`;
const assigned = `/servicePrincipals/${portal.servicePrincipalId}/appRoleAssignedTo`;
const givePortal = (tenant: Tenant, principalId: string) =>
  tenant.assignRole({
    principalId,
    resourceId: portal.servicePrincipalId,
    appRoleId: portal.roles[0].id,
  });
const rolesSeen = async (ask: Ask, id: string): Promise<{ id: string }[]> => {
  const only = `$filter=resourceId eq ${portal.servicePrincipalId}`;
  return (await ask('GET', `/users/${id}/appRoleAssignments?${only}`)).body.value;
};
const stillClock = () => new Date('2026-11-20T10:00:00Z');

test('a removal of an absent membership, an unseen one, or from an unknown group gets the same 404, which names the missing id', async (t) => {
  const { tenant, ask } = await tenantFor(t, { ...quiet, clock: stillClock });
  tenant.turn({ lagMs: { memberships: 1000 } });
  const bind = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${gina}` };
  assert.equal(
    (await ask('POST', `/groups/${groups.beaconPartners.id}/members/$ref`, bind)).status,
    204,
  );
  const said = async (path: string) => {
    const { status, body } = await ask('DELETE', path);
    return [status, body.error?.code, body.error?.message.match(/'(.*)'/)?.[1]];
  };
  const missing = (id: string) => [404, 'Request_ResourceNotFound', id];
  assert.deepEqual(await said(membership(groups.beaconPartners)), missing(gina));
  const nowhere = people.alex.objectId;
  assert.deepEqual(await said(membership({ id: nowhere })), missing(nowhere));
  tenant.knobs.clockOffsetMs = 1000;
  assert.equal((await ask('DELETE', membership(groups.beaconPartners))).status, 204);
  assert.deepEqual(await said(membership(groups.beaconPartners)), missing(gina));
  assert.deepEqual(tenant.membersOf(groups.beaconPartners.id), []);
});

test('Graph removes nobody from a group with a membership rule', async (t) => {
  const { tenant, ask } = await tenantFor(t, quiet);
  tenant.putInGroup(groups.allStaff.id, gina);
  const refused = await ask('DELETE', membership(groups.allStaff));
  assert.equal(refused.status, 403);
  assert.deepEqual(tenant.membersOf(groups.allStaff.id), [gina]);
});

test('a removal without $ref deletes the account, and violations() tells the test', async (t) => {
  const { tenant, ask } = await tenantFor(t, quiet);
  const path = `/groups/${groups.atlasPartners.id}/members/${gina}`;
  assert.equal((await ask('DELETE', path)).status, 204);
  assert.equal(tenant.user(people.gina.mail), undefined);
  const [violation, ...more] = tenant.violations();
  assert.deepEqual(more, []);
  assert.match(violation?.faults[0] ?? '', new RegExp(`deleted the account ${gina}`));
  const sponsor = `/users/${people.alex.objectId}/sponsors/${people.isaiah.objectId}`;
  assert.equal((await ask('DELETE', sponsor)).status, 204);
  assert.equal(tenant.violations().length, 2);
});

test('reads still show a removed membership or role for a while, and nobody can remove it twice', async (t) => {
  const { tenant, ask } = await tenantFor(t, { ...quiet, clock: stillClock });
  tenant.turn({ lagMs: { removals: 5000 } });
  givePortal(tenant, gina);
  const [role] = await rolesSeen(ask, gina);
  const path = `${assigned}/${role?.id}`;
  const check = `/users/${gina}/checkMemberGroups`;
  const seen = async () => [
    (await ask('POST', check, { groupIds: [groups.atlasPartners.id] })).body.value.length,
    (await ask('GET', `/groups/${groups.atlasPartners.id}/members`)).body.value.length,
    (await rolesSeen(ask, gina)).length,
  ];
  assert.equal((await ask('DELETE', membership(groups.atlasPartners))).status, 204);
  assert.equal((await ask('DELETE', path)).status, 204);
  assert.deepEqual(await seen(), [1, 1, 1]);
  assert.equal((await ask('DELETE', membership(groups.atlasPartners))).status, 404);
  assert.equal((await ask('DELETE', path)).status, 404);
  tenant.knobs.clockOffsetMs = 5000;
  assert.deepEqual(await seen(), [0, 0, 0]);
});

test('Graph lists a role through a group under the group, and removes it only at the address of its own application', async (t) => {
  const { tenant, ask } = await tenantFor(t, quiet);
  givePortal(tenant, groups.atlasPartners.id);
  const roles = (await ask('GET', `/users/${gina}/appRoleAssignments`)).body.value;
  assert.deepEqual(
    roles.map((role: { principalId: string; principalType: string }) => [
      role.principalId,
      role.principalType,
    ]),
    [[groups.atlasPartners.id, 'Group']],
  );
  const elsewhere = `/servicePrincipals/${applications.beaconWiki.servicePrincipalId}/appRoleAssignedTo`;
  assert.equal((await ask('DELETE', `${elsewhere}/${roles[0].id}`)).status, 404);
});

test('Graph takes from a person only a licence that somebody assigned to the person', async (t) => {
  const { tenant, ask } = await tenantFor(t, quiet);
  const [{ skuId }] = (await ask('GET', '/subscribedSkus')).body.value;
  const equipped = tenant.addGroup({ skuIds: [skuId] });
  const guest = tenant.addGuest('jane@fabrikam.example', { skuIds: [skuId] });
  tenant.putInGroup(equipped.id, guest.id);
  const take = () =>
    ask('POST', `/users/${guest.id}/assignLicense`, { addLicenses: [], removeLicenses: [skuId] });
  const held = async () => {
    const select = '$select=assignedLicenses,licenseAssignmentStates';
    const { body } = await ask('GET', `/users/${guest.id}?${select}`);
    return [
      body.assignedLicenses.length,
      body.licenseAssignmentStates.map(
        (state: { assignedByGroup: string | null }) => state.assignedByGroup,
      ),
    ];
  };
  assert.deepEqual(await held(), [1, [null, equipped.id]]);
  assert.equal((await take()).status, 200);
  assert.deepEqual(await held(), [1, [equipped.id]]);
  const inherited = await take();
  assert.deepEqual(
    [inherited.status, inherited.body.error.message],
    [
      400,
      'User license is inherited from a group membership and it cannot be removed directly from the user.',
    ],
  );
  assert.equal((await ask('DELETE', membership(equipped, guest.id))).status, 204);
  assert.deepEqual(await held(), [0, []]);
  const gone = await take();
  assert.deepEqual(
    [gone.status, gone.body.error.message],
    [400, 'User does not have a corresponding license.'],
  );
});

test('Graph throttles removals as other writes, and can lose their answers before and after the effect', async (t) => {
  const { tenant, ask } = await tenantFor(t, quiet);
  const path = membership(groups.atlasPartners);
  tenant.failNext({ method: 'DELETE', path: /members/, how: 'lost before' });
  await assert.rejects(ask('DELETE', path));
  assert.deepEqual(tenant.membersOf(groups.atlasPartners.id), [gina]);
  tenant.failNext({ method: 'DELETE', path: /members/, how: 'lost after' });
  await assert.rejects(ask('DELETE', path));
  assert.deepEqual(tenant.membersOf(groups.atlasPartners.id), []);
  tenant.turn({ limits: { writes: { count: 1, seconds: 60 } } });
  const throttled = await ask('DELETE', membership(groups.atlasTeam));
  assert.equal(throttled.status, 429);
  assert.ok(Number(throttled.headers.get('retry-after')) > 0);
});
