import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChannel } from '../../bot/activities/channel-auth.ts';
import { managedIdentity } from '../../src/graph/client/credential.ts';
import { activity, appId, claims, standIn, tenantId } from '../http/bot-stand-in.ts';
import {
  signed,
  signedByRs512,
  signedByStranger,
  signedWithPublicKey,
  startOpenId,
  unsigned,
} from '../http/openid-server.ts';
import { post } from '../http/serve.ts';

const quiet = { info() {}, warn() {} };
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const past = Math.floor(Date.now() / 1000) - 3600;
const v2 = `https://login.microsoftonline.com/${tenantId}/v2.0`;
const other = '00000000-0000-4000-8000-0000000000ff';

test('a good token reaches the bot', async (t) => {
  const { url: channelOpenIdUrl } = await startOpenId(t);
  const { url, handled } = await standIn(t, { channelOpenIdUrl });
  assert.equal((await post(url, activity(), bearer(signed(claims())))).status, 200);
  assert.deepEqual(handled, ['a-1']);
});

const bad: [what: string, headers: () => Record<string, string>, changes?: object][] = [
  ['no token', () => ({})],
  ['an empty token', () => bearer('')],
  ['a word for a token', () => bearer('open-sesame')],
  ['another scheme', () => ({ authorization: `Basic ${signed(claims())}` })],
  ['another audience', () => bearer(signed(claims({ aud: other })))],
  ['another issuer', () => bearer(signed(claims({ iss: 'https://evil.example' })))],
  ['no issuer', () => bearer(signed(claims({ iss: undefined })))],
  ['an Entra token for a bot', () => bearer(signed(claims({ iss: v2, azp: appId, ver: '2.0' })))],
  ['another service URL', () => bearer(signed(claims({ serviceurl: 'https://smba.example/x/' })))],
  ['no service URL claim', () => bearer(signed(claims({ serviceurl: undefined })))],
  ["another tenant's token", () => bearer(signed(claims({ tid: other })))],
  ['an expired token', () => bearer(signed(claims({ nbf: past - 3600, exp: past })))],
  ['a token that never expires', () => bearer(signed(claims({ exp: undefined })))],
  ['a token that is not valid yet', () => bearer(signed(claims({ nbf: past + 10_000 })))],
  ['alg none', () => bearer(unsigned(claims()))],
  ['HS256 with the public key', () => bearer(signedWithPublicKey(claims()))],
  ['RS512 with a key for RS256', () => bearer(signedByRs512(claims()))],
  ['a key that the key server does not list', () => bearer(signed(claims(), 'k2'))],
  ['a token that another key signed', () => bearer(signedByStranger(claims()))],
  [
    'another tenant',
    () => bearer(signed(claims())),
    { conversation: { id: 'a:1', tenantId: other } },
  ],
  ['two tenants', () => bearer(signed(claims())), { channelData: { tenant: { id: other } } }],
  ['no tenant', () => bearer(signed(claims())), { conversation: { id: 'a:1' }, channelData: {} }],
  ['no service URL', () => bearer(signed(claims())), { serviceUrl: undefined }],
  ['an empty service URL', () => bearer(signed(claims())), { serviceUrl: '' }],
  [
    'a service URL that is not on the list',
    () => bearer(signed(claims({ serviceurl: 'https://evil.example/' }))),
    { serviceUrl: 'https://evil.example/' },
  ],
  ['another channel', () => bearer(signed(claims())), { channelId: 'webchat' }],
  ['the emulator', () => bearer(signed(claims())), { channelId: 'emulator' }],
];
for (const [what, headers, changes] of bad) {
  test(`${what} gets the usual refusal, and the bot handles nothing`, async (t) => {
    const { url: channelOpenIdUrl } = await startOpenId(t);
    const { url, handled } = await standIn(t, { channelOpenIdUrl });
    const response = await post(url, activity({ ...changes }), headers());
    assert.ok([401, 403].includes(response.status), String(response.status));
    assert.equal(await response.text(), '{"error":"not authorised"}');
    assert.deepEqual(handled, []);
  });
}

