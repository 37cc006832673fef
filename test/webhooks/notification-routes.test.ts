import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ChangeHint,
  type LifecycleHint,
  lifecycleRoute,
  notificationsRoute,
} from '../../bot/webhooks/notification-routes.ts';
import { post, serve } from '../http/serve.ts';

const nothing = async () => {};
const routes = {
  notifications: notificationsRoute(nothing),
  lifecycle: lifecycleRoute(nothing),
};

for (const path of ['/api/notifications', '/api/lifecycle']) {
  test(`${path} answers the handshake with the decoded token as plain text, escaped`, async (t) => {
    const { url } = await serve(t, { routes });
    const token = 'Validation: Testing client <script> & 100% + é';
    const query = `validationToken=${encodeURIComponent(token)}`;
    const response = await fetch(`${url}${path}?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    });
    assert.equal(response.status, 200);
    assert.equal(await response.text(), 'Validation: Testing client &lt;script&gt; &amp; 100% + é');
    assert.equal(response.headers.get('content-type'), 'text/plain; charset=utf-8');
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  });
}

for (const [what, token] of [
  ['empty', ''],
  ['longer than any that Graph sends', 'x'.repeat(4097)],
  ['with a line break', 'a\r\nSet-Cookie: b'],
  ['with a NUL', 'a\0b'],
] as const) {
  test(`the webhook refuses a token that is ${what}`, async (t) => {
    const { url } = await serve(t, { routes });
    const query = `validationToken=${encodeURIComponent(token)}`;
    const response = await fetch(`${url}/api/notifications?${query}`, { method: 'POST' });
    assert.equal(response.status, 400);
    assert.partialDeepStrictEqual(await response.json(), { error: 'not a validation token' });
  });
}

test('from a batch of good and bad notifications the webhook passes on the good ones', async (t) => {
  const taken: ChangeHint[] = [];
  const notifications = notificationsRoute(async (hints) => void taken.push(...hints));
  const { url } = await serve(t, { routes: { notifications } });
  const good = { subscriptionId: 's', clientState: 'c', tenantId: 't', changeType: 'updated' };
  const value = [
    { ...good, resourceData: { id: 'u' }, extra: 1 },
    { subscriptionId: 's' },
    null,
    7,
  ];
  const response = await post(`${url}/api/notifications`, { value });
  assert.equal(response.status, 202);
  assert.deepEqual(taken, [{ ...good, userId: 'u' }]);
});

test('the webhook passes on a lifecycle notification with its event', async (t) => {
  const taken: LifecycleHint[] = [];
  const lifecycle = lifecycleRoute(async (hints) => void taken.push(...hints));
  const { url } = await serve(t, { routes: { lifecycle } });
  const value = [
    { subscriptionId: 's', clientState: 'c', tenantId: 't', lifecycleEvent: 'missed' },
  ];
  assert.equal((await post(`${url}/api/lifecycle`, { value })).status, 202);
  assert.deepEqual(taken, [
    { subscriptionId: 's', clientState: 'c', tenantId: 't', event: 'missed' },
  ]);
});

test('the webhook refuses a body that is no notification', async (t) => {
  const { url } = await serve(t, { routes });
  for (const body of [{}, [], 'null', { value: 'x' }, { value: Array(201).fill(0) }]) {
    assert.equal((await post(`${url}/api/notifications`, body)).status, 400);
  }
});

test('the webhook answers 500 when it cannot store a notification, so that Graph repeats it', async (t) => {
  const notifications = notificationsRoute(() => Promise.reject(new Error('no database')));
  const { url } = await serve(t, { routes: { notifications } });
  const value = [{ subscriptionId: 's', clientState: 'c' }];
  assert.equal((await post(`${url}/api/notifications`, { value })).status, 500);
});
