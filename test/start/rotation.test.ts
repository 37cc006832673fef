import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createChannel } from '../../bot/activities/channel-auth.ts';
import { tokensOf } from '../../bot/start/open-graph.ts';
import { readConfig } from '../../src/config.ts';
import { managedIdentity } from '../../src/graph/client/credential.ts';
import { secretText } from '../../src/secret-text.ts';
import { faulty, full, id } from '../config-faults.ts';
import { startLogin } from '../http/login-server.ts';
import { tenantId } from '../sandbox/seed.ts';

test('a secret in a file may be replaced while the bot runs, for Graph and for Teams', async (t) => {
  const login = await startLogin(t);
  const folder = await mkdtemp(join(tmpdir(), 'secret-'));
  t.after(() => rm(folder, { recursive: true }));
  const path = join(folder, 'secret');
  await writeFile(path, 'the first\n');
  const setting = { kind: 'file', variable: 'SECRET_FILE', path } as const;
  const clientId = '00000000-0000-4000-8000-00000000f00e';
  const graph = tokensOf({
    graph: {
      url: 'https://graph.microsoft.com',
      credential: { kind: 'secret', tenantId, clientId, secret: setting },
    },
    times: { graphTimeout: 10_000 },
  });
  const registration = {
    type: 'SingleTenant',
    appId: clientId,
    tenantId,
    password: setting,
  } as const;
  const channel = await createChannel(
    { loopback: false, registration, channelOpenIdUrl: undefined },
    { log: { info: () => undefined, warn: () => undefined }, managedIdentity },
  );
  const sent = () => login.asked.map((each) => each.get('client_secret'));
  await graph?.get();
  const token = (await channel.tokens.get()) ?? '';
  await Promise.all([graph?.get(), channel.tokens.get()]);
  assert.deepEqual(sent(), ['the first', 'the first'], 'a kept token asks for none');
  // Entra knows both now. Somebody puts the second into the file, and deletes the first there.
  await writeFile(path, 'the second');
  await graph?.get();
  // Teams takes the kept token until it ends.
  channel.tokens.refused(token);
  await channel.tokens.get();
  assert.deepEqual(sent().slice(2), ['the second', 'the second']);
});

test('a certificate may be replaced while the bot runs, and half a file counts for nothing', async (t) => {
  const login = await startLogin(t);
  const folder = await mkdtemp(join(tmpdir(), 'certificate-'));
  t.after(() => rm(folder, { recursive: true }));
  const path = join(folder, 'graph.pem');
  const read = (name: string) => readFile(new URL(`../data/${name}.pem`, import.meta.url), 'utf8');
  const [one, two] = [await read('certificates/first'), await read('certificates/second')];
  const tokens = () =>
    tokensOf({
      graph: {
        url: 'https://graph.microsoft.com',
        credential: { kind: 'certificate', tenantId, clientId: id(8), path },
      },
      times: { graphTimeout: 10_000 },
    });
  assert.throws(
    tokens,
    /^Error: AZURE_CLIENT_CERTIFICATE_PATH: the bot cannot read the certificate/,
  );
  for (const unfit of [
    await read('self-signed/cert'),
    `${await read('self-signed/key')}${await read('self-signed/cert')}`,
  ]) {
    await writeFile(path, unfit);
    assert.throws(tokens, (error: Error) => {
      assert.match(error.message, /holds no certificate with its private RSA key in PEM\.$/);
      // The log says what exactly is wrong.
      return error.cause instanceof Error;
    });
  }
  await writeFile(path, one);
  const graph = tokens();
  // Entra knows a certificate by the thumbprint in the head of what it signed.
  const signedBy = () => {
    const [head = ''] = login.asked.at(-1)?.get('client_assertion')?.split('.') ?? [];
    return String(Buffer.from(head, 'base64url'));
  };
  await graph?.get();
  const first = signedBy();
  assert.match(first, /"x5t/);
  graph?.refused(login.given.at(-1) ?? '');
  await graph?.get();
  assert.equal(signedBy(), first);
  await writeFile(path, two.slice(0, 900));
  graph?.refused(login.given.at(-1) ?? '');
  await graph?.get();
  assert.equal(signedBy(), first, 'the rest is not written yet');
  await writeFile(path, two);
  graph?.refused(login.given.at(-1) ?? '');
  await graph?.get();
  assert.notEqual(signedBy(), first);
});

test('while the file of a secret is being replaced, the last secret counts', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'secret-'));
  t.after(() => rm(folder, { recursive: true }));
  const path = join(folder, 'secret');
  const reading = () => secretText({ kind: 'file', variable: 'SECRET_FILE', path });
  assert.throws(reading, /^Error: SECRET_FILE: the bot cannot read the secret in /);
  await writeFile(path, '\n');
  assert.throws(reading, /^Error: SECRET_FILE: .* is empty\.$/);
  await writeFile(path, 'hush\n');
  const secret = reading();
  await writeFile(path, '');
  assert.equal(secret(), 'hush');
  await rm(path);
  assert.equal(secret(), 'hush');
  await writeFile(path, 'new');
  assert.equal(secret(), 'new');
});

test('a secret may stand in a file, and not in both places', () => {
  const named = { AZURE_TENANT_ID: id(6), AZURE_CLIENT_ID: id(7), MicrosoftAppPassword: '' };
  const files = { AZURE_CLIENT_SECRET_FILE: '/run/one', MicrosoftAppPasswordFile: '/run/two' };
  const { graph, registration } = readConfig({ ...full, ...named, ...files });
  const at = (variable: string, path: string) => ({ kind: 'file', variable, path });
  assert.partialDeepStrictEqual(graph.credential, {
    secret: at('AZURE_CLIENT_SECRET_FILE', '/run/one'),
  });
  assert.partialDeepStrictEqual(registration, {
    password: at('MicrosoftAppPasswordFile', '/run/two'),
  });
  const both = { AZURE_CLIENT_SECRET: 'x', MicrosoftAppPassword: 'x' };
  assert.deepEqual(faulty({ ...full, ...named, ...files, ...both }), Object.keys(files).reverse());
});
