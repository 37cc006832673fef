import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceCodeCredential } from '../../src/graph/client/device-code.ts';
import { keepTokens } from '../../src/graph/client/kept-tokens.ts';
import { startLogin } from '../http/login-server.ts';
import { tenantId } from '../sandbox/seed.ts';

test('an administrator signs in by a code that they type at the page of Microsoft', async (t) => {
  const login = await startLogin(t);
  const told: object[] = [];
  const credential = deviceCodeCredential(tenantId, (asked) => told.push(asked));
  const graphUrl = 'https://graph.microsoft.com';
  const token = await keepTokens(credential, { graphUrl, timeoutMs: 60_000 }).get();
  assert.equal(token, login.given.at(-1));
  assert.deepEqual(told, [{ url: 'https://login.microsoft.com/device', code: 'ABCD1234' }]);
});
