import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTokenRoles } from '../../src/graph/own/token-roles.ts';
import { checkPermissions } from '../../src/work/doctor/check-permissions.ts';

const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
const given = (token: string) => ({ get: async () => token });

test('the token for Graph tells what the bot was granted', async () => {
  const roles = ['User.Read.All', 'User.Invite.All'];
  const token = `${part({ alg: 'RS256' })}.${part({ roles, name: 'Zo\u00eb' })}.signature`;
  assert.deepEqual(await readTokenRoles(given(token)), ['User.Invite.All', 'User.Read.All']);
  assert.deepEqual(await readTokenRoles(given(`x.${part({})}.x`)), []);
});

test('a token that nobody can read tells nothing', async () => {
  for (const token of ['', 'opaque', 'a.b.c', `x.${part({ roles: 'all' })}.x`])
    assert.equal(await readTokenRoles(given(token)), undefined, token);
  assert.equal(await readTokenRoles(undefined), undefined);
});

test('where the assignments cannot be read, the token names a permission that is missing or too much', async () => {
  const findings = await checkPermissions(
    {
      appId: undefined,
      readApplication: async () => 'not readable',
      readTokenRoles: async () => ['User.Invite.All', 'User.Read.All', 'Mail.Send'],
      probe: async (permission) => (permission === 'User.Read.All' ? 'allowed' : 'refused'),
    },
    new Set(),
  );
  const said = findings.map(({ code, values }) => [code, values?.permission ?? '']);
  assert.deepEqual(
    said.filter(([code]) => code !== 'permissions granted' && code !== 'permissions left out'),
    [
      ['permission missing', 'Organization.Read.All'],
      ['permission missing', 'GroupMember.Read.All'],
      ['permission too much', 'Mail.Send'],
    ],
  );
});
