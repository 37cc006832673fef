import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Bot } from '../sandbox/run-bot.ts';
import type { Tenant } from '../sandbox/tenant/start-tenant.ts';

const dayMs = 24 * 3600_000;

/** Replaces the bot's subscription with one for another address, as an earlier bot would have left it. */
export async function subscribeElsewhere(tenant: Tenant, ours: string | undefined): Promise<void> {
  const server = createServer((req, res) => {
    const url = new URL(req.url ?? '/', 'http://127.0.0.1');
    res.setHeader('content-type', 'text/plain');
    res.end(url.searchParams.get('validationToken') ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await fetch(`${tenant.url}/v1.0/subscriptions/${ours}`, { method: 'DELETE' });
  const body = {
    changeType: 'deleted,updated',
    resource: '/users',
    notificationUrl: `http://127.0.0.1:${port}/api/notifications`,
    expirationDateTime: new Date(tenant.now().getTime() + dayMs).toISOString(),
  };
  const headers = { 'content-type': 'application/json' };
  const init = { method: 'POST', headers, body: JSON.stringify(body) };
  const made = await fetch(`${tenant.url}/v1.0/subscriptions`, init);
  server.close();
  assert.equal(made.status, 201, await made.text());
}

/** Sends the bot a notification as Graph would. Resolves with the status of the bot's answer. */
export const notify = async (
  bot: Pick<Bot, 'url'>,
  clientState: string,
  userId: string | undefined,
) => {
  const body = {
    value: [
      { subscriptionId: 'any', clientState, changeType: 'updated', resourceData: { id: userId } },
    ],
  };
  const headers = { 'content-type': 'application/json' };
  const init = { method: 'POST', headers, body: JSON.stringify(body) };
  return (await fetch(`${bot.url}/api/notifications`, init)).status;
};
