import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GraphRefused, GraphUnavailable } from '../../../src/graph/client/graph-faults.ts';
import {
  findDeletedPeople,
  findInvited,
  findPeople,
} from '../../../src/graph/people/find-people.ts';
import { findAmongDeleted } from '../../../src/graph/people/list-guests.ts';
import { kindKnobs } from '../../sandbox/tenant/knobs.ts';
import { startTenant } from '../../sandbox/tenant/start-tenant.ts';
import { clientFor, fakeGraph, graphError, nobodysUrl } from '../fake-graph.ts';

const jane = {
  id: 'id-jane',
  displayName: 'Jane Doe',
  mail: 'Jane@Fabrikam.example',
  userType: 'Guest',
  accountEnabled: true,
  externalUserState: 'PendingAcceptance',
  externalUserStateChangeDateTime: '2026-11-01T10:00:00Z',
  creationType: 'Invitation',
  createdDateTime: '2026-11-01T09:59:58Z',
  assignedLicenses: [{ skuId: 'SKU-1', disabledPlans: [] }],
};
const page = (...value: object[]) => ({ status: 200, body: { value } });
const initial = 'contoso.onmicrosoft.com';
const denied = graphError('Authorization_RequestDenied', 'Insufficient privileges.');

test('the bot finds a guest in any letter case, and describes the account in its own words', async (t) => {
  const graph = await fakeGraph(t, page(jane));
  const found = await findPeople(graph.client, ['jane@fabrikam.example', 'bob@fabrikam.example']);
  assert.deepEqual(found.get('jane@fabrikam.example'), {
    objectId: 'id-jane',
    userType: 'Guest',
    externalUserState: 'PendingAcceptance',
    accountEnabled: true,
    deleted: false,
    displayName: 'Jane Doe',
    mail: 'jane@fabrikam.example',
    creationType: 'Invitation',
    createdAt: new Date('2026-11-01T09:59:58Z'),
    changedAt: new Date('2026-11-01T10:00:00Z'),
    licences: ['sku-1'],
  });
  assert.equal(found.has('bob@fabrikam.example'), false);
});

test('quotes, plus and hash reach Graph as they are in the address', async (t) => {
  const graph = await fakeGraph(t, page());
  await findPeople(graph.client, ["o'brien+x#1&y@fabrikam.example"]);
  assert.equal(
    graph.sent[0]?.query.$filter,
    "mail eq 'o''brien+x#1&y@fabrikam.example' or userPrincipalName eq 'o''brien+x#1&y@fabrikam.example' or otherMails/any(x:x eq 'o''brien+x#1&y@fabrikam.example') or proxyAddresses/any(x:x eq 'smtp:o''brien+x#1&y@fabrikam.example')",
  );
});

test('no filter has more than the fifteen clauses that Graph allows, and all together have every address', async (t) => {
  const graph = await fakeGraph(t, page());
  const addresses = Array.from({ length: 15 }, (_, i) => `p${i}@fabrikam.example`);
  await findPeople(graph.client, [...addresses, 'p1@fabrikam.example']);
  const filters = graph.sent.map((sent) => sent.query.$filter ?? '');
  assert.equal(filters.length, 4);
  assert.ok(filters.every((filter) => filter.split(' or ').length <= 15));
  for (const address of addresses) assert.ok(filters.join().includes(`mail eq '${address}'`));
});

test('the bot prefers the person with the mailbox to one with the address as alias or contact', async (t) => {
  const address = 'jane@fabrikam.example';
  const graph = await fakeGraph(
    t,
    page(
      { id: 'contact', otherMails: [address] },
      { id: 'alias', proxyAddresses: ['SMTP:x@y.example', `smtp:${address}`] },
      jane,
    ),
    page(
      { id: 'contact', otherMails: [address] },
      { id: 'alias', proxyAddresses: [`SMTP:${address}`] },
    ),
  );
  assert.equal((await findInvited(graph.client, address))?.objectId, 'id-jane');
  assert.equal((await findInvited(graph.client, address))?.objectId, 'alias');
});

