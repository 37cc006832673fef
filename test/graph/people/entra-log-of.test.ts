import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMembers } from '../../../src/graph/access/add-members.ts';
import { entraLogOf } from '../../../src/graph/people/entra-log-of.ts';
import { people } from '../../sandbox/seed.ts';
import { groupId, practice } from '../ending/practice.ts';

const address = 'jane@fabrikam.example';

test("the bot reads what Entra's log says about one account, the newest entry first", async (t) => {
  const { tenant, client } = await practice(t);
  const { id } = tenant.addGuest(address);
  tenant.addGuest('joe@fabrikam.example');
  await tenant.redeem('joe@fabrikam.example');
  await tenant.redeem(address);
  await addMembers(client, groupId, [id]);
  assert.deepEqual(await entraLogOf(client, id), [
    { at: tenant.now(), activity: 'Add member to group', by: 'Guestlist', failed: false },
    { at: tenant.now(), activity: 'Redeem external user invite', by: 'jane', failed: false },
  ]);
  assert.deepEqual(await entraLogOf(client, people.gina.objectId), []);
});

test("without the permission the bot may not read Entra's log, and throttling throws", async (t) => {
  const { tenant, client } = await practice(t);
  tenant.knobs.missingConsent = ['AuditLog.Read.All'];
  assert.equal(await entraLogOf(client, people.gina.objectId), 'not readable');
  tenant.turn({ missingConsent: [], limits: { audits: { count: 1, seconds: 10 } } });
  assert.deepEqual(await entraLogOf(client, people.gina.objectId), []);
  await assert.rejects(entraLogOf(client, people.gina.objectId), { name: 'GraphUnavailable' });
});
