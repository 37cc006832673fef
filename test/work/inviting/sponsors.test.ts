import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sponsorsFor } from '../../../src/work/inviting/sponsors.ts';

test("a guest's sponsors are the requester and the owners' group", () => {
  assert.deepEqual(sponsorsFor('alex', { owners: ['olga'], ownersGroup: 'owners' }), [
    'alex',
    'owners',
  ]);
});

test('without a group the sponsors are the first owners, five in all and nobody twice', () => {
  const owners = ['alex', 'olga', 'omar', 'otto', 'owen', 'oya'];
  assert.deepEqual(sponsorsFor('alex', { owners }), ['alex', 'olga', 'omar', 'otto', 'owen']);
});
