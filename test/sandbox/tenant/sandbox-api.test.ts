import assert from 'node:assert/strict';
import { get } from 'node:http';
import { test } from 'node:test';
import { mailed, tenantFor } from './ask-tenant.ts';
import { kindKnobs } from './knobs.ts';

const jane = 'jane@fabrikam.example';

test('the page reads and turns knobs over HTTP, and the tenant refuses wrong ones', async (t) => {
  const { tenant, ask } = await tenantFor(t);
  const knobs = `${tenant.url}/sandbox/knobs`;
  const turned = await ask('PATCH', knobs, { lagMs: { filters: 9 }, tenantBlocked: true });
  assert.equal(turned.status, 200);
  assert.deepEqual([tenant.knobs.lagMs.filters, tenant.knobs.tenantBlocked], [9, true]);
  assert.equal((await ask('GET', knobs)).body.lagMs.filters, 9);
  assert.equal((await ask('PATCH', knobs, { lagMs: { fitlers: 1 } })).status, 400);
  assert.equal((await ask('PATCH', knobs, { tenantBlocked: 'yes' })).status, 400);
  assert.equal(tenant.knobs.tenantBlocked, true);
});

test('the page reads mails, state, requests and faults, and lets a partner redeem', async (t) => {
  const { tenant, ask } = await tenantFor(t, { knobs: kindKnobs });
  await ask('POST', '/invitations', mailed(jane));
  const sandbox = `${tenant.url}/sandbox`;
  assert.equal((await ask('GET', `${sandbox}/mails?to=${jane}`)).body.length, 1);
  const redeem = { address: jane, how: 'google' };
  assert.equal((await ask('POST', `${sandbox}/redeem`, redeem)).body.first, true);
  const stranger = { address: 'x@y.example' };
  assert.equal((await ask('POST', `${sandbox}/redeem`, stranger)).status, 409);
  const state = await ask('GET', `${sandbox}/state`);
  const guest = state.body.guests.find((candidate: { mail: string }) => candidate.mail === jane);
  assert.equal(guest.state, 'Accepted');
  const [request] = (await ask('GET', `${sandbox}/requests`)).body;
  assert.deepEqual([request.method, request.path, request.status], ['POST', '/invitations', 201]);
  assert.deepEqual((await ask('GET', `${sandbox}/faults`)).body, { violations: [], unhandled: [] });
  const counts = { calls: 1, mails: 1, waiting: 0, subscriptions: 0 };
  assert.deepEqual((await ask('GET', `${sandbox}/counts`)).body, counts);
});

test('one call lets waiting partners redeem, each by another sign-in, the longest waiting first', async (t) => {
  const { tenant, ask } = await tenantFor(t, { knobs: kindKnobs });
  const addresses = Array.from({ length: 6 }, (_, n) => `p${n}@fabrikam.example`);
  for (const address of addresses) await ask('POST', '/invitations', mailed(address));
  await ask('POST', '/invitations', mailed('p0@fabrikam.example'));
  await tenant.redeem('p1@fabrikam.example');
  const sandbox = `${tenant.url}/sandbox`;
  assert.equal((await ask('GET', `${sandbox}/counts`)).body.waiting, 5);
  const redeemed = await ask('POST', `${sandbox}/redeem-waiting`, { count: 4, withinMs: 20 });
  assert.deepEqual(redeemed.body, { redeemed: 4 });
  const waiting = addresses.filter(
    (address) => tenant.user(address)?.externalUserState === 'PendingAcceptance',
  );
  assert.deepEqual(waiting, ['p5@fabrikam.example']);
  const ways = ['p0', 'p2', 'p3', 'p4'].map(
    (name) => tenant.user(`${name}@fabrikam.example`)?.identities.at(-1)?.issuer,
  );
  assert.equal(new Set(ways).size, 4);
  assert.equal((await ask('POST', `${sandbox}/redeem-waiting`, { count: 'all' })).status, 400);
});

test('a test can order a fault over HTTP', async (t) => {
  const { tenant, ask } = await tenantFor(t);
  const order = { method: 'GET', path: '^/users', how: { status: 504 }, times: 1 };
  assert.equal((await ask('POST', `${tenant.url}/sandbox/fail-next`, order)).status, 200);
  assert.equal((await ask('GET', '/users')).status, 504);
  assert.equal((await ask('GET', '/users')).status, 200);
});

test('the tenant serves only this machine, and only its pages may read', async (t) => {
  const { tenant, ask } = await tenantFor(t);
  const state = `${tenant.url}/sandbox/state`;
  const foreign = await ask('GET', state, undefined, { origin: 'https://evil.example' });
  assert.equal(foreign.status, 403);
  const local = await ask('GET', state, undefined, { origin: 'http://127.0.0.1:5000' });
  assert.equal(local.headers.get('access-control-allow-origin'), 'http://127.0.0.1:5000');
  const status = await new Promise((resolve, reject) => {
    get(state, { headers: { host: 'evil.example' } }, (res) => resolve(res.statusCode)).on(
      'error',
      reject,
    );
  });
  assert.equal(status, 403);
});

test('Graph refuses a body that is not JSON', async (t) => {
  const { tenant } = await tenantFor(t);
  const send = (type: string, body: string) =>
    fetch(`${tenant.url}/v1.0/invitations`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
  assert.equal((await send('application/json', '{')).status, 400);
  assert.equal((await send('text/plain', '{}')).status, 400);
});

test('a listener gets an event after a change', async (t) => {
  const { tenant, ask } = await tenantFor(t, { knobs: kindKnobs });
  const origin = 'http://127.0.0.1:3979';
  const events = await fetch(`${tenant.url}/sandbox/events`, { headers: { origin } });
  assert.equal(events.headers.get('access-control-allow-origin'), origin);
  const reader = events.body?.getReader();
  await reader?.read();
  await ask('PATCH', `${tenant.url}/sandbox/knobs`, { latencyMs: 0 });
  const { value } = (await reader?.read()) ?? {};
  assert.match(Buffer.from(value ?? []).toString(), /event: change/);
  await reader?.cancel();
});
