import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { blockAccount, unblockAccount } from '../../../src/graph/ending/block-account.ts';
import { holdsDirectoryRole } from '../../../src/graph/ending/directory-role.ts';
import { readAccount } from '../../../src/graph/ending/read-account.ts';
import { readSignIns } from '../../../src/graph/ending/read-sign-ins.ts';
import { removeAccount } from '../../../src/graph/ending/remove-account.ts';
import { restoreAccount } from '../../../src/graph/ending/restore-account.ts';
import { findDeletedByIds } from '../../../src/graph/people/find-by-ids.ts';
import { groups, people } from '../../sandbox/seed.ts';
import { practice, writes } from './practice.ts';

const { objectId: gina, mail } = people.gina;
const day = 24 * 3600_000;
const rest = <T extends { graphRequestId?: string }>({ graphRequestId: _, ...kept }: T) => kept;

test('the bot blocks an account and ends its sessions, and unblocks it', async (t) => {
  const { tenant, client } = await practice(t);
  assert.deepEqual(rest(await blockAccount(client, gina)), { kind: 'taken' });
  assert.equal(tenant.user(mail)?.accountEnabled, false);
  assert.equal(tenant.user(mail)?.sessionsValidFrom, tenant.now().getTime());
  assert.deepEqual(await readAccount(client, gina), {
    kind: 'living',
    guest: true,
    enabled: false,
  });
  assert.deepEqual(rest(await unblockAccount(client, gina)), { kind: 'taken' });
  assert.equal(tenant.user(mail)?.accountEnabled, true);
  assert.deepEqual(writes(tenant), ['PATCH 204', 'POST 200', 'PATCH 204']);
});

test('without the permission to end sessions the bot still blocks the account, and says so', async (t) => {
  const { tenant, client } = await practice(t);
  tenant.knobs.missingConsent = ['User.RevokeSessions.All', 'User.ReadWrite.All'];
  const lacking = {
    code: 'sessions not ended',
    values: { permission: 'User.RevokeSessions.All' },
  };
  assert.deepEqual(rest(await blockAccount(client, gina)), { kind: 'taken', lacking });
  assert.equal(tenant.user(mail)?.accountEnabled, false);
});

test('a refusal tells a missing permission from a directory role', async (t) => {
  const { tenant, client } = await practice(t);
  tenant.knobs.missingConsent = [
    'User.EnableDisableAccount.All',
    'User.DeleteRestore.All',
    'User.ReadWrite.All',
  ];
  const codes = async (id: string) => {
    const answers = [await blockAccount(client, id), await removeAccount(client, id)];
    return answers.map((answer) => (answer.kind === 'refused' ? answer.reason : answer.kind));
  };
  const missing = (permission: string) => ({
    code: 'permission missing',
    values: { permission, status: 403 },
  });
  assert.deepEqual(await codes(gina), [
    missing('User.EnableDisableAccount.All'),
    missing('User.DeleteRestore.All'),
  ]);
  tenant.knobs.missingConsent = [];
  const admins = tenant.addGroup({ roleAssignable: true });
  tenant.putInGroup(admins.id, gina);
  assert.deepEqual(await codes(gina), [{ code: 'role holder' }, { code: 'role holder' }]);
  assert.ok(tenant.user(mail)?.accountEnabled);
});

test('the bot reads whether a person has a directory role, if it may', async (t) => {
  const { tenant, client } = await practice(t);
  assert.equal(await holdsDirectoryRole(client, gina), 'no');
  tenant.change(gina, { holdsRole: true });
  assert.equal(await holdsDirectoryRole(client, gina), 'yes');
  assert.equal(await holdsDirectoryRole(client, randomUUID()), 'no such account');
  tenant.knobs.missingConsent = ['User.Read.All'];
  assert.equal(await holdsDirectoryRole(client, gina), 'not readable');
});

