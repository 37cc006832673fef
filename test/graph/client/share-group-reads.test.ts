import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readGroup } from '../../../src/graph/access/group-facts.ts';
import { shareGroupReads } from '../../../src/graph/client/share-group-reads.ts';
import { isDirectMember } from '../../../src/graph/ending/direct-member.ts';
import { fakeGraph } from '../fake-graph.ts';

const groupId = '9a000000-0000-4000-8000-000000000005';
const other = '9a000000-0000-4000-8000-000000000006';
const jane = '11111111-2222-4333-8444-555555555555';

test('one call reads a group for all who ask at one time, and later ones read it anew', async (t) => {
  const graph = await fakeGraph(t, { status: 200, body: { id: groupId, displayName: 'Atlas' } });
  const client = shareGroupReads(graph.client);
  const ids = [groupId, groupId, other, groupId];
  const read = await Promise.all(ids.map((id) => readGroup(client, id)));
  assert.deepEqual(
    read.map((group) => group?.name),
    ['Atlas', 'Atlas', 'Atlas', 'Atlas'],
  );
  assert.equal(graph.sent.length, 2);
  await readGroup(client, groupId);
  assert.equal(graph.sent.length, 3);
});

test('a read that fails fails for all who asked, and is made again for the next', async (t) => {
  const body = { id: groupId, displayName: 'Atlas' };
  const graph = await fakeGraph(t, { status: 503 }, { status: 200, body });
  const client = shareGroupReads(graph.client);
  const read = await Promise.allSettled([1, 2].map(() => readGroup(client, groupId)));
  assert.deepEqual(
    read.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  assert.equal((await readGroup(client, groupId))?.name, 'Atlas');
});

test('nobody shares the answer about a person', async (t) => {
  const graph = await fakeGraph(t, { status: 200, body: { value: [] } });
  const client = shareGroupReads(graph.client);
  await Promise.all([1, 2].map(() => isDirectMember(client, groupId, jane)));
  assert.equal(graph.sent.length, 2);
});
