import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GraphUnavailable } from '../../src/graph/graph-faults.ts';
import { readLicenceStock } from '../../src/graph/licence-stock.ts';
import { findAmongDeleted, findAmongGuests } from '../../src/graph/list-guests.ts';
import { startTenant } from '../sandbox/tenant/start-tenant.ts';
import { clientFor, fakeGraph, graphError } from './fake-graph.ts';

const denied = graphError('Authorization_RequestDenied', 'Insufficient privileges.');

test('of many guests only those who are asked for are kept, by any of their addresses', async (t) => {
  const tenant = await startTenant();
  t.after(() => tenant.close());
  const old = { createdAt: 0 };
  for (let n = 0; n < 2500; n += 1) tenant.addGuest(`p${n}@fabrikam.example`, old);
  tenant.addGuest('main@fabrikam.example', { ...old, otherMails: ['Alias@fabrikam.example'] });
  tenant.addGuest('off@fabrikam.example', { ...old, accountEnabled: false });
  const asked = ['p0@fabrikam.example', 'p2499@fabrikam.example', 'alias@fabrikam.example'];
  const found = await findAmongGuests(
    clientFor(tenant.url),
    new Set([...asked, 'off@fabrikam.example', 'nobody@fabrikam.example']),
  );
  assert.deepEqual([...found.keys()].sort(), [...asked, 'off@fabrikam.example'].sort());
  assert.equal(found.get('off@fabrikam.example')?.accountEnabled, false);
  const pages = tenant.requests({ path: /^\/users\?/ }).length;
  assert.equal(pages, 4, 'three pages of guests and one of members whom an invitation made');
  assert.deepEqual(tenant.violations(), []);
});

test('half a list is no list', async (t) => {
  const graph = await fakeGraph(t, { status: 404, body: {} });
  await assert.rejects(findAmongGuests(graph.client, new Set(['a@b.example'])), GraphUnavailable);
});

test('that the deleted may not be read is an answer', async (t) => {
  const graph = await fakeGraph(t, { status: 403, body: denied });
  assert.equal(await findAmongDeleted(graph.client, new Set(['a@b.example'])), 'not readable');
});

test('licences are counted by what nobody has yet', async (t) => {
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
