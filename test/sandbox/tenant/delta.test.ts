import assert from 'node:assert/strict';
import { test } from 'node:test';
import { people } from '../seed.ts';
import type { Ask, Asked } from './ask-tenant.ts';
import { tenantFor } from './ask-tenant.ts';
import { kindKnobs } from './knobs.ts';

const quiet = { knobs: kindKnobs };
const select = '$select=id,displayName,externalUserState,externalUserStateChangeDateTime';
const latest = async (ask: Ask, options = select): Promise<string> =>
  (await ask('GET', `/users/delta?${options}&$deltatoken=latest`)).body['@odata.deltaLink'];
const states = (answer: Asked): string[] =>
  answer.body.value.map((user: { externalUserState?: string }) => user.externalUserState ?? '-');

test('the next delta round shows a redemption once for each write, and later rounds do not', async (t) => {
  const { tenant, ask } = await tenantFor(t, quiet);
  tenant.turn({ displayNameFlips: true });
  tenant.addGuest('jane@fabrikam.example');
  const link = await latest(ask);
  assert.deepEqual((await ask('GET', link)).body.value, []);
  await tenant.redeem('jane@fabrikam.example');
  const round = await ask('GET', link);
  assert.deepEqual(states(round), ['Accepted', 'Accepted']);
  assert.match(round.body.value[0].externalUserStateChangeDateTime, /^\d{4}-.*:\d\dZ$/);
  assert.deepEqual((await ask('GET', round.body['@odata.deltaLink'])).body.value, []);
});

test('only selected properties count as changes', async (t) => {
  const { tenant, ask } = await tenantFor(t, quiet);
  const link = await latest(ask, '$select=id,companyName');
  tenant.change(people.gina.objectId, { displayName: 'Gina P.' });
  assert.deepEqual((await ask('GET', link)).body.value, []);
  tenant.change(people.gina.objectId, { companyName: 'Northwind' });
  const [changed] = (await ask('GET', link)).body.value;
  assert.deepEqual(changed, { id: people.gina.objectId, companyName: 'Northwind' });
});

test('with delta.withState off, delta never shows a redemption', async (t) => {
  const { tenant, ask } = await tenantFor(t, quiet);
  tenant.turn({ delta: { withState: false } });
  tenant.addGuest('jane@fabrikam.example');
  const link = await latest(ask, '$select=id,externalUserState,externalUserStateChangeDateTime');
  await tenant.redeem('jane@fabrikam.example');
  assert.deepEqual((await ask('GET', link)).body.value, []);
});

test('changes arrive late and in order, and no round loses one', async (t) => {
  const { tenant, ask } = await tenantFor(t, { clock: () => new Date('2026-11-20T10:00:00Z') });
  tenant.turn({ lagMs: { delta: 1000 } });
  const link = await latest(ask);
  tenant.change(people.gina.objectId, { displayName: 'Gina A.' });
  tenant.knobs.clockOffsetMs = 600;
  tenant.change(people.alex.objectId, { displayName: 'Alex A.' });
  const empty = await ask('GET', link);
  assert.deepEqual(empty.body.value, []);
  tenant.knobs.clockOffsetMs = 1000;
  const first = await ask('GET', empty.body['@odata.deltaLink']);
  tenant.knobs.clockOffsetMs = 1600;
  const second = await ask('GET', first.body['@odata.deltaLink']);
  const names = [first, second].map((round) => round.body.value[0].displayName);
  assert.deepEqual(names, ['Gina A.', 'Alex A.']);
});

test('the first round lists all people in pages, and later rounds have pages too', async (t) => {
  const { tenant, ask } = await tenantFor(t, quiet);
  tenant.turn({ delta: { pageSize: 2, repeat: 2 } });
  let answer = await ask('GET', `/users/delta?${select}`);
  const seen = [...answer.body.value];
  while (answer.body['@odata.nextLink']) {
    assert.equal(answer.body['@odata.deltaLink'], undefined);
    answer = await ask('GET', answer.body['@odata.nextLink']);
    seen.push(...answer.body.value);
  }
  assert.equal(seen.length, 5);
  for (const name of ['Gina 1', 'Gina 2'])
    tenant.change(people.gina.objectId, { displayName: name });
  const page = await ask('GET', answer.body['@odata.deltaLink']);
  assert.equal(page.body.value.length, 2);
  assert.ok(page.body['@odata.nextLink']);
  assert.ok((await ask('GET', page.body['@odata.nextLink'])).body['@odata.deltaLink']);
});

test('delta gives another reason for deleted people than for those gone for good', async (t) => {
  const { tenant, ask } = await tenantFor(t, quiet);
  const id = people.gina.objectId;
  const link = await latest(ask);
  tenant.change(id, { deletedAt: tenant.now().getTime() });
  const removed = async () => (await ask('GET', link)).body.value.at(-1)['@removed'];
  assert.deepEqual(await removed(), { reason: 'changed' });
  await ask('DELETE', `/directory/deletedItems/${id}`);
  assert.deepEqual(await removed(), { reason: 'deleted' });
});

test('tokens expire after seven days or when the tenant forgets them, in both documented ways', async (t) => {
  const { tenant, ask } = await tenantFor(t, quiet);
  const link = await latest(ask);
  tenant.forgetDeltaTokens();
  const gone = await ask('GET', link);
  assert.equal(gone.status, 410);
  const location = gone.headers.get('location') ?? '';
  assert.equal((await ask('GET', location)).body.value.length, 5);
  tenant.turn({ delta: { expiry: 'syncStateNotFound' } });
  const lost = await ask('GET', link);
  assert.deepEqual([lost.status, lost.body.error.code], [400, 'syncStateNotFound']);
  const fresh = await latest(ask);
  assert.equal((await ask('GET', fresh)).status, 200);
  tenant.knobs.clockOffsetMs = 8 * 24 * 3600 * 1000;
  assert.equal((await ask('GET', fresh)).status, 400);
});

test('delta refuses $top', async (t) => {
  const { ask } = await tenantFor(t, quiet);
  assert.equal((await ask('GET', '/users/delta?$top=5')).status, 400);
});
