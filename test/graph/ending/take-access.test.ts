import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { readHolding } from '../../../src/graph/ending/read-holding.ts';
import { removeMember } from '../../../src/graph/ending/remove-member.ts';
import { takeLicence } from '../../../src/graph/ending/take-licence.ts';
import { takeRole } from '../../../src/graph/ending/take-role.ts';
import { applications, groups, people } from '../../sandbox/seed.ts';
import { fakeGraph, graphError } from '../fake-graph.ts';
import {
  gift,
  gina,
  groupId,
  licence,
  membership,
  practice,
  role,
  roles,
  servicePrincipalId,
  skuId,
  writes,
} from './practice.ts';

const kindOf = <T extends { graphRequestId?: string }>({ graphRequestId: _, ...rest }: T) => rest;

test('the first removal takes the member, and a second one finds it gone', async (t) => {
  const { tenant, client } = await practice(t);
  assert.deepEqual(kindOf(await removeMember(client, membership)), { kind: 'taken' });
  assert.deepEqual(tenant.membersOf(groupId), []);
  assert.ok(tenant.user(people.gina.mail));
  const again = kindOf(await removeMember(client, membership));
  assert.deepEqual(again, { kind: 'gone', what: 'grant' });
});

test('one check tells a missing group from a missing member, whatever Graph names', async (t) => {
  const { client } = await practice(t);
  const nowhere = await removeMember(client, { groupId: randomUUID(), objectId: gina });
  assert.deepEqual(kindOf(nowhere), { kind: 'gone', what: 'target' });
  const words = (id: string) =>
    graphError(
      'Request_ResourceNotFound',
      `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
    );
  const named = await fakeGraph(
    t,
    { status: 404, body: words(groupId) },
    { status: 200, body: { value: [] } },
  );
  assert.deepEqual(kindOf(await removeMember(named.client, membership)), {
    kind: 'gone',
    what: 'grant',
  });
});

test('the answer is not yet when reads show a member that the removal does not find', async (t) => {
  const { tenant, client } = await practice(t);
  const body = graphError('Request_ResourceNotFound', `Resource '${gina}' does not exist.`);
  tenant.failNext({ method: 'DELETE', path: /members/, how: { status: 404, body } });
  assert.deepEqual(kindOf(await removeMember(client, membership)), { kind: 'not yet' });
  assert.deepEqual(kindOf(await removeMember(client, membership)), { kind: 'taken' });
});

test('the answer is not yet while reads still show a member that the bot took out', async (t) => {
  const { tenant, client } = await practice(t);
  tenant.turn({ lagMs: { removals: 5000 } });
  tenant.failNext({ method: 'DELETE', path: /members/, how: 'lost after' });
  assert.equal((await removeMember(client, membership)).kind, 'lost');
  assert.equal((await removeMember(client, membership)).kind, 'not yet');
  tenant.knobs.clockOffsetMs = 5000;
  const last = kindOf(await removeMember(client, membership));
  assert.deepEqual(last, { kind: 'gone', what: 'grant' });
});

test('the answer is not yet when the check after a removal fails', async (t) => {
  const { tenant, client } = await practice(t);
  await removeMember(client, membership);
  tenant.failNext({ method: 'GET', path: /members/, how: 'lost before' });
  assert.deepEqual(kindOf(await removeMember(client, membership)), { kind: 'not yet' });
});

test('Graph refuses a removal from a group that a rule fills, and says how long to wait', async (t) => {
  const { tenant, client } = await practice(t);
  tenant.putInGroup(groups.allStaff.id, gina);
  const refused = await removeMember(client, { ...membership, groupId: groups.allStaff.id });
  assert.equal(refused.kind === 'refused' && refused.reason.code, 'take not permitted');
  tenant.turn({ limits: { writes: { count: 1, seconds: 60 } } });
  const waits = await removeMember(client, membership);
  assert.partialDeepStrictEqual(waits, { kind: 'wait', scope: 'write', seconds: 60 });
});

test('the bot takes one role from one person, and from nobody else', async (t) => {
  const { tenant, client } = await practice(t);
  const jane = tenant.addGuest('jane@fabrikam.example').id;
  for (const principalId of [gina, jane]) {
    tenant.assignRole({ ...gift, principalId });
  }
  tenant.assignRole({ ...gift, appRoleId: roles[1].id });
  assert.deepEqual(kindOf(await takeRole(client, role)), { kind: 'taken' });
  assert.deepEqual(
    tenant.rolesOf(gina).map(({ appRoleId }) => appRoleId),
    [roles[1].id],
  );
  assert.equal(tenant.rolesOf(jane).length, 1);
  assert.deepEqual(kindOf(await takeRole(client, role)), { kind: 'gone', what: 'grant' });
  assert.deepEqual(writes(tenant), ['DELETE 204']);
});

test('the bot takes the gift of a role that it has read, with no second read, and no later gift', async (t) => {
  const { tenant, client } = await practice(t);
  tenant.assignRole(gift);
  const grant = { kind: 'app', target: servicePrincipalId, detail: roles[0].id } as const;
  const [held] = (await readHolding(client, gina, [grant])).values();
  assert.ok(held?.how === 'direct' && held.assignmentId !== undefined);
  const { assignmentId } = held;
  const reads = () => tenant.requests().filter(({ method }) => method === 'GET').length;
  const before = reads();
  assert.deepEqual(kindOf(await takeRole(client, { ...role, assignmentId })), { kind: 'taken' });
  assert.equal(reads(), before);
  // An administrator gives the role anew after the bot read it.
  tenant.assignRole(gift);
  const late = await takeRole(client, { ...role, assignmentId });
  assert.deepEqual(kindOf(late), { kind: 'not yet' });
  assert.equal(tenant.rolesOf(gina).length, 1);
});

test('a role through a group counts as gone, and stays', async (t) => {
  const { tenant, client } = await practice(t);
  tenant.assignRole({ ...gift, principalId: groupId });
  assert.deepEqual(kindOf(await takeRole(client, role)), { kind: 'gone', what: 'grant' });
  assert.equal(tenant.rolesOf(groupId).length, 1);
  assert.deepEqual(writes(tenant), []);
});

test('the bot takes the default role if the project names none, from applications with any id', async (t) => {
  const { tenant, client } = await practice(t);
  const wiki = applications.beaconWiki.servicePrincipalId;
  const appRoleId = '00000000-0000-0000-0000-000000000000';
  tenant.assignRole({ principalId: gina, resourceId: wiki, appRoleId });
  const taken = await takeRole(client, { objectId: gina, servicePrincipalId: wiki });
  assert.equal(taken.kind, 'taken');
  const lettered = 'ab5c9e10-0000-4000-8000-000000000001';
  const none = await takeRole(client, { objectId: gina, servicePrincipalId: lettered });
  assert.deepEqual(none, { kind: 'gone', what: 'grant' });
});

test('taking a role answers when the read fails, the answer is lost or the person is gone', async (t) => {
  const { tenant, client } = await practice(t);
  tenant.assignRole(gift);
  tenant.failNext({ method: 'GET', path: /appRoleAssignments/, how: 'lost before' });
  assert.deepEqual(await takeRole(client, role), { kind: 'wait', scope: 'all' });
  tenant.failNext({ method: 'DELETE', path: /appRoleAssignedTo/, how: 'lost after' });
  assert.equal((await takeRole(client, role)).kind, 'lost');
  assert.deepEqual(kindOf(await takeRole(client, role)), { kind: 'gone', what: 'grant' });
  tenant.change(gina, { deletedAt: tenant.now().getTime() });
  assert.deepEqual(kindOf(await takeRole(client, role)), { kind: 'gone', what: 'account' });
  tenant.knobs.missingConsent = ['User.Read.All'];
  const denied = await takeRole(client, role);
  assert.partialDeepStrictEqual(denied, {
    kind: 'refused',
    reason: { code: 'take not permitted', values: { permission: 'User.Read.All', kind: 'app' } },
  });
  tenant.knobs.credentialsRefused = true;
  assert.equal((await takeRole(client, role)).kind, 'stop');
});

test('the bot takes a direct licence, and Graph refuses to take one that a group gives', async (t) => {
  const { tenant, client } = await practice(t);
  const equipped = tenant.addGroup({ skuIds: [skuId] });
  tenant.change(gina, { skuIds: [skuId] });
  tenant.putInGroup(equipped.id, gina);
  assert.deepEqual(kindOf(await takeLicence(client, licence)), { kind: 'taken' });
  assert.deepEqual(tenant.licencesOf(gina), [skuId]);
  const inherited = await takeLicence(client, licence);
  assert.equal(inherited.kind === 'refused' && inherited.reason.code, 'licence not theirs');
  tenant.takeFromGroup(equipped.id, gina);
  assert.deepEqual(kindOf(await takeLicence(client, licence)), { kind: 'gone', what: 'grant' });
  tenant.change(gina, { deletedAt: tenant.now().getTime() });
  assert.deepEqual(kindOf(await takeLicence(client, licence)), { kind: 'gone', what: 'account' });
});
