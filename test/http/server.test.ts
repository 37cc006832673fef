import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { post, rawRequest, serve } from './serve.ts';

const head = (lines: string[]) =>
  ['POST /api/messages HTTP/1.1', 'Host: 127.0.0.1', 'Connection: close', ...lines, '', ''].join(
    '\r\n',
  );

const gzip = gzipSync(JSON.stringify({ type: 'message', text: 'x'.repeat(1000) }));
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;

const refused: [what: string, status: number, parts: (string | Buffer)[]][] = [
  [
    'a body that is said to be gzip and is not',
    415,
    [head(['Content-Type: application/json', 'Content-Encoding: gzip', 'Content-Length: 2']), '{}'],
  ],
  [
    'a gzip body that is cut off',
    415,
    [
      head(['Content-Type: application/json', 'Content-Encoding: gzip', 'Content-Length: 20']),
      gzip.subarray(0, 20),
    ],
  ],
  [
    'a good gzip body',
    415,
    [
      head([
        'Content-Type: application/json',
        'Content-Encoding: gzip',
        `Content-Length: ${gzip.length}`,
      ]),
      gzip,
    ],
  ],
  [
    'a multipart form',
    415,
    [head(['Content-Type: multipart/form-data; boundary=b', 'Content-Length: 5']), '--b--'],
  ],
  [
    'plain text on the messages route',
    415,
    [head(['Content-Type: text/plain', 'Content-Length: 2']), '{}'],
  ],
  ['a body without content type', 415, [head(['Content-Length: 2']), '{}']],
  [
    'a length over the limit',
    413,
    [head(['Content-Type: application/json', 'Content-Length: 262145']), 'x'.repeat(262_145)],
  ],
  [
    'chunks that exceed the limit without a length',
    413,
    [
      head(['Content-Type: application/json', 'Transfer-Encoding: chunked']),
      ...Array.from({ length: 5 }, () => chunk('x'.repeat(65_536))),
      '0\r\n\r\n',
    ],
  ],
  ['broken JSON', 400, [head(['Content-Type: application/json', 'Content-Length: 2']), '{]']],
  [
    'JSON that is not UTF-8',
    400,
    [
      head(['Content-Type: application/json', 'Content-Length: 3']),
      Buffer.from([0x22, 0xff, 0x22]),
    ],
  ],
];
for (const [what, status, parts] of refused) {
  test(`${what} is refused with ${status}, and the next request is answered`, async (t) => {
    const { port, url, received } = await serve(t);
    const answer = await rawRequest(port, ...parts);
    assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `));
    const body = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')));
    assert.deepEqual(Object.keys(body), ['error', 'correlationId']);
    assert.equal(received.length, 0);
    assert.equal((await post(`${url}/api/messages`, {})).status, 200);
  });
}

test('text that no database takes is mended before anybody sees it', async (t) => {
  const { url, received } = await serve(t);
  const body = '{"a":"x\\u0000y","b":["\\ud83d","\\ud83d\\ude00","\\udc00z"]}';
  assert.equal((await post(`${url}/api/messages`, body)).status, 200);
  assert.deepEqual(received.at(-1)?.body, {
    a: 'x\ufffdy',
    b: ['\ufffd', '\u{1f600}', '\ufffdz'],
  });
});

test('a body of just the limit gets through, chunked too', async (t) => {
  const { port, received } = await serve(t);
  const text = `"${'x'.repeat(262_142)}"`;
  const headers = ['Content-Type: application/json', 'Transfer-Encoding: chunked'];
  const answer = await rawRequest(port, head(headers), chunk(text), '0\r\n\r\n');
  assert.match(answer, /^HTTP\/1.1 200 /);
  assert.equal(received.length, 1);
});

test('a body that never ends is cut off', async (t) => {
  const { port } = await serve(t);
  const socket = connect(port, '127.0.0.1');
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => {}); // how the line is cut is the system's affair
  socket.write('POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n');
  socket.write('Transfer-Encoding: chunked\r\n\r\n');
  let megabytes = 0;
  const flood = () => {
    do megabytes += 1;
    while (megabytes < 500 && socket.write(chunk('x'.repeat(1_048_576))));
    if (megabytes >= 500) socket.destroy();
  };
  socket.on('drain', flood);
  flood();
  await closed;
  assert.ok(megabytes < 100, `${megabytes} MB went through`);
});

test('an upgrade is cut off rather than kept open', async (t) => {
  const { port } = await serve(t);
  const upgrade =
    'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
  assert.equal(await rawRequest(port, upgrade), '');
});

test('a line that is not HTTP gets 400 and does no harm', async (t) => {
  const { port, url } = await serve(t);
  assert.match(await rawRequest(port, 'nonsense\r\n\r\n'), /^HTTP\/1.1 400 /);
  assert.equal((await fetch(`${url}/healthz`)).status, 200);
});

test('a caller who hangs up in the middle of a body does no harm', async (t) => {
  const { url } = await serve(t);
  const abort = new AbortController();
  const body = new ReadableStream<Uint8Array>({
    start: (stream) => stream.enqueue(new TextEncoder().encode('{"type":')),
    pull: () => abort.abort(),
  });
  const options = { method: 'POST', body, duplex: 'half' as const, signal: abort.signal };
  const headers = { 'content-type': 'application/json' };
  await assert.rejects(fetch(`${url}/api/messages`, { ...options, headers }));
  assert.equal((await fetch(`${url}/healthz`)).status, 200);
});

test('what a handler throws never reaches the caller', async (t) => {
  const { url, logged } = await serve(t, {
    routes: {
      messages: async () => {
        throw new Error('secret /etc/path');
      },
    },
  });
  const response = await post(`${url}/api/messages`, {}, { accept: 'text/plain' });
  assert.equal(response.status, 500);
  const body = await response.json();
  assert.deepEqual(body, {
    error: 'internal error',
    correlationId: response.headers.get('x-correlation-id'),
  });
  assert.equal(logged[0]?.event, 'request failed');
});

test('unknown paths and methods get constant answers', async (t) => {
  const { url } = await serve(t);
  const missing = await fetch(`${url}/api/secret`, { headers: { accept: 'text/plain' } });
  assert.equal(missing.status, 404);
  assert.partialDeepStrictEqual(await missing.json(), { error: 'not found' });
  const wrong = await fetch(`${url}/api/messages`);
  assert.equal(wrong.status, 405);
  assert.partialDeepStrictEqual(await wrong.json(), { error: 'method not allowed' });
});

test('the process is alive even while it is not ready', async (t) => {
  const answers = [async () => true, async () => false, () => Promise.reject(new Error('no'))];
  const statuses = await Promise.all(
    answers.map(async (ready) => {
      const { url } = await serve(t, { routes: { ready } });
      assert.equal((await fetch(`${url}/healthz`)).status, 200);
      return (await fetch(`${url}/readyz`)).status;
    }),
  );
  assert.deepEqual(statuses, [200, 503, 503]);
});

test('closing lets a request under way finish and takes no new one', async (t) => {
  const reached = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const { url, http } = await serve(t, {
    routes: {
      messages: async () => {
        reached.resolve();
        await release.promise;
        return { status: 200, body: { late: true } };
      },
    },
  });
  const late = post(`${url}/api/messages`, {});
  await reached.promise;
  const closed = http.close();
  await assert.rejects(fetch(`${url}/healthz`));
  release.resolve();
  assert.equal((await late).status, 200);
  await closed;
});

const headers: [name: string, value: string, status: number][] = [
  ['Host', '127.0.0.1:3978', 200],
  ['Host', 'LOCALHOST', 200],
  ['Host', 'evil.example', 403],
  ['Host', '127.0.0.1.evil.example', 403],
  ['Host', '[::1]', 403],
  ['X-Forwarded-For', '10.0.0.1', 403],
  ['X-Forwarded-Host', '127.0.0.1', 403],
  ['Forwarded', 'for=10.0.0.1', 403],
  ['X-Real-IP', '10.0.0.1', 403],
];
for (const [name, value, status] of headers) {
  test(`loopback answers ${status} to ${name}: ${value}`, async (t) => {
    const { port } = await serve(t, { loopback: true });
    const host = name === 'Host' ? '' : 'Host: 127.0.0.1\r\n';
    const request = `GET /healthz HTTP/1.1\r\n${host}${name}: ${value}\r\nConnection: close\r\n\r\n`;
    assert.match(await rawRequest(port, request), new RegExp(`^HTTP/1.1 ${status} `));
  });
}

test('outside loopback a proxy may stand in front', async (t) => {
  const { url } = await serve(t);
  const response = await fetch(`${url}/healthz`, { headers: { 'x-forwarded-for': '10.0.0.1' } });
  assert.equal(response.status, 200);
});
