import assert from 'node:assert/strict';
import { test } from 'node:test';
import { peopleIn } from '../../../src/graph/access/group-people.ts';
import { GraphRefused, GraphUnavailable } from '../../../src/graph/client/graph-faults.ts';
import { clientFor, type FakeAnswer, fakeGraph, graphError, nobodysUrl } from '../fake-graph.ts';

const typed = (type: string) => (id: string) => ({ '@odata.type': `#microsoft.graph.${type}`, id });
const person = typed('user');
const group = typed('group');
const holding = (...value: object[]): FakeAnswer => ({ status: 200, body: { value } });
const gone = { status: 404, body: graphError('Request_ResourceNotFound', 'gone') };
const denied = { status: 403, body: graphError('Authorization_RequestDenied', 'no') };

test('only the people in a group count', async (t) => {
  const others = [
    typed('device')('d1'),
    typed('servicePrincipal')('s1'),
    typed('orgContact')('c1'),
  ];
  const graph = await fakeGraph(t, holding(person('1'), ...others, { id: 'untyped' }, person('2')));
  assert.deepEqual(await peopleIn(graph.client, 'g1'), ['1', '2']);
  assert.equal(graph.sent.length, 1);
  assert.equal(graph.sent[0]?.method, 'GET');
  assert.equal(graph.sent[0]?.path, '/groups/g1/members');
  assert.deepEqual(graph.sent[0]?.query, { $select: 'id', $top: '999' });
});

test('the bot reads a large group to its last page', async (t) => {
  const first = { value: [person('1')], '@odata.nextLink': '' };
  const graph = await fakeGraph(t, { status: 200, body: first }, holding(person('2')));
  first['@odata.nextLink'] =
    `${graph.url}/v1.0/groups/g1/members?$select=id&$top=999&$skiptoken=a%2Bb`;
  assert.deepEqual(await peopleIn(graph.client, 'g1'), ['1', '2']);
  assert.equal(graph.sent[1]?.path, '/groups/g1/members');
  assert.equal(graph.sent[1]?.query.$skiptoken, 'a+b');
});

test('the bot does not follow a page that leads away from Graph', async (t) => {
  const elsewhere = 'https://graph.example/v1.0/groups/g1/members?$skiptoken=a';
  const body = { value: [person('1')], '@odata.nextLink': elsewhere };
  const graph = await fakeGraph(t, { status: 200, body });
  await assert.rejects(peopleIn(graph.client, 'g1'), /leads elsewhere/);
  assert.equal(graph.sent.length, 1);
});

test('people in groups within the group belong to it, each once', async (t) => {
  const graph = await fakeGraph(
    t,
    holding(person('1'), group('g2'), group('g3')),
    holding(person('b'), person('1')),
    holding(person('3'), person('B')),
  );
  assert.deepEqual(await peopleIn(graph.client, 'g1'), ['1', 'b', '3']);
  assert.deepEqual(
    graph.sent.map(({ path }) => path),
    ['/groups/g1/members', '/groups/g2/members', '/groups/g3/members'],
  );
});

test('the bot reads groups that contain each other, or themselves, once', async (t) => {
  const graph = await fakeGraph(
    t,
    holding(group('g2'), group('g1')),
    holding(group('g1'), group('G2'), person('1')),
    holding(person('read too often')),
  );
  assert.deepEqual(await peopleIn(graph.client, 'G1'), ['1']);
  assert.equal(graph.sent.length, 2);
});

test('the bot follows groups five levels down and no further', async (t) => {
  const chain = Array.from({ length: 9 }, (_, i) =>
    holding(person(`${i + 1}`), group(`g${i + 2}`)),
  );
  const graph = await fakeGraph(t, ...chain);
  assert.deepEqual(await peopleIn(graph.client, 'g1'), ['1', '2', '3', '4', '5']);
  assert.equal(graph.sent.length, 5);
});

test('a group that does not exist is empty, and a missing group within one loses no other people', async (t) => {
  const none = await fakeGraph(t, gone);
  assert.deepEqual(await peopleIn(none.client, 'g1'), []);
  const within = await fakeGraph(t, holding(group('g2'), person('1')), gone);
  assert.deepEqual(await peopleIn(within.client, 'g1'), ['1']);
});

test('half a group is never taken for a whole one', async (t) => {
  const first = { value: [person('1')], '@odata.nextLink': '' };
  const graph = await fakeGraph(t, { status: 200, body: first }, gone);
  first['@odata.nextLink'] = `${graph.url}/v1.0/groups/g1/members?$skiptoken=a`;
  await assert.rejects(peopleIn(graph.client, 'g1'), GraphUnavailable);
  const within = await fakeGraph(t, holding(group('g2'), person('1')), 'hang up');
  await assert.rejects(peopleIn(within.client, 'g1'), GraphUnavailable);
});

test('without an answer or the permission, the read of a group throws', async (t) => {
  const throttled = await fakeGraph(t, { status: 429, headers: { 'retry-after': '9' } });
  await assert.rejects(peopleIn(throttled.client, 'g1'), { retryAfterSeconds: 9 });
  await assert.rejects(peopleIn(clientFor(await nobodysUrl()), 'g1'), GraphUnavailable);
  const unreadable = await fakeGraph(t, denied);
  await assert.rejects(peopleIn(unreadable.client, 'g1'), GraphRefused);
});
