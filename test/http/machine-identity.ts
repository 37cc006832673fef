import { createServer } from 'node:http';
import type { TestContext } from 'node:test';

let started: Promise<string> | undefined;
const given = new Map<string, number>();

/**
 * Gives this machine a managed identity until the test ends. Each client id gets `token-1`, `token-2` and so on.
 * MSAL remembers the address for as long as the process lives, so all tests of a process share it: each uses a client
 * id of its own.
 */
export async function giveMachineIdentity(t: TestContext): Promise<void> {
  started ??= start();
  process.env.IDENTITY_ENDPOINT = await started;
  process.env.IDENTITY_HEADER = 'machine';
  t.after(() => {
    delete process.env.IDENTITY_ENDPOINT;
    delete process.env.IDENTITY_HEADER;
  });
}

async function start(): Promise<string> {
  const server = createServer((request, response) => {
    const client = new URL(request.url ?? '', 'http://machine').searchParams.get('client_id') ?? '';
    const nth = (given.get(client) ?? 0) + 1;
    given.set(client, nth);
    response.setHeader('content-type', 'application/json');
    response.setHeader('connection', 'close');
    response.end(
      JSON.stringify({
        token_type: 'Bearer',
        expires_on: Math.floor(Date.now() / 1000) + 3600,
        access_token: `token-${nth}`,
      }),
    );
  });
  server.unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/identity`;
}
