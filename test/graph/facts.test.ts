import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readApplication } from '../../src/graph/access/applications.ts';
import { readGroup } from '../../src/graph/access/group-facts.ts';
import { groupTakesGuests, tenantTakesGuests } from '../../src/graph/access/group-settings.ts';
import { memberGroups } from '../../src/graph/access/member-groups.ts';
import { GraphRefused } from '../../src/graph/client/graph-faults.ts';
import { readInvitesFrom, readTenant } from '../../src/graph/tenant.ts';
import { fakeGraph, graphError } from './fake-graph.ts';

const group = { id: 'g1', displayName: 'Atlas partners', groupTypes: [], mailEnabled: false };
const gone = { status: 404, body: graphError('Request_ResourceNotFound', 'gone') };
const denied = {
  status: 403,
  body: graphError('Authorization_RequestDenied', 'Insufficient privileges.'),
};

const kinds: [string, object, string | undefined][] = [
  ['a plain group', {}, undefined],
  ['a group behind a team', { groupTypes: ['Unified'], mailEnabled: true }, undefined],
  ['a dynamic group', { groupTypes: ['DynamicMembership'] }, 'dynamic'],
  ['a group from on premises', { onPremisesSyncEnabled: true }, 'synchronised'],
  ['a group that carries roles', { isAssignableToRole: true }, 'role-assignable'],
  ['a distribution list', { mailEnabled: true }, 'mail'],
  ['a group under restricted management', { isManagementRestricted: true }, 'rights'],
];
for (const [kind, difference, unwritable] of kinds) {
  test(`the bot may write ${kind}: ${unwritable ?? 'yes'}`, async (t) => {
    const graph = await fakeGraph(t, { status: 200, body: { ...group, ...difference } });
    const read = await readGroup(graph.client, 'g1');
    assert.equal(read?.unwritable, unwritable);
    assert.equal(read?.name, 'Atlas partners');
  });
}

test('a missing group is undefined, and one that the bot may not read throws', async (t) => {
  const graph = await fakeGraph(t, gone, denied);
  assert.equal(await readGroup(graph.client, 'g1'), undefined);
  await assert.rejects(readGroup(graph.client, 'g1'), GraphRefused);
});

test('the bot reads membership for twenty groups at a time, and an unknown person has none', async (t) => {
  const graph = await fakeGraph(
    t,
    { status: 200, body: { value: ['G1'] } },
    { status: 200, body: { value: ['g21', 'other'] } },
    gone,
  );
  const groupIds = Array.from({ length: 21 }, (_, i) => `g${i + 1}`);
  assert.deepEqual(await memberGroups(graph.client, 'u1', groupIds), new Set(['g1', 'g21']));
  assert.deepEqual(graph.sent[0]?.body, { groupIds: groupIds.slice(0, 20) });
  assert.equal(graph.sent[0]?.path, '/users/u1/checkMemberGroups');
  assert.deepEqual(await memberGroups(graph.client, 'nobody', ['g1']), new Set());
});

test('the bot reads an application by either id, with the roles that people can get', async (t) => {
  const roles = [
    { id: 'r1', displayName: 'Reader', isEnabled: true, allowedMemberTypes: ['User'] },
    { id: 'r2', displayName: 'Daemon', isEnabled: true, allowedMemberTypes: ['Application'] },
    { id: 'r3', displayName: 'Old', isEnabled: false, allowedMemberTypes: ['User'] },
  ];
  const body = {
    id: 's1',
    appId: 'a1',
    displayName: 'Atlas Portal',
    appRoles: roles,
    homepage: 'https://a.example',
  };
  const graph = await fakeGraph(
    t,
    { status: 200, body },
    { status: 200, body: { value: [body] } },
    { status: 200, body: { value: [] } },
    gone,
  );
  const portal = {
    servicePrincipalId: 's1',
    appId: 'a1',
    name: 'Atlas Portal',
    homepage: 'https://a.example',
    roles: [{ id: 'r1', name: 'Reader' }],
  };
  assert.deepEqual(await readApplication(graph.client, { servicePrincipalId: 's1' }), portal);
  assert.deepEqual(await readApplication(graph.client, { appId: 'a1' }), portal);
  assert.equal(graph.sent[1]?.query.$filter, "appId eq 'a1'");
  assert.equal(await readApplication(graph.client, { appId: 'a1' }), undefined);
  assert.equal(await readApplication(graph.client, { servicePrincipalId: 's1' }), undefined);
});

test("the bot reads the tenant's name and domains", async (t) => {
  const organization = {
    id: 't1',
    displayName: 'Contoso',
    verifiedDomains: [
      { name: 'Contoso.example' },
      { name: 'contoso.onmicrosoft.com', isInitial: true },
    ],
  };
  const graph = await fakeGraph(t, { status: 200, body: { value: [organization] } });
  assert.deepEqual(await readTenant(graph.client), {
    tenantId: 't1',
    name: 'Contoso',
    domains: ['contoso.example', 'contoso.onmicrosoft.com'],
    initialDomain: 'contoso.onmicrosoft.com',
    primaryDomain: 'contoso.onmicrosoft.com',
  });
});

test('the bot reads the invitation policy, or says that it may not', async (t) => {
  const graph = await fakeGraph(t, { status: 200, body: { allowInvitesFrom: 'none' } }, denied);
  assert.equal(await readInvitesFrom(graph.client), 'none');
  assert.equal(await readInvitesFrom(graph.client), 'not readable');
});

test('the bot reads from the settings whether groups take guests, or says that it cannot', async (t) => {
  const setting = (templateId: string, value: string) => ({
    status: 200,
    body: { value: [{ templateId, values: [{ name: 'AllowToAddGuests', value }] }] },
  });
  const ofTenant = '62375ab9-6b52-47ed-826b-58e47e0e304b';
  const ofGroup = '08d542b9-071f-4e16-94b0-74abb372e3d9';
  const graph = await fakeGraph(
    t,
    setting(ofTenant, 'False'),
    setting(ofGroup, 'False'),
    setting(ofTenant, 'true'),
    { status: 200, body: { value: [] } },
    denied,
    { status: 501, body: {} },
  );
  assert.equal(await tenantTakesGuests(graph.client), 'no');
  assert.equal(await tenantTakesGuests(graph.client), 'yes');
  assert.equal(await tenantTakesGuests(graph.client), 'yes');
  assert.equal(await groupTakesGuests(graph.client, 'g1'), 'yes');
  assert.equal(await groupTakesGuests(graph.client, 'g1'), 'not readable');
  assert.equal(await groupTakesGuests(graph.client, 'g1'), 'not readable');
  assert.equal(graph.sent[3]?.path, '/groups/g1/settings');
});
