import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseProjects } from '../../../src/guests/project/project-file.ts';
import {
  applicationRefusal,
  groupRefusal,
  rightsGroups,
} from '../../../src/guests/project/refused-access.ts';

const owners = '0f8fad5b-d9cb-469f-a165-70867728950e';
const inviters = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const projects = parseProjects(
  JSON.stringify({ projects: [{ key: 'atlas', name: 'Atlas', ownersGroup: owners }] }),
);
const rights = rightsGroups(projects, [inviters.toUpperCase(), undefined]);

for (const [what, id] of Object.entries({ owners, inviters })) {
  test(`the bot never gives a group that gives rights in the bot: ${what}`, () => {
    assert.deepEqual(groupRefusal({ id, name: 'Deciders' }, rights), {
      code: 'group unwritable',
      values: { name: 'Deciders', why: 'rights' },
    });
  });
}

test('the bot refuses a group that it must not write, says why, and gives any other', () => {
  const id = '00000000-0000-4000-8000-000000000000';
  const refusal = groupRefusal({ id, name: 'Admins', unwritable: 'role-assignable' }, rights);
  assert.deepEqual(refusal?.values, { name: 'Admins', why: 'role-assignable' });
  assert.equal(groupRefusal({ id, name: 'Partners' }, rights), undefined);
});

test("the bot never gives Graph's applications or its own", () => {
  const own = new Set(['b07']);
  const refusal = (appId: string) =>
    applicationRefusal({ servicePrincipalId: 'x', appId, name: 'App' }, own)?.code;
  assert.equal(refusal('00000003-0000-0000-C000-000000000000'), 'application refused');
  assert.equal(refusal('00000002-0000-0000-c000-000000000000'), 'application refused');
  assert.equal(refusal('B07'), 'application refused');
  assert.equal(refusal('another'), undefined);
});