test('the bot restores a removed account as it was, until 30 days are over', async (t) => {
  const { tenant, client } = await practice(t);
  assert.deepEqual(rest(await removeAccount(client, gina)), { kind: 'taken' });
  assert.deepEqual(await readAccount(client, gina), { kind: 'deleted', at: tenant.now() });
  assert.deepEqual(rest(await removeAccount(client, gina)), { kind: 'gone', what: 'account' });
  assert.equal((await restoreAccount(client, gina)).kind, 'done');
  assert.equal((await restoreAccount(client, gina)).kind, 'already');
  assert.equal(tenant.user(mail)?.id, gina);
  assert.deepEqual(tenant.membersOf(groups.atlasPartners.id), [gina]);
  await removeAccount(client, gina);
  tenant.knobs.clockOffsetMs = 30 * day;
  const late = await restoreAccount(client, gina);
  assert.equal(late.kind === 'refused' && late.reason.code, 'access target missing');
  assert.deepEqual(await readAccount(client, gina), { kind: 'nowhere' });
});

test('deleted accounts are found by id, and say whose they were', async (t) => {
  const { tenant, client } = await practice(t);
  const left = tenant.addMember('left@contoso.example', { deletedAt: tenant.now().getTime() });
  tenant.change(gina, { deletedAt: tenant.now().getTime() });
  const ids = [gina, left.id, people.alex.objectId];
  const found = await findDeletedByIds(client, ids);
  assert.deepEqual(
    ids.map((id) => found.get(id)?.userType),
    ['Guest', 'Member', undefined],
  );
  tenant.knobs.missingConsent = ['User.Read.All'];
  assert.equal((await findDeletedByIds(client, ids)).size, 0);
});

test('after a lost answer a read shows what became of the account', async (t) => {
  const { tenant, client } = await practice(t);
  tenant.failNext({ method: 'DELETE', path: /^\/users/, how: 'lost before' });
  assert.equal((await removeAccount(client, gina)).kind, 'lost');
  assert.equal((await readAccount(client, gina)).kind, 'living');
  tenant.failNext({ method: 'DELETE', path: /^\/users/, how: 'lost after' });
  assert.equal((await removeAccount(client, gina)).kind, 'lost');
  assert.equal((await readAccount(client, gina)).kind, 'deleted');
});

test('the answer is not yet while reads still show a deleted account', async (t) => {
  const { tenant, client } = await practice(t);
  tenant.turn({ lagMs: { removals: 5000 } });
  await removeAccount(client, gina);
  assert.equal((await removeAccount(client, gina)).kind, 'not yet');
  assert.equal((await blockAccount(client, gina)).kind, 'not yet');
  tenant.knobs.clockOffsetMs = 5000;
  assert.deepEqual(rest(await removeAccount(client, gina)), { kind: 'gone', what: 'account' });
});

test('the bot reads the last sign-in of each person whom Graph shows', async (t) => {
  const { tenant, client } = await practice(t);
  const jane = tenant.addGuest('jane@fabrikam.example').id;
  await tenant.redeem('jane@fabrikam.example');
  const read = await readSignIns(client, [gina, jane, randomUUID()]);
  assert.deepEqual(
    read,
    new Map<string, unknown>([
      [gina, 'never'],
      [jane, tenant.now()],
    ]),
  );
});

test('the bot says when it may not read sign-ins, and omits people beyond the limit of a minute', async (t) => {
  const { tenant, client } = await practice(t);
  tenant.knobs.premium = false;
  assert.equal(await readSignIns(client, [gina]), 'not readable');
  tenant.turn({ premium: true, missingConsent: ['AuditLog.Read.All'] });
  assert.equal(await readSignIns(client, [gina]), 'not readable');
  tenant.turn({ missingConsent: [], limits: { signIns: { count: 2, seconds: 60 } } });
  const ids = [gina, people.alex.objectId, people.megan.objectId];
  assert.deepEqual([...(await readSignIns(client, ids))].length, 2);
  await assert.rejects(readSignIns(client, Array(11).fill(gina)), RangeError);
});
