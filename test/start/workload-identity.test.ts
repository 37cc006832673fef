import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createChannel } from '../../bot/activities/channel-auth.ts';
import { secretText } from '../../bot/activities/secret-text.ts';
import { tokensOf } from '../../bot/start/open-graph.ts';
import { readConfig } from '../../src/config.ts';
import { managedIdentity } from '../../src/graph/client/credential.ts';
import { faulty, full, id } from '../config-faults.ts';
import { startLogin } from '../http/login-server.ts';
import { groups, tenantId } from '../sandbox/seed.ts';

const appId = '00000000-0000-4000-8000-00000000f00d';

test('with a workload identity the bot signs in to Graph and to Teams by a token file, without any secret', async (t) => {
  const login = await startLogin(t);
  const folder = await mkdtemp(join(tmpdir(), 'workload-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'token');
  await writeFile(file, 'signed-by-the-cluster');
  // The variables that the webhook of Azure's workload identity puts into a pod.
  const pod = {
    AZURE_CLIENT_ID: appId,
    AZURE_TENANT_ID: tenantId,
    AZURE_FEDERATED_TOKEN_FILE: file,
  };
  const before = { ...process.env };
  Object.assign(process.env, pod);
  t.after(() => {
    for (const name of Object.keys(pod)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  });
  const config = readConfig({
    ...pod,
    MicrosoftAppId: appId,
    MicrosoftAppType: 'UserAssignedMSI',
    MicrosoftAppTenantId: tenantId,
    INVITERS_GROUP_ID: groups.inviters.id,
    OPERATORS_GROUP_ID: groups.operators.id,
    SHAREPOINT_HOSTS: 'contoso-my.sharepoint.com',
    DATABASE_URL: 'postgres://db.example/guestlist',
  });
  assert.equal(await tokensOf(config)?.get(), login.given.at(-1));
  const log = { info: () => undefined, warn: () => undefined };
  const channel = await createChannel(config, { log, managedIdentity });
  assert.equal(await channel.tokens.get(), login.given.at(-1));
  const [graph, teams] = login.asked;
  assert.equal(login.asked.length, 2);
  for (const asked of [graph, teams]) {
    assert.equal(asked?.get('client_id'), appId);
    assert.equal(asked?.get('client_assertion'), 'signed-by-the-cluster');
    assert.equal(asked?.get('client_secret'), null);
  }
  assert.match(graph?.get('scope') ?? '', /^https:\/\/graph\.microsoft\.com\/\.default/);
  assert.match(teams?.get('scope') ?? '', /^https:\/\/api\.botframework\.com\/\.default/);
});

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
