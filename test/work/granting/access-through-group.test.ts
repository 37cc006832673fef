import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { GraphRefused } from '../../../src/graph/client/graph-faults.ts';
import { repairSteps } from '../../../src/store/steps/repair-steps.ts';
import { createThroughGroup } from '../../../src/work/granting/access-through-group.ts';
import { group, makeApproved, otherGroup, statesIn } from '../../store/make-request.ts';
import { startDatabase } from '../../store/start-database.ts';
import { until, untilDone } from '../pass-time.ts';
import { reasonsOf, stepsOf } from '../read-steps.ts';
import { runEngine } from '../run-engine.ts';
import { openWorkshop, type Workshop } from '../workshop.ts';

const server = await startDatabase();
const jane = 'jane@fabrikam.com';
const application = 'd0000000-0000-4000-8000-000000000001';
const reader = 'd0000000-0000-4000-8000-00000000000A';
const sku = 'D0000000-0000-4000-8000-0000000000FF';
const app = { servicePrincipalId: application, appRoleId: reader };
const licence = { skuId: sku, usageLocation: 'NL' };
const everything = { groups: [group], apps: [app], licences: [licence] };

const bringsRole = ({ directory }: Workshop, ...groups: string[]) =>
  directory.holders.set(application, new Map([[reader.toLowerCase(), { people: [], groups }]]));
const writes = ({ directory }: Workshop) =>
  directory.calls
    .filter(({ call }) => call === 'role' || call === 'licence')
    .map(({ call }) => call);
const answers = async ({ db }: Workshop) =>
  (await stepsOf(db)).map(({ kind, state, answer }) => `${kind} ${state} ${answer}`);

test('the bot does not assign a role and a licence that come with a group of the invitation', async (t) => {
  const shop = await openWorkshop(t, server);
  bringsRole(shop, group);
  shop.directory.groupSkus.set(group, new Set([sku.toLowerCase()]));
  const id = await makeApproved(shop.db, { addresses: [jane], access: everything });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  assert.deepEqual(writes(shop), []);
  assert.deepEqual(await statesIn(shop.db, id), ['complete']);
  assert.deepEqual((await answers(shop)).slice(2), [
    'app done through group',
    'licence done through group',
  ]);
  assert.deepEqual(await reasonsOf(shop, id), ['role through group']);
});

test('a group that is not in the invitation, or another role of its group, brings nothing', async (t) => {
  const shop = await openWorkshop(t, server);
  bringsRole(shop, otherGroup);
  shop.directory.groupSkus.set(otherGroup, new Set([sku.toLowerCase()]));
  const id = await makeApproved(shop.db, { addresses: [jane], access: everything });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  assert.deepEqual(writes(shop).toSorted(), ['licence', 'role']);
  assert.deepEqual(await reasonsOf(shop, id), [null]);
});

test('when the group takes no guests the bot assigns the role by a call of its own', async (t) => {
  const shop = await openWorkshop(t, server);
  bringsRole(shop, group);
  shop.directory.unwelcome.add(shop.directory.put(jane).objectId);
  const access = { ...everything, licences: [] };
  const id = await makeApproved(shop.db, { addresses: [jane], access });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  assert.deepEqual(writes(shop), ['role']);
  assert.deepEqual(await statesIn(shop.db, id), ['partly']);
});

test('the bot assigns access that a group did not bring by a call of its own', async (t) => {
  const shop = await openWorkshop(t, server);
  bringsRole(shop, group);
  const access = { ...everything, licences: [] };
  const id = await makeApproved(shop.db, { addresses: [jane], access });
  runEngine(t, shop.deps('one'));
  await untilDone(shop, id);
  const { rows } = await sql<{ id: number; settledAt: Date }>`
    select id, settled_at from step where kind = 'app'`.execute(shop.db);
  await repairSteps(shop.db, rows, shop.clock.now());
  await until(shop, () => writes(shop).length > 0);
  assert.deepEqual(writes(shop), ['role']);
});

test('the bot reads the access through groups once for many steps, and without the permission each step makes its call', async (t) => {
  const shop = await openWorkshop(t, server);
  const addresses = Array.from({ length: 30 }, (_, n) => `p${n}@fabrikam.com`);
  const access = { ...everything, licences: [] };
  const id = await makeApproved(shop.db, { addresses, access, source: 'file' });
  let reads = 0;
  const throughGroup = createThroughGroup({
    ...shop,
    ...shop.directory,
    roleHolders: async () => {
      reads += 1;
      throw new GraphRefused({ code: 'consent missing' }, 403);
    },
  });
  runEngine(t, { ...shop.deps('one'), throughGroup });
  await untilDone(shop, id);
  assert.ok(reads <= 3, `${reads} reads`);
  assert.equal(writes(shop).length, 30);
});
