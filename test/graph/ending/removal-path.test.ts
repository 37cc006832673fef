import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { membershipRemoval } from '../../../src/graph/ending/membership-removal.ts';
import { removeAccount } from '../../../src/graph/ending/remove-account.ts';
import { removeMember } from '../../../src/graph/ending/remove-member.ts';
import { fakeGraph } from '../fake-graph.ts';

const groupId = '9a000000-0000-4000-8000-000000000005';
const objectId = '11111111-2222-4333-8444-555555555555';

test('the removal of a member ends in /$ref, on the wire too', async (t) => {
  assert.deepEqual(membershipRemoval(groupId, objectId), {
    method: 'DELETE',
    path: `/groups/${groupId}/members/${objectId}/$ref`,
  });
  const graph = await fakeGraph(t, { status: 204, headers: { 'request-id': 'r1' } });
  assert.deepEqual(await removeMember(graph.client, { groupId, objectId }), {
    kind: 'taken',
    graphRequestId: 'r1',
  });
  const [sent] = graph.sent;
  assert.deepEqual(
    [sent?.method, sent?.path, sent?.query, sent?.body],
    ['DELETE', `/groups/${groupId}/members/${objectId}/$ref`, {}, undefined],
  );
});

test('the bot sends nothing when an id is no directory id', async (t) => {
  const graph = await fakeGraph(t, { status: 204 });
  const odd = ['', ' ', '.', '..', '$ref', `${objectId}/`, `../${objectId}`, 'jane@x.example'];
  for (const id of odd) {
    assert.throws(() => membershipRemoval(groupId, id), RangeError, id);
    assert.throws(() => membershipRemoval(id, objectId), RangeError, id);
    await assert.rejects(removeMember(graph.client, { groupId, objectId: id }), RangeError, id);
    await assert.rejects(removeAccount(graph.client, id), RangeError, id);
  }
  assert.equal(graph.sent.length, 0);
});

test('no other file writes the path of a member, and few files delete anything', async () => {
  const root = new URL('../../../src/', import.meta.url);
  const files = (await readdir(root, { recursive: true })).filter((file) => file.endsWith('.ts'));
  const text = async (file: string) => await readFile(new URL(file, root), 'utf8');
  const holding = async (pattern: RegExp) => {
    const found = await Promise.all(
      files.map(async (file) => (pattern.test(await text(file)) ? [file] : [])),
    );
    return found.flat().toSorted();
  };
  assert.deepEqual(await holding(/\/members\/|\/owners\/|\/sponsors\//), [
    'graph/ending/membership-removal.ts',
    // Posts to the collection, and names no sponsor in its path.
    'graph/people/add-sponsor.ts',
    // Adds a member in the same way.
    'graph/setup/setup-steps.ts',
  ]);
  assert.deepEqual(await holding(/method: 'DELETE'/), [
    'graph/ending/membership-removal.ts',
    'graph/ending/remove-account.ts',
    'graph/ending/take-role.ts',
    // Undoes set-up: what it made itself, and no person.
    'graph/setup/send-step.ts',
    'graph/subscriptions.ts',
  ]);
});
