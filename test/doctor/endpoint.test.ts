import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer as createPlain } from 'node:http';
import { createServer as createSafe } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { type TestContext, test } from 'node:test';
import { checkEndpoint } from '../../bot/doctor/check-endpoint.ts';

const read = (name: string) =>
  readFileSync(new URL(`../data/self-signed/${name}`, import.meta.url));
const machine = { now: () => new Date(), newId: () => 'token-1' };

async function listen(t: TestContext, server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const bound: AddressInfo | string | null = server.address();
  return typeof bound === 'object' ? (bound?.port ?? 0) : 0;
}

const codesAt = async (url: string) => (await checkEndpoint(url, machine)).map(({ code }) => code);

test('the doctor tells a certificate that nobody trusts from an address without TLS', async (t) => {
  const own = createSafe({ key: read('key.pem'), cert: read('cert.pem') }, (_, response) =>
    response.end(),
  );
  assert.deepEqual(await codesAt(`https://127.0.0.1:${await listen(t, own)}`), [
    'endpoint certificate',
  ]);
  const plain = createPlain((_, response) => response.end());
  assert.deepEqual(await codesAt(`https://127.0.0.1:${await listen(t, plain)}`), [
    'endpoint without tls',
  ]);
});

test('the doctor follows no redirect, which Teams would not follow either', async (t) => {
  const elsewhere = createPlain((_, response) => {
    response.writeHead(302, { location: 'http://127.0.0.1:1/' });
    response.end();
  });
  const codes = await codesAt(`http://127.0.0.1:${await listen(t, elsewhere)}`);
  assert.deepEqual(codes, ['endpoint other', 'handshake failed']);
});

test('without a public address there is nothing to call', async () => {
  assert.deepEqual(
    (await checkEndpoint(undefined, machine)).map(({ code }) => code),
    ['endpoint not known'],
  );
});
