import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addSponsor } from '../../../src/graph/people/add-sponsor.ts';
import { sponsorsOf } from '../../../src/graph/people/sponsors-of.ts';
import { alreadyIn, fakeGraph, notPermitted, refusal } from '../fake-graph.ts';
import { guestId } from '../invitation-of-jane.ts';

const sponsorId = 'A1000000-0000-4000-8000-000000000001';
const groupId = 'a1000000-0000-4000-8000-000000000002';
const wish = { objectId: guestId, sponsorId };

test('a sponsor is added by reference', async (t) => {
  const graph = await fakeGraph(t, { status: 204, headers: { 'request-id': 'r1' } });
  assert.deepEqual(await addSponsor(graph.client, wish), {
    kind: 'done',
    value: undefined,
    graphRequestId: 'r1',
  });
  const [sent] = graph.sent;
  assert.deepEqual([sent?.method, sent?.path], ['POST', `/users/${guestId}/sponsors/$ref`]);
  assert.deepEqual(sent?.body, { '@odata.id': `${graph.url}/v1.0/users/${sponsorId}` });
});

test('the sponsors of a guest are read, and a guest who is not shown has none that are known', async (t) => {
  const graph = await fakeGraph(
    t,
    { status: 200, body: { value: [{ '@odata.type': '#microsoft.graph.user', id: sponsorId }] } },
    refusal(404, 'Not there.', 'Request_ResourceNotFound'),
    notPermitted,
  );
  assert.deepEqual(
    await sponsorsOf(graph.client, guestId),
    new Map([[sponsorId.toLowerCase(), undefined]]),
  );
  assert.equal(await sponsorsOf(graph.client, guestId), undefined);
  assert.equal(await sponsorsOf(graph.client, guestId), undefined);
});

test('the sponsors of a guest are read with their names, as far as Graph shows them', async (t) => {
  const group = { '@odata.type': '#microsoft.graph.group', id: groupId, displayName: null };
  const person = { id: sponsorId, displayName: 'Alex Wilber' };
  const graph = await fakeGraph(t, { status: 200, body: { value: [person, group] } });
  assert.deepEqual(
    await sponsorsOf(graph.client, guestId),
    new Map([
      [sponsorId.toLowerCase(), 'Alex Wilber'],
      [groupId, undefined],
    ]),
  );
});

const denied = 'Authorization_RequestDenied';
const answers: [number, string, string, string][] = [
  [
    403,
    'Directory_QuotaExceeded',
    "Unable to perform operation as '6' would exceed the maximum quota count '5' for forward-link 'sponsors'.",
    'sponsors full',
  ],
  [400, 'Request_BadRequest', 'A user can have at most 5 sponsors.', 'sponsors full'],
  [403, denied, 'Insufficient privileges to complete the operation.', 'sponsor not permitted'],
  [400, 'Request_BadRequest', 'Something nobody has seen before', 'sponsor not added'],
];

for (const [status, code, message, reason] of answers) {
  test(`"${message.slice(0, 60)}" is said and stops nobody: ${reason}`, async (t) => {
    const graph = await fakeGraph(t, refusal(status, message, code));
    const answer = await addSponsor(graph.client, wish);
    assert.equal(answer.kind === 'refused' && answer.reason.code, reason);
    assert.equal(
      answer.kind === 'refused' && answer.reason.values?.permission,
      'User.ReadWrite.All',
    );
  });
}

test('the answer is already for a sponsor, and not yet for a guest whom Graph does not show', async (t) => {
  const graph = await fakeGraph(
    t,
    alreadyIn('sponsors'),
    refusal(404, `Resource '${guestId}' does not exist.`, 'Request_ResourceNotFound'),
  );
  assert.equal((await addSponsor(graph.client, wish)).kind, 'already');
  assert.equal((await addSponsor(graph.client, wish)).kind, 'not yet');
});