const person = '00000000-0000-4000-8000-0000000000c1';
const evil = 'https://evil.example/';
type Changes = Record<string, unknown>;
const logged: [reason: string, status: number, changes: Changes, of?: Changes][] = [
  ['another tenant', 403, { conversation: { id: 'a:1', tenantId: other }, channelData: {} }],
  ['no tenant or two', 403, { channelData: { tenant: { id: other } } }],
  ['another channel or service host', 403, { serviceUrl: evil }, { serviceurl: evil }],
  ['another channel or service host', 403, { channelId: 'webchat' }],
  ['not what its token allows', 401, { serviceUrl: evil }],
];
for (const [reason, status, changes, of] of logged) {
  test(`a refusal for "${reason}" names in the log who sent what: ${JSON.stringify(changes)}`, async (t) => {
    const { url: channelOpenIdUrl } = await startOpenId(t);
    const { url, logged } = await standIn(t, { channelOpenIdUrl });
    const click = { type: 'invoke', name: 'adaptiveCard/action', ...changes };
    for (const one of [activity(changes), activity(click)])
      await post(url, one, bearer(signed(claims(of))));
    const about = { status, personId: person, reason };
    assert.partialDeepStrictEqual(logged, [
      { event: 'activity refused', fields: { ...about, action: 'message' } },
      { event: 'activity refused', fields: { ...about, action: 'adaptiveCard/action' } },
    ]);
    assert.equal(logged.length, 2);
  });
}

test('the log takes no text of the caller that is no id and no word', async (t) => {
  const { url, logged } = await standIn(t);
  const from = { id: '29:1', aadObjectId: 'Jane Doe' };
  const name = 'x'.repeat(100);
  await post(url, activity({ type: 'invoke', name, from, serviceUrl: evil }));
  assert.equal(logged.length, 1);
  assert.doesNotMatch(JSON.stringify(logged), /Jane|xxx|personId|"action"/);
});

test('the bot never calls the connector for a stranger', async (t) => {
  const { url: channelOpenIdUrl, keyLoads } = await startOpenId(t);
  const { url } = await standIn(t, { channelOpenIdUrl });
  const strangers = Array.from({ length: 50 }, (_, n) =>
    post(url, activity(), bearer(signedByStranger(claims({ tid: `stranger-${n}` })))),
  );
  assert.ok((await Promise.all(strangers)).every(({ status }) => status === 401));
  assert.equal(keyLoads(), 0);
});

test('a bad token writes nothing to the console', async (t) => {
  const { url: channelOpenIdUrl } = await startOpenId(t);
  const { url, written } = await standIn(t, { channelOpenIdUrl });
  await post(url, activity(), bearer(signed(claims({ exp: past, nbf: past - 3600 }))));
  await post(url, activity(), bearer(signedByStranger(claims())));
  assert.deepEqual(written, []);
});

test('the OpenID document of another cloud fixes the issuer', async (t) => {
  const issuer = 'https://api.botframework.example';
  const { url: channelOpenIdUrl } = await startOpenId(t, { issuer });
  const { url, handled } = await standIn(t, { channelOpenIdUrl });
  const usual = await post(url, activity(), bearer(signed(claims())));
  assert.equal(usual.status, 401);
  const theirs = await post(url, activity(), bearer(signed(claims({ iss: issuer }))));
  assert.equal(theirs.status, 200);
  assert.equal(handled.length, 1);
});

test('an OpenID address without an answer stops the start', async () => {
  const config = {
    loopback: false,
    registration: {
      type: 'SingleTenant' as const,
      appId,
      tenantId,
      password: { kind: 'text' as const, text: 'p' },
    },
    channelOpenIdUrl: 'http://127.0.0.1:1/openid',
  };
  await assert.rejects(
    createChannel(config, { log: quiet, managedIdentity }),
    /CHANNEL_OPENID_URL/,
  );
});

test('without a registration there is no channel outside loopback', async () => {
  const config = { loopback: false, registration: undefined, channelOpenIdUrl: undefined };
  await assert.rejects(createChannel(config, { log: quiet, managedIdentity }), /loopback/);
});
