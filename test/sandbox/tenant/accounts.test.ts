import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applications, groups, people } from '../seed.ts';
import { tenantFor } from './ask-tenant.ts';
import { kindKnobs } from './knobs.ts';

const quiet = { knobs: kindKnobs };
const { objectId: gina, mail } = people.gina;
const user = `/users/${gina}`;
const bin = '/directory/deletedItems';
const day = 24 * 3600_000;

test('Graph still shows a blocked account, and its owner cannot redeem until it is unblocked', async (t) => {
  const { tenant, ask } = await tenantFor(t, quiet);
  const jane = tenant.addGuest('jane@fabrikam.example');
  const path = `/users/${jane.id}`;
  assert.equal((await ask('PATCH', path, { accountEnabled: false })).status, 204);
  const revoked = await ask('POST', `${path}/revokeSignInSessions`);
  assert.deepEqual([revoked.status, revoked.body], [200, { value: true }]);
  assert.equal(typeof tenant.user('jane@fabrikam.example')?.sessionsValidFrom, 'number');
  const shown = await ask('GET', `${path}?$select=id,accountEnabled`);
  assert.deepEqual(shown.body, { id: jane.id, accountEnabled: false });
  await assert.rejects(tenant.redeem('jane@fabrikam.example'), /blocked/);
  assert.equal((await ask('PATCH', path, { accountEnabled: true })).status, 204);
  await tenant.redeem('jane@fabrikam.example');
});

test('the permission to block allows blocking and no other change', async (t) => {
  const { tenant, ask } = await tenantFor(t, quiet);
  tenant.knobs.missingConsent = ['User.ReadWrite.All'];
  assert.equal((await ask('PATCH', user, { accountEnabled: false })).status, 204);
  assert.equal((await ask('PATCH', user, { companyName: 'Northwind' })).status, 403);
  assert.equal((await ask('POST', `${user}/revokeSignInSessions`)).status, 200);
  tenant.knobs.missingConsent.push('User.EnableDisableAccount.All', 'User.RevokeSessions.All');
  assert.equal((await ask('PATCH', user, { accountEnabled: true })).status, 403);
  assert.equal((await ask('POST', `${user}/revokeSignInSessions`)).status, 403);
});

test('an application cannot block, delete or restore people with a directory role', async (t) => {
  const { tenant, ask } = await tenantFor(t, quiet);
  const own = tenant.addGuest('own@fabrikam.example', { holdsRole: true });
  const through = tenant.addGuest('through@fabrikam.example');
  const admins = tenant.addGroup({ roleAssignable: true });
  tenant.putInGroup(admins.id, through.id);
  for (const { id } of [own, through]) {
    const roles = `/users/${id}/transitiveMemberOf/microsoft.graph.directoryRole?$select=id`;
    assert.equal((await ask('GET', roles)).body.value.length, 1);
    const refusals = [
      await ask('PATCH', `/users/${id}`, { accountEnabled: false }),
      await ask('DELETE', `/users/${id}`),
    ];
    for (const { status, body } of refusals) {
      assert.deepEqual([status, body.error.code], [403, 'Authorization_RequestDenied']);
    }
  }
  tenant.change(own.id, { deletedAt: tenant.now().getTime() });
  assert.equal((await ask('POST', `${bin}/${own.id}/restore`)).status, 403);
  const none = `${user}/transitiveMemberOf/microsoft.graph.directoryRole?$select=id`;
  assert.deepEqual((await ask('GET', none)).body.value, []);
});

test('without the permission to read roles nobody sees who holds one', async (t) => {
  const { tenant, ask } = await tenantFor(t, quiet);
  tenant.knobs.missingConsent = ['RoleManagement.Read.Directory'];
  const roles = `${user}/transitiveMemberOf/microsoft.graph.directoryRole?$select=id`;
  const { status, body } = await ask('GET', roles);
  assert.deepEqual([status, body.error.code], [403, 'Authorization_RequestDenied']);
});

test('a restored account has its groups, roles and licences again', async (t) => {
  const { tenant, ask } = await tenantFor(t, quiet);
  const { servicePrincipalId: resourceId, roles } = applications.atlasPortal;
  tenant.assignRole({ principalId: gina, resourceId, appRoleId: roles[0].id });
  tenant.change(gina, { skuIds: ['5c000000-0000-4000-8000-000000000001'] });
  const held = async () => {
    const select = '$select=id,externalUserState,assignedLicenses';
    const check = { groupIds: [groups.atlasPartners.id, groups.atlasTeam.id] };
    return [
      (await ask('GET', `${user}?${select}`)).body,
      (await ask('POST', `${user}/checkMemberGroups`, check)).body,
      (await ask('GET', `/servicePrincipals/${resourceId}/appRoleAssignedTo`)).body,
    ];
  };
  const before = await held();
  assert.equal((await ask('DELETE', user)).status, 204);
  const assigned = await ask('GET', `/servicePrincipals/${resourceId}/appRoleAssignedTo`);
  assert.deepEqual(assigned.body.value, []);
  const binned = await ask('GET', `${bin}/microsoft.graph.user?$select=id,mail,deletedDateTime`);
  assert.deepEqual(
    binned.body.value.map((one: { id: string }) => one.id),
    [gina],
  );
  assert.equal((await ask('POST', `${bin}/${gina}/restore`)).status, 200);
  assert.deepEqual(await held(), before);
});

