import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { TestContext } from 'node:test';
import { createGraphClient, type GraphClient } from '../../src/graph/client/client.ts';
import { loadSlice, type Sent } from './slice.ts';

/** The fake's answer: Graph's JSON, another text, or nothing but a broken connection. */
export type FakeAnswer =
  | { status: number; body?: unknown; headers?: Record<string, string> }
  | { status: number; text: string; type?: string; headers?: Record<string, string> }
  | 'hang up'
  | 'say nothing';

export type FakeGraph = { url: string; client: GraphClient; sent: Sent[] };

/**
 * Starts a Graph that gives these answers in order, and then repeats the last. When the test ends, it checks every
 * request against Microsoft's description.
 */
export async function fakeGraph(t: TestContext, ...answers: FakeAnswer[]): Promise<FakeGraph> {
  const sent: Sent[] = [];
  const server = createServer(async (request, response) => {
    sent.push(await readRequest(request));
    give(response, answers[Math.min(sent.length, answers.length) - 1] ?? { status: 404 });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  const url = `http://127.0.0.1:${address.port}`;
  t.after(() => {
    server.closeAllConnections();
    server.close();
    checkAgainstSlice(t, sent);
  });
  return { url, sent, client: clientFor(url) };
}

export function clientFor(graphUrl: string, timeoutMs = 10_000): GraphClient {
  return createGraphClient({ graphUrl, priority: 'low', newRequestId: () => 'call-1', timeoutMs });
}

/** An address on which no server listens. */
export async function nobodysUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${address.port}`;
}

/** The body of Graph's refusals. */
export function graphError(code: string, message: string): { error: object } {
  return { error: { code, message, innerError: { 'request-id': 'inner-1' } } };
}

/** A refusal as Graph sends it. */
export const refusal = (
  status: number,
  message: string,
  code = 'Request_BadRequest',
): { status: number; body: object } => ({ status, body: graphError(code, message) });

/** Graph's answer about somebody who is in the list already. */
export const alreadyIn = (property: string) =>
  refusal(
    400,
    `One or more added object references already exist for the following modified properties: '${property}'.`,
  );
/** Graph's answer where a permission is missing. */
export const notPermitted = refusal(
  403,
  'Insufficient privileges to complete the operation.',
  'Authorization_RequestDenied',
);

function give(response: ServerResponse, answer: FakeAnswer): void {
  if (answer === 'say nothing') return;
  if (answer === 'hang up') {
    response.destroy();
    return;
  }
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if ('text' in answer) {
    response.setHeader('content-type', answer.type ?? 'text/html');
    response.end(answer.text);
    return;
  }
  response.setHeader('content-type', 'application/json');
  response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
}

async function readRequest(request: IncomingMessage): Promise<Sent> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  const url = new URL(request.url ?? '/', 'http://graph.test');
  return {
    method: request.method ?? '',
    path: decodeURIComponent(url.pathname).replace(/^\/v1\.0/, ''),
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

/** Microsoft describes no $batch, so the calls inside it count. */
function callsIn(one: Sent): Sent[] {
  const { body } = one;
  if (one.path !== '/$batch') return [one];
  assert.ok(typeof body === 'object' && body !== null && 'requests' in body);
  assert.ok(Array.isArray(body.requests) && body.requests.length <= 20);
  return body.requests.map((inner) => {
    const url = new URL(inner.url, 'http://graph.test');
    return {
      ...inner,
      path: decodeURIComponent(url.pathname),
      query: Object.fromEntries(url.searchParams),
    };
  });
}

function checkAgainstSlice(t: TestContext, sent: readonly Sent[]): void {
  const slice = loadSlice();
  if (slice === undefined) {
    t.diagnostic("Microsoft's description of Graph is not here: nothing checked the requests");
    return;
  }
  const faults = sent
    .flatMap(callsIn)
    .flatMap((one) => slice.faultsOf(one).map((fault) => `${one.method} ${one.path}: ${fault}`));
  assert.deepEqual(faults, []);
}
