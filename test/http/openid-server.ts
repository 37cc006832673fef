import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { TestContext } from 'node:test';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });

export type Claims = Record<string, unknown>;

/** Serves the channel's keys. */
export async function startOpenId(
  t: Pick<TestContext, 'after'>,
  { issuer }: { issuer?: string } = {},
) {
  let keyLoads = 0;
  const server = createServer((req, res) => {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    if (req.url === '/keys') keyLoads += 1;
    const jwk = {
      ...keys.publicKey.export({ format: 'jwk' }),
      kid: 'k1',
      endorsements: ['msteams', 'webchat', 'emulator'],
    };
    const document = { issuer, jwks_uri: `http://127.0.0.1:${port}/keys` };
    res.setHeader('Content-Type', 'application/json');
    res.end(JSON.stringify(req.url === '/keys' ? { keys: [jwk] } : document));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/openid`, keyLoads: () => keyLoads };
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function rs256(header: object, claims: Claims, key: KeyObject): string {
  const content = `${part(header)}.${part(claims)}`;
  return `${content}.${createSign('RSA-SHA256').update(content).sign(key, 'base64url')}`;
}

export const signed = (claims: Claims, kid = 'k1'): string =>
  rs256({ alg: 'RS256', typ: 'JWT', kid }, claims, keys.privateKey);

/** A token with a good signature by another algorithm than the channel uses. */
export function signedByRs512(claims: Claims): string {
  const content = `${part({ alg: 'RS512', typ: 'JWT', kid: 'k1' })}.${part(claims)}`;
  return `${content}.${createSign('RSA-SHA512').update(content).sign(keys.privateKey, 'base64url')}`;
}

export const signedByStranger = (claims: Claims): string =>
  rs256({ alg: 'RS256', typ: 'JWT', kid: 'k1' }, claims, stranger.privateKey);

export const unsigned = (claims: Claims): string =>
  `${part({ alg: 'none', typ: 'JWT', kid: 'k1' })}.${part(claims)}.`;

/** A token signed with the public key as if it were a shared secret. */
export function signedWithPublicKey(claims: Claims): string {
  const content = `${part({ alg: 'HS256', typ: 'JWT', kid: 'k1' })}.${part(claims)}`;
  const secret = keys.publicKey.export({ type: 'spki', format: 'pem' });
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}
