import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMembers } from '../../src/graph/access/add-members.ts';
import { defaultAppRoleId, giveRole } from '../../src/graph/access/give-role.ts';
import { alreadyIn, fakeGraph, notPermitted, refusal } from './fake-graph.ts';

const groupId = '9a000000-0000-4000-8000-000000000005';
const guestId = '11111111-2222-4333-8444-555555555555';
const appId = '5b000000-0000-4000-8000-000000000001';
const role = { objectId: guestId, servicePrincipalId: appId };
const notPresent = (id: string) =>
  refusal(
    404,
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
    'Request_ResourceNotFound',
  );

test('twenty people join a group in one call', async (t) => {
  const graph = await fakeGraph(t, { status: 204, headers: { 'request-id': 'r1' } });
  const people = Array.from({ length: 20 }, (_, i) => `person-${i}`);
  assert.deepEqual(await addMembers(graph.client, groupId, people), {
    kind: 'done',
    value: undefined,
    graphRequestId: 'r1',
  });
  assert.equal(graph.sent.length, 1);
  assert.equal(graph.sent[0]?.method, 'PATCH');
  assert.equal(graph.sent[0]?.path, `/groups/${groupId}`);
  assert.deepEqual(graph.sent[0]?.body, {
    'members@odata.bind': people.map((id) => `${graph.url}/v1.0/directoryObjects/${id}`),
  });
});

test('adding no member, or more than twenty, throws', async (t) => {
  const graph = await fakeGraph(t, { status: 204 });
  await assert.rejects(addMembers(graph.client, groupId, []), RangeError);
  await assert.rejects(addMembers(graph.client, groupId, Array(21).fill(guestId)), RangeError);
  assert.equal(graph.sent.length, 0);
});

test('a group that has no room for more refuses its members, and stops nobody else', async (t) => {
  const full =
    "Unable to perform operation as '121' would exceed the maximum quota count '100' for forward-link 'members'.";
  const graph = await fakeGraph(t, refusal(403, full, 'Directory_QuotaExceeded'));
  const answer = await addMembers(graph.client, groupId, [guestId]);
  assert.equal(answer.kind === 'refused' && answer.reason.code, 'group full');
});

test('the answer is already when the guest is a member', async (t) => {
  const graph = await fakeGraph(
    t,
    alreadyIn('members'),
    refusal(
      400,
      'A conflicting object with one or more of the specified property values is present',
    ),
  );
  assert.equal((await addMembers(graph.client, groupId, [guestId])).kind, 'already');
  assert.equal((await addMembers(graph.client, groupId, [guestId])).kind, 'already');
});

test('the answer is not yet when Graph does not show the guest, and names the guest if Graph does', async (t) => {
  const graph = await fakeGraph(
    t,
    notPresent(guestId),
    refusal(400, 'The source resource object or one of the objects being referenced do not exist'),
  );
  assert.deepEqual(await addMembers(graph.client, groupId, [guestId]), {
    kind: 'not yet',
    missing: guestId,
    graphRequestId: 'inner-1',
  });
  assert.deepEqual(await addMembers(graph.client, groupId, [guestId]), {
    kind: 'not yet',
    graphRequestId: 'inner-1',
  });
});

test('when Graph names the group as missing, the bot reads whether the group is gone', async (t) => {
  const there = await fakeGraph(t, notPresent(groupId), { status: 200, body: { id: groupId } });
  assert.deepEqual(await addMembers(there.client, groupId, [guestId]), {
    kind: 'not yet',
    graphRequestId: 'inner-1',
  });
  const gone = await fakeGraph(t, notPresent(groupId));
  const answer = await addMembers(gone.client, groupId, [guestId]);
  assert.equal(answer.kind === 'refused' && answer.reason.code, 'access target missing');
  const unclear = await fakeGraph(t, notPresent(groupId), 'hang up');
  assert.equal((await addMembers(unclear.client, groupId, [guestId])).kind, 'not yet');
});

test('a group that takes no guests, or that the bot may not write, refuses only this grant', async (t) => {
  const graph = await fakeGraph(
    t,
    refusal(
      403,
      'Guests users are not allowed to join this Unified Group due to policy setting.',
      'Authorization_RequestDenied',
    ),
    notPermitted,
  );
  const first = await addMembers(graph.client, groupId, [guestId]);
  assert.equal(first.kind === 'refused' && first.reason.code, 'guests may not join group');
  const second = await addMembers(graph.client, groupId, [guestId]);
  assert.equal(second.kind === 'refused' && second.reason.code, 'group unwritable');
});

test('a throttled write waits under the write limit, and no answer is lost', async (t) => {
  const graph = await fakeGraph(t, { status: 429, headers: { 'retry-after': '11' } }, 'hang up', {
    status: 503,
  });
  assert.deepEqual(await addMembers(graph.client, groupId, [guestId]), {
    kind: 'wait',
    seconds: 11,
    scope: 'write',
  });
  assert.equal((await addMembers(graph.client, groupId, [guestId])).kind, 'lost');
  assert.equal((await giveRole(graph.client, role)).kind, 'lost');
});

test('the bot gives a role to one person, the default role if the project names none', async (t) => {
  const graph = await fakeGraph(t, { status: 201, body: { id: 'assignment' } });
  const appRoleId = '40000000-0000-4000-8000-000000000001';
  assert.equal((await giveRole(graph.client, { ...role, appRoleId })).kind, 'done');
  assert.equal((await giveRole(graph.client, role)).kind, 'done');
  assert.equal(graph.sent[0]?.method, 'POST');
  assert.equal(graph.sent[0]?.path, `/servicePrincipals/${appId}/appRoleAssignedTo`);
  const body = { principalId: guestId, resourceId: appId };
  assert.deepEqual(graph.sent[0]?.body, { ...body, appRoleId });
  assert.deepEqual(graph.sent[1]?.body, { ...body, appRoleId: defaultAppRoleId });
});

test('a role that the person has, that Graph cannot give yet or that does not exist has its own answer', async (t) => {
  const graph = await fakeGraph(
    t,
    refusal(400, 'Permission being assigned already exists on the object'),
    refusal(400, 'Not a valid reference update.'),
    refusal(400, `Permission being assigned was not found on application '${appId}'.`),
    refusal(403, 'Insufficient privileges to complete the operation.'),
  );
  assert.equal((await giveRole(graph.client, role)).kind, 'already');
  assert.equal((await giveRole(graph.client, role)).kind, 'not yet');
  const unknown = await giveRole(graph.client, role);
  assert.equal(unknown.kind === 'refused' && unknown.reason.code, 'access target missing');
  const forbidden = await giveRole(graph.client, role);
  assert.equal(forbidden.kind === 'refused' && forbidden.reason.code, 'access refused');
});
