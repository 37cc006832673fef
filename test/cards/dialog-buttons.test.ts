import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asNode } from './card-tree.ts';
import { nodes } from './drawn-samples.ts';

test('a button that opens a dialog says so, and in old clients asks for the form as a card', () => {
  const opening = nodes.filter(
    ({ held, node }) => held === 'actions' && node.type === 'Action.Submit',
  );
  assert.ok(opening.length > 0);
  for (const { name, node } of opening) {
    const { verb, msteams } = asNode(node.data);
    assert.equal(verb, 'invite.form', name);
    assert.deepEqual(msteams, { type: 'task/fetch' }, name);
  }
});
