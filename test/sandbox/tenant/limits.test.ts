import assert from 'node:assert/strict';
import { test } from 'node:test';
import { people } from '../seed.ts';
import { filterUsers, invitation, mailed, tenantFor } from './ask-tenant.ts';

const stillClock = () => new Date('2026-11-20T10:00:00Z');
const percentage = (headers: Headers): string | null =>
  headers.get('x-ms-throttle-limit-percentage');

test('Graph refuses invitations above the limit until the window has moved on, and warns from 80 percent', async (t) => {
  const { tenant, ask } = await tenantFor(t, { clock: stillClock });
  tenant.turn({ limits: { invitations: { count: 5, seconds: 5 } } });
  const invite = () => ask('POST', '/invitations', invitation('jane@fabrikam.example'));
  const warnings: (string | null)[] = [];
  for (let n = 0; n < 5; n++) warnings.push(percentage((await invite()).headers));
  assert.deepEqual(warnings, [null, null, null, '0.80', '1.00']);
  tenant.knobs.clockOffsetMs = 2000;
  const refused = await invite();
  assert.equal(refused.status, 429);
  assert.equal(refused.headers.get('retry-after'), '3');
  assert.equal(percentage(refused.headers), '1.20');
  tenant.knobs.clockOffsetMs = 5000;
  assert.equal((await invite()).status, 201);
});

test('the default limits are the documented ones', async (t) => {
  const { tenant } = await tenantFor(t);
  assert.deepEqual(tenant.knobs.limits.invitations, { count: 150, seconds: 5 });
  assert.deepEqual(tenant.knobs.limits.writes, { count: 3000, seconds: 150 });
});

test('writes have a window of their own; reads and checks of membership do not count', async (t) => {
  const { tenant, ask } = await tenantFor(t, { clock: stillClock });
  tenant.turn({ limits: { writes: { count: 2, seconds: 150 } } });
  const { objectId } = people.alex;
  const check = { groupIds: [people.alex.objectId] };
  for (let n = 0; n < 3; n++) {
    assert.equal((await ask('GET', `/users/${objectId}`)).status, 200);
    assert.equal((await ask('POST', `/users/${objectId}/checkMemberGroups`, check)).status, 200);
  }
  const write = () => ask('PATCH', `/users/${objectId}`, { companyName: 'Contoso' });
  assert.deepEqual([(await write()).status, (await write()).status], [204, 204]);
  const refused = await write();
  assert.equal(refused.status, 429);
  assert.match(refused.headers.get('x-ms-throttle-scope') ?? '', /^Tenant_Application\/Write\//);
  tenant.turn({ limits: { writes: { count: 0 } } });
  assert.equal((await write()).status, 204);
});

test('Graph can refuse at random, with or without Retry-After', async (t) => {
  const { tenant, ask } = await tenantFor(t, { random: () => 0.4 });
  tenant.turn({ throttle: { probability: 0.5, retryAfterSeconds: 7 } });
  const refused = await ask('GET', '/users');
  assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '7']);
  tenant.turn({ throttle: { retryAfterSeconds: 0 } });
  assert.equal((await ask('GET', '/users')).headers.get('retry-after'), null);
  tenant.turn({ throttle: { probability: 0.3 } });
  assert.equal((await ask('GET', '/users')).status, 200);
});

test('an answer lost before the effect leaves nothing; an answer lost after it leaves a guest and a mail', async (t) => {
  const { tenant, ask } = await tenantFor(t);
  const body = mailed('jane@fabrikam.example');
  tenant.failNext({ method: 'POST', path: /^\/invitations/, how: 'lost before' });
  await assert.rejects(ask('POST', '/invitations', body));
  assert.equal(tenant.user('jane@fabrikam.example'), undefined);
  tenant.failNext({ method: 'POST', path: /^\/invitations/, how: 'lost after' });
  await assert.rejects(ask('POST', '/invitations', body));
  assert.equal(tenant.mails('jane@fabrikam.example').length, 1);
  assert.equal((await ask('POST', '/invitations', body)).status, 201);
  assert.equal(tenant.mails('jane@fabrikam.example').length, 2);
});

test('Graph can lose answers at random, before or after the effect', async (t) => {
  const { tenant, ask } = await tenantFor(t, { random: () => 0.1 });
  tenant.turn({ lost: { before: 0, after: 0.2 } });
  await assert.rejects(ask('POST', '/invitations', mailed('jane@fabrikam.example')));
  tenant.turn({ lost: { before: 0.2 } });
  await assert.rejects(ask('POST', '/invitations', mailed('bob@fabrikam.example')));
  assert.deepEqual(
    tenant.mails().map((mail) => mail.to),
    ['jane@fabrikam.example'],
  );
});

test('Graph loses answers at random only after an effect, so it never loses a refusal', async (t) => {
  const { tenant, ask } = await tenantFor(t, { random: () => 0.1 });
  tenant.turn({ lost: { before: 0, after: 0.2 }, throttle: { probability: 0.2 } });
  assert.equal((await ask('POST', '/invitations', mailed('jane@fabrikam.example'))).status, 429);
  assert.equal((await ask('GET', '/users/nobody')).status, 429);
});

test('an ordered answer comes as often as ordered, and only for calls that match', async (t) => {
  const { tenant, ask } = await tenantFor(t);
  const how = {
    status: 503,
    body: { error: { code: 'x', message: 'y' } },
    headers: { 'retry-after': '9' },
  };
  tenant.failNext({ method: 'GET', path: /^\/users\?.*mail eq/, how, times: 2 });
  assert.equal((await ask('GET', '/users')).status, 200);
  const first = await ask('GET', filterUsers("mail eq 'x@y.example'"));
  assert.deepEqual([first.status, first.headers.get('retry-after')], [503, '9']);
  assert.equal((await ask('GET', filterUsers("mail eq 'x@y.example'"))).status, 503);
  assert.equal((await ask('GET', filterUsers("mail eq 'x@y.example'"))).status, 200);
});

test('a call held after its effect answers after release', async (t) => {
  const { tenant, ask } = await tenantFor(t);
  tenant.failNext({ method: 'POST', path: /^\/invitations/, how: 'held after' });
  const pending = ask('POST', '/invitations', mailed('jane@fabrikam.example'));
  await tenant.until(() => tenant.mails().length === 1);
  tenant.release();
  assert.equal((await pending).status, 201);
});

test('until ends with an error when its time is over', async (t) => {
  const { tenant } = await tenantFor(t);
  await assert.rejects(
    tenant.until(() => false, { timeoutMs: 5 }),
    /waited 5 ms in vain/,
  );
});

test('latency delays the answer', async (t) => {
  const { ask } = await tenantFor(t, { knobs: { latencyMs: 60 } });
  const start = performance.now();
  await ask('GET', '/users');
  assert.ok(performance.now() - start >= 55);
});
