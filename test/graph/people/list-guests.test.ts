import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLicenceStock } from '../../../src/graph/access/licence-stock.ts';
import { GraphUnavailable } from '../../../src/graph/client/graph-faults.ts';
import { findAmongAll, findAmongDeleted } from '../../../src/graph/people/list-guests.ts';
import { kindKnobs } from '../../sandbox/tenant/knobs.ts';
import { startTenant } from '../../sandbox/tenant/start-tenant.ts';
import { clientFor, fakeGraph, graphError } from '../fake-graph.ts';

const denied = graphError('Authorization_RequestDenied', 'Insufficient privileges.');

test('the bot keeps only the guests that the caller asked for, by any of their addresses', async (t) => {
  const tenant = await startTenant();
  t.after(() => tenant.close());
  const old = { createdAt: 0 };
  for (let n = 0; n < 2500; n += 1) tenant.addGuest(`p${n}@fabrikam.example`, old);
  tenant.addGuest('main@fabrikam.example', { ...old, otherMails: ['Alias@fabrikam.example'] });
  tenant.addGuest('off@fabrikam.example', { ...old, accountEnabled: false });
  const asked = ['p0@fabrikam.example', 'p2499@fabrikam.example', 'alias@fabrikam.example'];
  const found = await findAmongAll(
    clientFor(tenant.url),
    new Set([...asked, 'off@fabrikam.example', 'nobody@fabrikam.example']),
  );
  assert.deepEqual([...found.keys()].sort(), [...asked, 'off@fabrikam.example'].sort());
  assert.equal(found.get('off@fabrikam.example')?.accountEnabled, false);
  const pages = tenant.requests({ path: /^\/users\?/ }).length;
  assert.equal(pages, 4, 'three pages of guests and one of members of that domain');
  assert.deepEqual(tenant.violations(), []);
});

test('the bot finds members by any address outside the organisation, five domains in a call', async (t) => {
  const tenant = await startTenant({ knobs: kindKnobs });
  t.after(() => tenant.close());
  const ids = {
    'private@fabrikam.example': tenant.addMember('e1@contoso.example', {
      otherMails: ['Private@Fabrikam.example'],
    }).id,
    'alias@northwind.example': tenant.addMember('e2@contoso.example', {
      proxyAddresses: ['SMTP:e2@contoso.example', 'smtp:alias@northwind.example'],
    }).id,
    'contractor@wingtip.example': tenant.addMember('contractor@wingtip.example', {
      userPrincipalName: 'contractor@contoso.example',
    }).id,
    'converted@adatum.example': tenant.addGuest('converted@adatum.example', {
      userType: 'Member',
      externalUserState: 'Accepted',
    }).id,
  };
  tenant.addMember('e3@contoso.example', { otherMails: ['somebody@fabrikam.example'] });
  const client = clientFor(tenant.url);
  const asked = new Set([...Object.keys(ids), 'nobody@tailspin.example']);
  const found = await findAmongAll(client, asked);
  const idsOf = (people: typeof found) =>
    Object.fromEntries([...people].map(([address, { objectId }]) => [address, objectId]));
  assert.deepEqual(idsOf(found), ids);
  assert.equal(tenant.requests({ path: /^\/users\?.*endsWith/ }).length, 1);
  const manyDomains = Array.from({ length: 100 }, (_, n) => `nobody@d${n}.example`);
  assert.deepEqual(idsOf(await findAmongAll(client, new Set([...asked, ...manyDomains]))), ids);
  assert.equal(tenant.requests({ path: /^\/users\?.*endsWith/ }).length, 1);
  assert.equal(tenant.requests({ path: /userType eq 'Member'/ }).length, 1);
  assert.deepEqual(tenant.violations(), []);
});

test('the bot finds the nearer of two people with one address, in any order', async (t) => {
  const tenant = await startTenant({ knobs: kindKnobs });
  t.after(() => tenant.close());
  const address = 'jane@fabrikam.example';
  tenant.addGuest('first@fabrikam.example', { otherMails: [address] });
  const { id } = tenant.addGuest(address);
  tenant.addMember('last@contoso.example', { otherMails: [address] });
  const found = await findAmongAll(clientFor(tenant.url), new Set([address]));
  assert.equal(found.get(address)?.objectId, id);
});

test('half a list throws', async (t) => {
  const graph = await fakeGraph(t, { status: 404, body: {} });
  await assert.rejects(findAmongAll(graph.client, new Set(['a@b.example'])), GraphUnavailable);
});

test('deleted accounts that the bot may not read are an answer', async (t) => {
  const graph = await fakeGraph(t, { status: 403, body: denied });
  assert.equal(await findAmongDeleted(graph.client, new Set(['a@b.example'])), 'not readable');
});

test('the stock counts the licences that are left', async (t) => {
  const sku = {
    skuId: 'S1',
    skuPartNumber: 'PROJECT',
    consumedUnits: 3,
    prepaidUnits: { enabled: 5 },
  };
  const graph = await fakeGraph(t, { status: 200, body: { value: [sku] } });
  assert.deepEqual(await readLicenceStock(graph.client), [
    { skuId: 's1', name: 'PROJECT', left: 2 },
  ]);
});
