import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Access, Project } from '../../../src/guests/project/project.ts';
import { hasExtraAccess } from '../../../src/guests/rows/row-flags.ts';

const access: Project['access'] = {
  groups: ['g1'],
  apps: [{ servicePrincipalId: 'a1', appRoleId: 'reader' }],
  licences: [{ skuId: 'l1', usageLocation: 'NL' }],
  team: 't1',
};
const usual: Access = { groups: ['g1', 't1'], apps: access.apps, licences: access.licences };
const extra = (changed: Partial<Access>) => hasExtraAccess({ ...usual, ...changed }, { access });

test('the access that the project gives to everybody is not extra, nor is less', () => {
  assert.equal(extra({}), false);
  assert.equal(extra({ groups: [], apps: [], licences: [] }), false);
});

test('another group, application or role is extra', () => {
  assert.equal(extra({ groups: ['g1', 'g2'] }), true);
  assert.equal(extra({ apps: [{ servicePrincipalId: 'a2' }] }), true);
  assert.equal(extra({ apps: [{ servicePrincipalId: 'a1', appRoleId: 'editor' }] }), true);
  assert.equal(extra({ licences: [{ skuId: 'l2', usageLocation: 'NL' }] }), true);
});
