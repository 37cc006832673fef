import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { post, rawRequest, serve } from './serve.ts';

const head = (lines: string[]) =>
  ['POST /api/messages HTTP/1.1', 'Host: 127.0.0.1', 'Connection: close', ...lines, '', ''].join(
    '\r\n',
  );
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;

test('the bot mends text that no database stores before a route gets it', async (t) => {
  const { url, received } = await serve(t);
  const body = '{"a":"x\\u0000y","b":["\\ud83d","\\ud83d\\ude00","\\udc00z"]}';
  assert.equal((await post(`${url}/api/messages`, body)).status, 200);
  assert.deepEqual(received.at(-1)?.body, {
    a: 'x\ufffdy',
    b: ['\ufffd', '\u{1f600}', '\ufffdz'],
  });
});

test('a body of exactly the limit gets through, also chunked', async (t) => {
  const { port, received } = await serve(t);
  const text = `"${'x'.repeat(262_142)}"`;
  const headers = ['Content-Type: application/json', 'Transfer-Encoding: chunked'];
  const answer = await rawRequest(port, head(headers), chunk(text), '0\r\n\r\n');
  assert.match(answer, /^HTTP\/1.1 200 /);
  assert.equal(received.length, 1);
});

test('the bot cuts off a body that never ends', async (t) => {
  const { port } = await serve(t);
  const socket = connect(port, '127.0.0.1');
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => {}); // the system decides how the line ends
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
  assert.ok(megabytes < 100, `the server took ${megabytes} MB`);
});

test('the bot cuts off an upgrade and keeps no line open', async (t) => {
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

test('a caller that hangs up in the middle of a body does no harm', async (t) => {
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

test("a handler's error never reaches the caller", async (t) => {
  const { url, logged } = await serve(t, {
    routes: {
      messages: async () => async () => {
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

test('a port that another program has is named', async (t) => {
  const { port } = await serve(t);
  const second = serve(t, { port });
  await assert.rejects(second, {
    message: `PORT: another program listens at 127.0.0.1:${port} already.`,
  });
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

test('healthz answers even while the bot is not ready', async (t) => {
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

test('close lets a request under way finish, and the bot takes no new one', async (t) => {
  const reached = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const { url, http } = await serve(t, {
    routes: {
      messages: async () => async () => {
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

test('the bot answers HEAD like GET, without a body', async (t) => {
  const answers = [async () => true, async () => false].map(async (ready) => {
    const { url } = await serve(t, { routes: { ready } });
    return await Promise.all(
      ['/healthz', '/readyz'].map(async (path) => {
        const asked = await fetch(url + path, { method: 'HEAD' });
        const got = await fetch(url + path);
        const length = (response: Response) => response.headers.get('content-length');
        assert.equal(asked.status, got.status);
        assert.equal(length(asked), length(got));
        assert.equal(await asked.text(), '');
        return asked.status;
      }),
    );
  });
  assert.deepEqual(await Promise.all(answers), [
    [200, 200],
    [200, 503],
  ]);
});

test('the pages behind the links of the Teams app package exist, in plain text', async (t) => {
  const { url } = await serve(t);
  for (const path of ['', '/', '/privacy', '/terms']) {
    const answer = await fetch(`${url}${path}`);
    assert.equal(answer.status, 200, path);
    assert.match(answer.headers.get('content-type') ?? '', /^text\/plain/);
    assert.match(await answer.text(), /^Guestlist/);
    // Some programs that check links only ask for the head.
    const asked = await fetch(`${url}${path}`, { method: 'HEAD' });
    assert.equal(asked.status, 200, path);
    assert.equal(await asked.text(), '');
  }
});

test('the page about lists, to which help and template link, exists in plain text', async (t) => {
  const { url } = await serve(t);
  const answer = await fetch(`${url}/lists`);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type') ?? '', /^text\/plain/);
  assert.match(await answer.text(), /^# Lists: what Guestlist reads, mentions and refuses/);
});