test('the bot follows no further page on another host', async (t) => {
  const second = await fakeGraph(t, page(jane));
  const graph = await fakeGraph(t, {
    status: 200,
    body: { value: [], '@odata.nextLink': `${second.url}/v1.0/users?$skiptoken=x` },
  });
  await assert.rejects(findInvited(graph.client, 'jane@fabrikam.example'), /leads elsewhere/);
  assert.equal(second.sent.length, 0);
});

test('the bot finds deleted guests by another call, and a missing permission is an answer', async (t) => {
  const graph = await fakeGraph(t, page(jane), { status: 403, body: denied });
  const found = await findDeletedPeople(graph.client, ['jane@fabrikam.example'], initial);
  assert.ok(found instanceof Map);
  assert.equal(found.get('jane@fabrikam.example')?.deleted, true);
  assert.equal(graph.sent[0]?.headers.consistencylevel, 'eventual');
  assert.equal(await findDeletedPeople(graph.client, ['x@y.example'], initial), 'not readable');
});

test('the bot finds a deleted guest by a private address and by the changed sign-in name', async (t) => {
  const tenant = await startTenant({ knobs: kindKnobs });
  t.after(() => tenant.close());
  const deleted = { deletedAt: Date.now(), mail: null, proxyAddresses: [] };
  const noted = tenant.addGuest('x@fabrikam.example', {
    ...deleted,
    otherMails: ['noted@fabrikam.example'],
  });
  const bare = tenant.addGuest('jane_doe@fabrikam.example', { ...deleted, otherMails: [] });
  const left = { ...deleted, mail: 'left@contoso.example', otherMails: ['own@fabrikam.example'] };
  tenant.addMember('left@contoso.example', left);
  const addresses = ['noted', 'jane_doe', 'own', 'doe'].map((name) => `${name}@fabrikam.example`);
  const client = clientFor(tenant.url);
  const few = await findDeletedPeople(client, addresses, initial);
  const all = await findAmongDeleted(client, new Set(addresses));
  for (const found of [few, all]) {
    assert.ok(found instanceof Map);
    assert.deepEqual(
      new Map([...found].map(([address, { objectId }]) => [address, objectId])),
      new Map([
        ['noted@fabrikam.example', noted.id],
        ['jane_doe@fabrikam.example', bare.id],
      ]),
    );
  }
  assert.deepEqual(tenant.violations(), []);
});

test('long addresses fit into the URLs that Graph takes', async (t) => {
  const tenant = await startTenant({ knobs: kindKnobs });
  t.after(() => tenant.close());
  const client = clientFor(tenant.url);
  const name = (n: number) => `${"o'b+".repeat(15)}${n}`;
  const addresses = Array.from(
    { length: 15 },
    (_, n) => `${name(n)}@${'long-'.repeat(11)}name.${'longer-'.repeat(8)}name.example`,
  );
  assert.equal(
    await findDeletedPeople(client, addresses, initial).then((found) => found instanceof Map),
    true,
  );
  assert.equal((await findPeople(client, addresses)).size, 0);
});

test('without an answer the search throws, so that nobody counts as absent', async (t) => {
  const graph = await fakeGraph(
    t,
    { status: 429, headers: { 'retry-after': '20' } },
    { status: 200, text: '<html>proxy</html>' },
    'hang up',
    { status: 403, body: denied },
  );
  const ask = () => findPeople(graph.client, ['jane@fabrikam.example']);
  await assert.rejects(
    ask,
    (error) => error instanceof GraphUnavailable && error.retryAfterSeconds === 20,
  );
  await assert.rejects(ask, GraphUnavailable);
  await assert.rejects(ask, GraphUnavailable);
  await assert.rejects(
    ask,
    (error) => error instanceof GraphRefused && error.reason.values?.permission === 'User.Read.All',
  );
  await assert.rejects(
    findPeople(clientFor(await nobodysUrl()), ['jane@fabrikam.example']),
    GraphUnavailable,
  );
});
