import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { judgeGrants, permissionTable } from '../../src/work/doctor/permission-table.ts';

test('the doctor knows the permissions of the page about set-up, and no others', () => {
  const page = readFileSync(new URL('../../docs/setup.md', import.meta.url), 'utf8');
  const cells = [...page.matchAll(/^ *\| (`[A-Z].*?) \|/gm)].map(([, cell = '']) => cell);
  const named = new Set(
    cells.flatMap((cell) => [...cell.matchAll(/`([\w.-]+)`/g)].map(([, name]) => name)),
  );
  assert.deepEqual(permissionTable.map(({ permission }) => permission).sort(), [...named].sort());
});

test('a permission that does more makes up for a missing one, and is one too many where nobody needs it', () => {
  const always = ['User.Invite.All', 'User.Read.All', 'Organization.Read.All'];
  const groups = new Set(['groups'] as const);
  const { missing, tooMuch } = judgeGrants([...always, 'Group.ReadWrite.All'], groups);
  assert.deepEqual([missing, tooMuch], [[], ['Group.ReadWrite.All']]);
  const none = judgeGrants([...always, 'GroupMember.ReadWrite.All'], new Set());
  assert.deepEqual([none.missing, none.tooMuch], [[], ['GroupMember.ReadWrite.All']]);
});

test('a project that blocks accounts wants the permissions for it, and still works without', () => {
  const { missing, wanted } = judgeGrants(
    ['User.Invite.All', 'User.Read.All', 'Organization.Read.All', 'GroupMember.Read.All'],
    new Set(['block'] as const),
  );
  assert.deepEqual(missing, []);
  assert.deepEqual(wanted, [
    'User.EnableDisableAccount.All',
    'User.RevokeSessions.All',
    'RoleManagement.Read.Directory',
  ]);
});
