import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type TestContext, test } from 'node:test';
import { createChannel } from '../../bot/activities/channel-auth.ts';
import { channelTokens } from '../../bot/activities/channel-tokens.ts';
import { createConnector } from '../../bot/sending/connector.ts';
import { reply } from '../../bot/sending/reply.ts';
import { managedIdentity } from '../../src/graph/client/credential.ts';
import { startLogin } from '../http/login-server.ts';
import { giveMachineIdentity } from '../http/machine-identity.ts';
import { startOpenId } from '../http/openid-server.ts';

const tenantId = '00000000-0000-4000-8000-0000000000b1';
// botbuilder keeps one token for each application and process.
const appId = (n: number) => `00000000-0000-4000-8000-0000000001a${n}`;
const registrations = [
  { type: 'SingleTenant', appId: appId(1), password: { kind: 'text', text: 'x' }, tenantId },
  { type: 'UserAssignedMSI', appId: appId(2), tenantId },
] as const;

/** A Teams that takes no token of these, and the tokens that it saw. */
async function startStrictTeams(t: TestContext, refused: ReadonlySet<string>) {
  const seen: string[] = [];
  const server = createServer((req, res) => {
    const token = req.headers.authorization?.replace(/^Bearer /, '') ?? '';
    seen.push(token);
    req.resume();
    res.statusCode = refused.has(token) ? 401 : 201;
    res.end('{"id":"m"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : '';
  const to = {
    serviceUrl: `http://127.0.0.1:${port}/teams/`,
    conversationId: 'a:1',
    botId: '28:bot',
    tenantId,
  };
  return { to, seen };
}

for (const registration of registrations) {
  test(`a reply whose kept token Teams refuses goes with a new one (${registration.type})`, async (t) => {
    await startLogin(t);
    await giveMachineIdentity(t);
    const { url: channelOpenIdUrl } = await startOpenId(t);
    const channel = await createChannel(
      { loopback: false, registration, channelOpenIdUrl },
      { log: { info() {}, warn() {} }, managedIdentity },
    );
    const { to, seen } = await startStrictTeams(t, new Set(['token-1']));
    const connector = createConnector({
      loopback: true,
      serviceUrlHosts: [],
      tokens: channel.tokens,
      room: async () => 0,
      hold: async () => undefined,
    });
    const clock = { now: () => new Date(), sleep: async () => undefined };
    const sent = await reply({ connector, clock, chance: () => 0 }, to, { type: 'message' });
    assert.equal(sent.kind, 'sent');
    assert.equal((await connector.post(to, { type: 'message' })).kind, 'sent');
    assert.deepEqual(seen, ['token-1', 'token-2', 'token-2']);
  });
}

test('a new token that Teams refuses as well is kept for a minute: the login is not flooded', async () => {
  let asked = 0;
  let kept = 'token-0';
  let ms = 0;
  const tokens = channelTokens(
    async (which) => {
      if (which === 'new') {
        asked += 1;
        kept = `token-${asked}`;
      }
      return kept;
    },
    () => ms,
  );
  const sendRefused = async () => tokens.refused((await tokens.get()) ?? '');
  for (let n = 0; n < 20; n += 1) await sendRefused();
  assert.equal(asked, 1);
  ms += 60_000;
  for (let n = 0; n < 20; n += 1) await sendRefused();
  assert.equal(asked, 2);
});

test('a login that fails does not bring back the token that Teams refused', async () => {
  let isAway = true;
  const tokens = channelTokens(async (which) => {
    if (which === 'kept') return 'token-1';
    if (isAway) throw new Error('No answer');
    return 'token-2';
  });
  tokens.refused((await tokens.get()) ?? '');
  await assert.rejects(tokens.get(), /No answer/);
  isAway = false;
  assert.equal(await tokens.get(), 'token-2');
});
