import assert from 'node:assert/strict';
import { test } from 'node:test';
import { removeMember } from '../../../src/graph/ending/remove-member.ts';
import { takeLicence } from '../../../src/graph/ending/take-licence.ts';
import { takeRole } from '../../../src/graph/ending/take-role.ts';
import { graphError } from '../fake-graph.ts';
import { gift, gina, licence, membership, practice, role } from './practice.ts';

test('a refused removal names what stays and the permission that it needs', async (t) => {
  const { tenant, client } = await practice(t);
  tenant.assignRole(gift);
  tenant.change(gina, { skuIds: [licence.skuId] });
  const take = async () => [
    await removeMember(client, membership),
    await takeRole(client, role),
    await takeLicence(client, licence),
  ];
  const refusals = (answers: Awaited<ReturnType<typeof take>>) =>
    answers.map((answer) => answer.kind === 'refused' && answer.reason);
  tenant.knobs.missingConsent = [
    ...['GroupMember.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All'],
    ...['LicenseAssignment.ReadWrite.All', 'User.ReadWrite.All'],
  ];
  const grants = [
    { kind: 'group', id: membership.groupId, permission: 'GroupMember.ReadWrite.All' },
    { kind: 'app', id: role.servicePrincipalId, permission: 'AppRoleAssignment.ReadWrite.All' },
    { kind: 'licence', id: licence.skuId, permission: 'LicenseAssignment.ReadWrite.All' },
  ];
  assert.deepEqual(
    refusals(await take()),
    grants.map((of) => ({
      code: 'take not permitted',
      values: { ...of, name: of.id, status: 403 },
    })),
  );
  tenant.knobs.missingConsent = [];
  for (const path of [/members/, /appRoleAssignedTo/, /assignLicense/]) {
    const body = graphError('Odd_Refusal', 'Something else.');
    const method = path.source === 'assignLicense' ? 'POST' : 'DELETE';
    tenant.failNext({ method, path, how: { status: 400, body } });
  }
  for (const refused of refusals(await take()))
    assert.partialDeepStrictEqual(refused, {
      code: 'take refused',
      values: { said: 'Something else.' },
    });
});
