import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGraphClient } from '../../../src/graph/client/client.ts';
import { type Credential, createCredential } from '../../../src/graph/client/credential.ts';
import { graphPath } from '../../../src/graph/client/graph-path.ts';
import { keepTokens } from '../../../src/graph/client/kept-tokens.ts';
import { fakeGraph } from '../fake-graph.ts';

const given = (getToken: Credential['getToken']) =>
  keepTokens({ getToken, forget() {} }, { graphUrl: 'https://graph.invalid', timeoutMs: 10_000 });
const token = given(async () => ({
  token: 'secret',
  expiresOnTimestamp: Number.MAX_SAFE_INTEGER,
}));
const failing = (message: string) => given(() => Promise.reject(new Error(message)));

test('a call names itself and its priority, and asks for JSON', async (t) => {
  const graph = await fakeGraph(t, { status: 200, body: { value: [] } });
  const client = createGraphClient({
    graphUrl: `${graph.url}/`,
    priority: 'high',
    newRequestId: () => 'call-7',
  });
  assert.equal(client.root, `${graph.url}/v1.0`);
  await client.send({ method: 'GET', path: '/organization' });
  assert.equal(graph.sent[0]?.headers['client-request-id'], 'call-7');
  assert.equal(graph.sent[0]?.headers['x-ms-throttle-priority'], 'high');
  assert.equal(graph.sent[0]?.headers.accept, 'application/json');
});

test("the bot's token never leaves over plain http", async (t) => {
  const graph = await fakeGraph(t, { status: 200, body: { value: [] } });
  const client = createGraphClient({
    graphUrl: graph.url,
    tokens: token,
    priority: 'low',
    newRequestId: () => 'call-1',
  });
  await client.send({ method: 'GET', path: '/organization' });
  assert.equal(graph.sent.length, 1);
  assert.equal(graph.sent[0]?.headers.authorization, undefined);
});

test('over https the token goes to the configured Graph', async (t) => {
  const fetched = t.mock.method(globalThis, 'fetch', async () => Response.json({ value: [] }));
  const client = createGraphClient({
    graphUrl: 'https://graph.sovereign.example',
    tokens: token,
    priority: 'low',
    newRequestId: () => 'call-1',
  });
  await client.send({ method: 'GET', path: '/organization' });
  const [url, options] = fetched.mock.calls[0]?.arguments ?? [];
  assert.equal(url, 'https://graph.sovereign.example/v1.0/organization');
  assert.equal(new Headers(options?.headers).get('authorization'), 'Bearer secret');
});

test('the client does not follow a redirect, which could lead anywhere', async (t) => {
  const elsewhere = await fakeGraph(t, { status: 200, body: { value: [] } });
  const location = `${elsewhere.url}/v1.0/organization`;
  const graph = await fakeGraph(t, { status: 307, headers: { location } });
  const heard = await graph.client.send({ method: 'GET', path: '/organization' });
  assert.equal(heard.kind === 'answered' && heard.status, 307);
  assert.equal(elsewhere.sent.length, 0);
});

test('a path encodes its id, and throws without one', () => {
  assert.equal(graphPath`/users/${'a#b/c'}/x`, '/users/a%23b%2Fc/x');
  for (const id of ['', '.', '..']) assert.throws(() => graphPath`/users/${id}`, /lacks an id/);
});

test('the client tells refused credentials from an Entra that it cannot reach', async () => {
  const heardWith = (tokens: ReturnType<typeof given>) =>
    createGraphClient({
      graphUrl: 'https://graph.invalid',
      tokens,
      priority: 'low',
      newRequestId: () => 'call-1',
    }).send({ method: 'GET', path: '/organization' });
  const expired = failing(
    'invalid_client: AADSTS7000222: The provided client secret keys are expired',
  );
  assert.deepEqual(await heardWith(expired), { kind: 'no credentials' });
  assert.deepEqual(await heardWith(failing('endpoints_resolution_error')), { kind: 'not sent' });
  assert.deepEqual(await heardWith(given(async () => null)), { kind: 'no credentials' });
});

test('an incomplete secret throws, and becomes no other identity', () => {
  assert.throws(() => createCredential({ clientSecret: () => 'x', clientId: 'c' }), /tenant/);
});
