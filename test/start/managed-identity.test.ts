import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('./ask-identity.ts', import.meta.url));

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
  const clientId = '00000000-0000-4000-8000-00000000f00b';
  // A process of its own: the library keeps for a whole process where it asked first.
  const { stdout } = await promisify(execFile)(process.execPath, [program, clientId], {
    env: {
      ...process.env,
      IDENTITY_ENDPOINT: `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : 0}/msi/token`,
      IDENTITY_HEADER: 'known-to-both',
    },
  });
  assert.deepEqual(JSON.parse(stdout), ['identity-1', 'identity-2', 'identity-3']);
  const wanted = asked.map(({ path }) => new URL(path, 'http://beside').searchParams);
  const resources = ['https://graph.microsoft.com', 'https://api.botframework.com'];
  assert.deepEqual(
    wanted.map((query) => query.get('resource')),
    [resources[0], resources[1], resources[0]],
  );
  for (const query of wanted) assert.equal(query.get('client_id'), clientId);
  for (const { key } of asked) assert.equal(key, 'known-to-both');
});
