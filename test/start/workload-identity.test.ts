import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createChannel } from '../../bot/activities/channel-auth.ts';
import { tokensOf } from '../../bot/start/open-graph.ts';
import { readConfig } from '../../src/config.ts';
import { managedIdentity } from '../../src/graph/client/credential.ts';
import { startLogin } from '../http/login-server.ts';
import { groups, tenantId } from '../sandbox/seed.ts';

const appId = '00000000-0000-4000-8000-00000000f00d';

/** The settings of a bot whose application has this managed identity, and no secret. */
const configWith = (identity: string, variables: Readonly<Record<string, string>>) =>
  readConfig({
    ...variables,
    MicrosoftAppId: identity,
    MicrosoftAppType: 'UserAssignedMSI',
    MicrosoftAppTenantId: tenantId,
    INVITERS_GROUP_ID: groups.inviters.id,
    OPERATORS_GROUP_ID: groups.operators.id,
    SHAREPOINT_HOSTS: 'contoso-my.sharepoint.com',
    DATABASE_URL: 'postgres://db.example/guestlist',
  });

/** Sets variables of this process until the test ends: the library reads them there. */
function setFor(t: TestContext, variables: Readonly<Record<string, string>>): void {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  t.after(() => {
    for (const name of Object.keys(variables)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  });
}

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
  setFor(t, pod);
  const config = configWith(appId, pod);
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

test('a managed identity gives tokens for Graph and for Teams by the service beside the bot', async (t) => {
  const asked: { path: string; key: unknown }[] = [];
  // What Azure Container Apps and App Service put beside each container.
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', key: request.headers['x-identity-header'] });
    response.setHeader('content-type', 'application/json');
    const expires_on = String(Math.floor(Date.now() / 1000) + 3600);
    const access_token = `identity-${asked.length}`;
    response.end(JSON.stringify({ access_token, expires_on, token_type: 'Bearer' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const bound = server.address();
  const beside = {
    IDENTITY_ENDPOINT: `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : 0}/msi/token`,
    IDENTITY_HEADER: 'known-to-both',
  };
  setFor(t, beside);
  const clientId = '00000000-0000-4000-8000-00000000f00b';
  const config = configWith(clientId, { AZURE_CLIENT_ID: clientId });
  const graph = tokensOf(config);
  assert.equal(await graph?.get(), 'identity-1');
  const log = { info: () => undefined, warn: () => undefined };
  const channel = await createChannel(config, { log, managedIdentity });
  assert.equal(await channel.tokens.get(), 'identity-2');
  // A token that Graph refuses is replaced by a new one.
  graph?.refused('identity-1');
  assert.equal(await graph?.get(), 'identity-3');
  const wanted = asked.map(({ path }) => new URL(path, 'http://beside').searchParams);
  const resources = ['https://graph.microsoft.com', 'https://api.botframework.com'];
  assert.deepEqual(
    wanted.map((query) => query.get('resource')),
    [resources[0], resources[1], resources[0]],
  );
  for (const query of wanted) assert.equal(query.get('client_id'), clientId);
  for (const { key } of asked) assert.equal(key, 'known-to-both');
});
