import assert from 'node:assert/strict';
import { test } from 'node:test';
import { speaksOfAccounts } from '../../bot/files/take-account-list.ts';

test('a file for operators is known by whole words of its name, or by words beside it', () => {
  const speaks = (name: string, text = '') => speaksOfAccounts({ name, text });
  for (const name of [
    'UserDeleteTemplate.csv',
    'UserRestoreTemplate.csv',
    'users-to-delete.csv',
    'bulk_restore_users (1).csv',
    'gebruikers-verwijderen.csv',
  ])
    assert.ok(speaks(name), name);
  for (const name of [
    'partners-restored.csv',
    'users-restored.csv',
    'partners-undeleted.csv',
    'remove-duplicates.csv',
  ])
    assert.ok(!speaks(name), name);
  assert.ok(speaks('users.csv', 'remove these accounts'));
  assert.ok(speaks('lijst.csv', 'zet terug'));
  assert.ok(!speaks('users.csv', 'the restored list'));
});
