import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import type { Ask } from './ask-tenant.ts';
import { tenantFor } from './ask-tenant.ts';
import { kindKnobs } from './knobs.ts';
import type { Tenant } from './start-tenant.ts';

type Endpoint = { url: string; received: string[]; answerWith: { status: number; echo: boolean } };

/** A bot that does what Graph wants from a notification endpoint, unless a test sets another answer. */
async function endpointFor(t: TestContext): Promise<Endpoint> {
  const endpoint: Endpoint = { url: '', received: [], answerWith: { status: 202, echo: true } };
  const server = createServer(async (req, res) => {
    const token = new URL(req.url ?? '/', 'http://x').searchParams.get('validationToken');
    let text = '';
    for await (const chunk of req) text += chunk;
    if (token === null) endpoint.received.push(text);
    res.statusCode = token === null ? endpoint.answerWith.status : 200;
    res.setHeader('content-type', 'text/plain');
    res.end(token !== null && endpoint.answerWith.echo ? token : '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  endpoint.url = `http://127.0.0.1:${port}/api/notifications`;
  return endpoint;
}

const inMinutes = (tenant: Tenant, minutes: number): string =>
  new Date(tenant.now().getTime() + minutes * 60_000).toISOString();

const subscribe = (ask: Ask, tenant: Tenant, url: string, more: object = {}) =>
  ask('POST', '/subscriptions', {
    changeType: 'updated',
    notificationUrl: url,
    resource: 'users',
    expirationDateTime: inMinutes(tenant, 600),
    clientState: 'secret',
    ...more,
  });

test('Graph makes a subscription only after the handshake', async (t) => {
  const { tenant, ask } = await tenantFor(t, { knobs: kindKnobs });
  const endpoint = await endpointFor(t);
  endpoint.answerWith.echo = false;
  const refused = await subscribe(ask, tenant, endpoint.url);
  assert.match(refused.body.error.message, /validation request failed/);
  assert.deepEqual(tenant.subscriptionIds(), []);
  endpoint.answerWith.echo = true;
  const made = await subscribe(ask, tenant, endpoint.url, {
    lifecycleNotificationUrl: endpoint.url,
  });
  assert.equal(made.status, 201);
  assert.equal(made.body.clientState, null);
  assert.deepEqual(tenant.subscriptionIds(), [made.body.id]);
  tenant.sendLifecycle('reauthorizationRequired');
  await tenant.until(() => tenant.deliveries().length === 1);
  assert.match(endpoint.received[0] ?? '', /reauthorizationRequired/);
});

test('Graph notifies a redemption several times, with the client state and no facts', async (t) => {
  const { tenant, ask } = await tenantFor(t, { knobs: kindKnobs });
  const endpoint = await endpointFor(t);
  const guest = tenant.addGuest('jane@fabrikam.example');
  await subscribe(ask, tenant, endpoint.url);
  tenant.turn({ notifications: { repeat: 2 } });
  await tenant.redeem('jane@fabrikam.example');
  await tenant.until(() => tenant.deliveries().length === 6);
  const [notification] = JSON.parse(endpoint.received[0] ?? '').value;
  assert.equal(notification.clientState, 'secret');
  assert.equal(notification.resourceData.id, guest.id);
  assert.equal(JSON.stringify(notification).includes('Accepted'), false);
});

test('Graph can lose all notifications', async (t) => {
  const { tenant, ask } = await tenantFor(t, { knobs: kindKnobs, random: () => 0.5 });
  const endpoint = await endpointFor(t);
  tenant.addGuest('jane@fabrikam.example');
  tenant.addGuest('bob@fabrikam.example');
  await subscribe(ask, tenant, endpoint.url);
  tenant.turn({ notifications: { lostProbability: 1 } });
  await tenant.redeem('jane@fabrikam.example');
  tenant.turn({ notifications: { lostProbability: 0 } });
  await tenant.redeem('bob@fabrikam.example');
  await tenant.until(() => tenant.deliveries().length === 3);
  const bob = tenant.user('bob@fabrikam.example')?.id ?? 'nobody';
  assert.ok(endpoint.received.every((text) => text.includes(bob)));
});

test('Graph can send notifications late', async (t) => {
  const { tenant, ask } = await tenantFor(t, { knobs: kindKnobs });
  const endpoint = await endpointFor(t);
  tenant.addGuest('jane@fabrikam.example');
  await subscribe(ask, tenant, endpoint.url);
  tenant.turn({ notifications: { lateMs: 50 } });
  await tenant.redeem('jane@fabrikam.example');
  assert.deepEqual(tenant.deliveries(), []);
  await tenant.until(() => tenant.deliveries().length === 3);
});

test('Graph sends a refused notification again', async (t) => {
  const { tenant, ask } = await tenantFor(t, { knobs: kindKnobs });
  tenant.turn({ notifications: { retryMs: 1 } });
  const endpoint = await endpointFor(t);
  const guest = tenant.addGuest('jane@fabrikam.example');
  await subscribe(ask, tenant, endpoint.url);
  endpoint.answerWith.status = 500;
  tenant.change(guest.id, { companyName: 'Fabrikam' });
  await tenant.until(() => tenant.deliveries().length === 2);
  endpoint.answerWith.status = 202;
  await tenant.until(() => tenant.deliveries().some((delivery) => delivery.status === 202));
});

test('the tenant refuses the subscriptions that Graph refuses', async (t) => {
  const { tenant, ask } = await tenantFor(t, { knobs: kindKnobs });
  const endpoint = await endpointFor(t);
  const cases: [object, RegExp][] = [
    [{ changeType: 'created' }, /changeType 'created' is not supported/],
    [{ resource: 'groups' }, /no subscriptions on 'groups'/],
    [{ expirationDateTime: inMinutes(tenant, 41_800) }, /41760 minutes/],
    [{ expirationDateTime: inMinutes(tenant, -1) }, /in the future/],
    [{ clientState: 'x'.repeat(129) }, /128 characters/],
    [{ notificationUrl: 'https://elsewhere.example/x' }, /this machine only/],
  ];
  for (const [more, words] of cases) {
    const answer = await subscribe(ask, tenant, endpoint.url, more);
    assert.equal(answer.status, 400);
    assert.match(answer.body.error.message, words);
  }
});

test('a subscription lives at least 45 minutes, can be renewed, lapses, and can vanish', async (t) => {
  const { tenant, ask } = await tenantFor(t, {
    knobs: kindKnobs,
    clock: () => new Date('2026-11-20T10:00:00Z'),
  });
  const endpoint = await endpointFor(t);
  const soon = { expirationDateTime: inMinutes(tenant, 1) };
  const { body } = await subscribe(ask, tenant, endpoint.url, soon);
  assert.equal(body.expirationDateTime, '2026-11-20T10:45:00Z');
  const path = `/subscriptions/${body.id}`;
  await ask('PATCH', path, { expirationDateTime: inMinutes(tenant, 120) });
  tenant.knobs.clockOffsetMs = 60 * 60_000;
  assert.equal((await ask('GET', path)).body.expirationDateTime, '2026-11-20T12:00:00Z');
  tenant.knobs.clockOffsetMs = 121 * 60_000;
  assert.equal((await ask('GET', path)).status, 404);
  tenant.knobs.clockOffsetMs = 0;
  tenant.dropSubscriptions();
  assert.equal((await ask('GET', path)).status, 404);
});