test('thirty days after its deletion an account is gone for good, and delta reports it', async (t) => {
  const { tenant, ask } = await tenantFor(t, {
    ...quiet,
    clock: () => new Date('2026-11-20T10:00:00Z'),
  });
  const token = async () =>
    (await ask('GET', '/users/delta?$select=id,displayName&$deltatoken=latest')).body[
      '@odata.deltaLink'
    ];
  let link = await token();
  await ask('DELETE', user);
  const removed = async () => (await ask('GET', link)).body.value.at(-1)['@removed'];
  assert.deepEqual(await removed(), { reason: 'changed' });
  tenant.knobs.clockOffsetMs = 30 * day - 1000;
  assert.equal((await ask('GET', `${bin}/${gina}`)).status, 200);
  link = await token();
  tenant.knobs.clockOffsetMs = 30 * day;
  assert.equal((await ask('GET', `${bin}/${gina}`)).status, 404);
  assert.equal((await ask('POST', `${bin}/${gina}/restore`)).status, 404);
  assert.deepEqual(await removed(), { reason: 'deleted' });
  assert.deepEqual(tenant.membersOf(groups.atlasPartners.id), []);
});

test('reads still show a deleted account for a while, and the deleted items do not yet', async (t) => {
  const clock = () => new Date('2026-11-20T10:00:00Z');
  const { tenant, ask } = await tenantFor(t, { ...quiet, clock });
  tenant.turn({ lagMs: { removals: 4000 } });
  await ask('DELETE', user);
  const seen = async () => [
    (await ask('GET', user)).status,
    (await ask('GET', `/users?$filter=mail eq '${mail}'`)).body.value.length,
    (await ask('GET', `${bin}/${gina}`)).status,
    (await ask('GET', `${bin}/graph.user`)).body.value.length,
  ];
  assert.deepEqual(await seen(), [200, 1, 404, 0]);
  assert.equal((await ask('DELETE', user)).status, 404);
  tenant.knobs.clockOffsetMs = 4000;
  assert.deepEqual(await seen(), [404, 0, 200, 1]);
});

test('Graph shows sign-ins to permitted applications, ten reads a minute, and omits people who never signed in', async (t) => {
  const { tenant, ask } = await tenantFor(t, {
    ...quiet,
    clock: () => new Date('2026-11-20T10:00:00Z'),
  });
  const jane = tenant.addGuest('jane@fabrikam.example');
  const read = () => ask('GET', `/users/${jane.id}?$select=id,signInActivity`);
  assert.deepEqual((await read()).body, { id: jane.id });
  await tenant.redeem('jane@fabrikam.example');
  const { signInActivity } = (await read()).body;
  assert.equal(signInActivity.lastSuccessfulSignInDateTime, '2026-11-20T10:00:00Z');
  tenant.knobs.premium = false;
  const poor = await read();
  assert.deepEqual(
    [poor.status, poor.body.error.code],
    [403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant'],
  );
  tenant.knobs.missingConsent = ['AuditLog.Read.All'];
  const denied = await read();
  assert.deepEqual(
    [denied.status, denied.body.error.code],
    [403, 'Authentication_MSGraphPermissionMissing'],
  );
  tenant.turn({ premium: true, missingConsent: [] });
  for (let n = 3; n <= 10; n++) assert.equal((await read()).status, 200);
  const over = await read();
  assert.deepEqual([over.status, over.headers.get('retry-after')], [429, '60']);
  assert.equal((await ask('GET', `/users/${jane.id}?$select=id`)).status, 200);
});

test('blocking and deletion can lose their answers before and after the effect', async (t) => {
  const { tenant, ask } = await tenantFor(t, quiet);
  tenant.failNext({ method: 'PATCH', path: /^\/users/, how: 'lost after' });
  await assert.rejects(ask('PATCH', user, { accountEnabled: false }));
  assert.equal(tenant.user(mail)?.accountEnabled, false);
  tenant.failNext({ method: 'DELETE', path: /^\/users/, how: 'lost before' });
  await assert.rejects(ask('DELETE', user));
  assert.equal(tenant.user(mail)?.id, gina);
});
