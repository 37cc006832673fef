import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { batchReads } from '../../../src/graph/client/batch-reads.ts';
import { createGraphClient } from '../../../src/graph/client/client.ts';
import { type CredentialSettings, createCredential } from '../../../src/graph/client/credential.ts';
import { keepTokens } from '../../../src/graph/client/kept-tokens.ts';
import { patientReads } from '../../../src/graph/client/patient-reads.ts';
import { sortAnswer } from '../../../src/graph/client/sort-answer.ts';
import { startLogin } from '../../http/login-server.ts';
import { giveMachineIdentity } from '../../http/machine-identity.ts';
import { guardedGraph } from '../guarded-graph.ts';

const id = '00000000-0000-4000-8000-0000000000';
const secret: CredentialSettings = {
  tenantId: `${id}b1`,
  clientId: `${id}a1`,
  clientSecret: () => 'x',
};
const organization = { method: 'GET', path: '/organization' } as const;

type How = { takes: (token: string) => boolean; settings?: CredentialSettings };

/** A client that signs in at a login of its own, at a Graph that takes these tokens alone. */
async function scene(t: TestContext, { takes, settings = secret }: How) {
  const login = await startLogin(t);
  await giveMachineIdentity(t);
  const graph = await guardedGraph(t, takes, (_, response) => {
    response.end('{"value":[]}');
  });
  const clock = { ms: 0 };
  const client = createGraphClient({
    graphUrl: graph.url,
    tokens: keepTokens(createCredential(settings), {
      graphUrl: graph.url,
      timeoutMs: 10_000,
      moment: () => clock.ms,
    }),
    priority: 'low',
    newRequestId: () => 'call-1',
  });
  const ask = async () => {
    const heard = await client.send(organization);
    return heard.kind === 'answered' ? heard.status : heard.kind;
  };
  return { client, clock, ask, seen: graph.seen, given: login.given };
}

for (const [what, settings] of [
  ['a secret', secret],
  ['a managed identity', { clientId: `${id}c1` }],
] as const) {
  test(`with ${what} the call after a refused token has a new one`, async (t) => {
    const refused = new Set(['token-1']);
    const { ask, clock, seen } = await scene(t, { takes: (one) => !refused.has(one), settings });
    assert.deepEqual([await ask(), await ask(), await ask()], ['token lapsed', 200, 200]);
    // An hour later the new one is refused, too: somebody revoked it.
    clock.ms += 3_600_000;
    refused.add('token-2');
    assert.deepEqual([await ask(), await ask()], ['token lapsed', 200]);
    const [one, two, three] = ['token-1', 'token-2', 'token-3'];
    assert.deepEqual(seen, [one, two, two, two, three]);
  });
}

test('a refusal of a new token is a refusal of the bot, until a new one is taken', async (t) => {
  let isRefused = true;
  const { ask, clock, seen } = await scene(t, { takes: () => !isRefused });
  assert.deepEqual([await ask(), await ask()], ['token lapsed', 401]);
  clock.ms += 3_600_000;
  assert.equal(await ask(), 401);
  // An operator mended it: no token from before stands in the way.
  isRefused = false;
  assert.equal(await ask(), 200);
  assert.deepEqual(seen, ['token-1', 'token-2', 'token-3', 'token-4']);
});

test('many calls at once with a lapsed token count as one refusal, and share one new token', async (t) => {
  const { ask, given } = await scene(t, { takes: (token) => token !== 'token-1' });
  const asked = await Promise.all(Array.from({ length: 20 }, ask));
  assert.deepEqual(new Set(asked), new Set(['token lapsed']));
  assert.deepEqual(new Set(await Promise.all(Array.from({ length: 20 }, ask))), new Set([200]));
  assert.deepEqual(given, ['token-1', 'token-2']);
});

test('one part of Graph that refuses every token makes nobody wait for ever', async (t) => {
  let isRefusing = false;
  const { ask } = await scene(t, { takes: () => !isRefusing });
  const heard = [];
  for (let n = 0; n < 3; n += 1) {
    isRefusing = false;
    assert.equal(await ask(), 200);
    isRefusing = true;
    heard.push(await ask());
  }
  assert.deepEqual(heard, ['token lapsed', 401, 401]);
});

test('a change waits for a moment after a token that has lapsed, and a read is repeated at once', async (t) => {
  const refused = new Set(['token-1']);
  const { client, clock } = await scene(t, { takes: (token) => !refused.has(token) });
  const heard = await client.send(organization);
  const answer = sortAnswer(heard, { kind: 'invite' }, () => undefined);
  assert.deepEqual(answer, { kind: 'wait', scope: 'all' });
  clock.ms += 3_600_000;
  await client.send(organization);
  refused.add('token-2');
  const never = () => Promise.reject(new Error('No pause'));
  const reads = patientReads(batchReads(client), never);
  const both = [reads.read?.(organization), reads.read?.(organization)];
  for (const read of await Promise.all(both)) assert.notEqual(read?.kind, 'token lapsed');
});
