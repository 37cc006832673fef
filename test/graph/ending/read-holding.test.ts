import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { type GrantToRead, readHolding } from '../../../src/graph/ending/read-holding.ts';
import { applications, groups, people } from '../../sandbox/seed.ts';
import { practice } from './practice.ts';

const gina = people.gina.objectId;
const { servicePrincipalId: portal, roles } = applications.atlasPortal;
const wiki = applications.beaconWiki.servicePrincipalId;
const skuId = '5c000000-0000-4000-8000-000000000001';
const group = (target: string): GrantToRead => ({ kind: 'group', target, detail: '' });
const app = (target: string, detail = ''): GrantToRead => ({ kind: 'app', target, detail });

test('a person has a group directly, through another group, by a rule, or not', async (t) => {
  const { tenant, client } = await practice(t);
  const outer = tenant.addGroup({ members: new Map([[groups.atlasPartners.id, 0]]) }).id;
  tenant.putInGroup(groups.allStaff.id, gina);
  const nowhere = randomUUID();
  const grants = [groups.atlasPartners.id, outer, groups.allStaff.id, groups.beaconPartners.id];
  const held = await readHolding(client, gina, [...grants, nowhere].map(group));
  assert.deepEqual(
    [...held.values()].map(({ how }) => how),
    ['direct', 'by group', 'by rule', 'gone', 'gone'],
  );
});

test('the bot asks where a membership comes from only when it is not direct', async (t) => {
  const { tenant, client } = await practice(t);
  await readHolding(client, gina, [group(groups.atlasPartners.id)]);
  const asked = () => tenant.requests().filter(({ path }) => path.endsWith('/checkMemberGroups'));
  assert.equal(asked().length, 0);
  await readHolding(client, gina, [groups.atlasPartners.id, groups.beaconPartners.id].map(group));
  assert.equal(asked().length, 1);
});

test('a person has a role directly, since a time, or through a group', async (t) => {
  const { tenant, client } = await practice(t);
  const none = '00000000-0000-0000-0000-000000000000';
  const both = { resourceId: portal, appRoleId: roles[0].id };
  tenant.assignRole({ principalId: groups.atlasPartners.id, ...both });
  tenant.assignRole({ principalId: gina, ...both });
  tenant.assignRole({
    principalId: groups.atlasPartners.id,
    resourceId: wiki,
    appRoleId: none,
  });
  const held = await readHolding(client, gina, [
    app(portal, roles[0].id),
    app(portal, roles[1].id),
    app(wiki),
  ]);
  const [direct, ...others] = held.values();
  assert.partialDeepStrictEqual(direct, { how: 'direct', since: tenant.now() });
  assert.deepEqual(others, [{ how: 'gone' }, { how: 'by group' }]);
});

test('a direct licence counts before the same licence through a group', async (t) => {
  const { tenant, client } = await practice(t);
  const grant: GrantToRead = { kind: 'licence', target: skuId.toUpperCase(), detail: '' };
  const read = async () => [...(await readHolding(client, gina, [grant])).values()];
  assert.deepEqual(await read(), [{ how: 'gone' }]);
  const equipped = tenant.addGroup({ skuIds: [skuId] });
  tenant.putInGroup(equipped.id, gina);
  assert.deepEqual(await read(), [{ how: 'by group' }]);
  tenant.change(gina, { skuIds: [skuId] });
  assert.deepEqual(await read(), [{ how: 'direct' }]);
});

test('a person who does not exist has nothing', async (t) => {
  const { client } = await practice(t);
  const grants = [
    group(groups.atlasPartners.id),
    app(portal, roles[0].id),
    { kind: 'licence', target: skuId, detail: '' } as const,
  ];
  const held = await readHolding(client, randomUUID(), grants);
  assert.deepEqual([...held.values()], [{ how: 'gone' }, { how: 'gone' }, { how: 'gone' }]);
});
