import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createChannel } from '../../bot/activities/channel-auth.ts';
import { tokensOf } from '../../bot/start/open-graph.ts';
import { managedIdentity } from '../../src/graph/client/credential.ts';
import { startLogin } from '../http/login-server.ts';
import { tenantId } from '../sandbox/seed.ts';
import { configWith } from './identity-config.ts';

const appId = '00000000-0000-4000-8000-00000000f00d';

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
