import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import { activity, claims, standIn } from './bot-stand-in.ts';
import { openUnfinished } from './open-unfinished.ts';
import { signed, signedByStranger, startOpenId } from './openid-server.ts';
import { firstAnswer, post, rawRequest, serve } from './serve.ts';

const bearer = (token: string) => `Authorization: Bearer ${token}`;
const head = (path: string, lines: string[]) =>
  [`POST ${path} HTTP/1.1`, 'Host: bot', 'Content-Type: application/json', ...lines, '', ''].join(
    '\r\n',
  );

async function strict(t: TestContext) {
  const { url: channelOpenIdUrl } = await startOpenId(t);
  const { url, handled } = await standIn(t, { channelOpenIdUrl });
  return { url, handled, port: Number(new URL(url).port) };
}

for (const [what, lines] of [
  ['without a token', []],
  ['with a word instead of a token', [bearer('a.b.c')]],
  ['with a token that another key signed', [bearer(signedByStranger(claims()))]],
] as const) {
  test(`the bot refuses a message ${what} before the body arrives`, async (t) => {
    using open = new DisposableStack();
    const { port, handled } = await strict(t);
    const request = head('/api/messages', [...lines, 'Content-Length: 200000']);
    const answer = await firstAnswer(port, `${request}{"type":`, open);
    assert.match(answer, /^HTTP\/1.1 401 .*\{"error":"not authorised"\}$/s);
    assert.deepEqual(handled, []);
  });
}

for (const [method, path] of [
  ['POST', '/api/secret'],
  ['POST', '/api/%6dessages'],
  ['POST', '/api/messages;a=1'],
  ['PUT', '/api/messages'],
  ['GET', '/healthz'],
] as const) {
  test(`the bot refuses a body for ${method} ${path} before it arrives`, async (t) => {
    using open = new DisposableStack();
    const { port } = await serve(t);
    for (const line of ['Content-Length: 200000', 'Transfer-Encoding: chunked']) {
      const request = head(path, [line]).replace('POST', method);
      const answer = await firstAnswer(port, request, open);
      assert.match(answer, /^HTTP\/1.1 400 .*\{"error":"no body is taken here"\}$/s);
    }
  });
}

test('a stranger who goes on sending gets the answer, and the line is closed', async (t) => {
  const { port, url, handled } = await strict(t);
  const request = head('/api/messages', ['Content-Length: 2000000']);
  const answer = await rawRequest(port, request, 'x'.repeat(300_000));
  assert.match(answer, /^HTTP\/1.1 401 Unauthorized\r\nConnection: close\r\n/);
  assert.match(answer, /\r\nX-Correlation-Id: [\da-f-]{36}\r\n.*\{"error":"not authorised"\}$/s);
  const good = await post(url, activity(), { authorization: `Bearer ${signed(claims())}` });
  assert.equal(good.status, 200);
  assert.equal(handled.length, 1);
});

test('a stranger who does not wait for earlier answers gets the refusal after them', async (t) => {
  const { port } = await strict(t);
  const healthy = 'GET /healthz HTTP/1.1\r\nHost: bot\r\n\r\n';
  const unsigned = `${head('/api/messages', ['Content-Length: 2'])}{}`;
  const answers = await rawRequest(port, `${healthy}${healthy}${unsigned}`);
  assert.deepEqual(
    [...answers.matchAll(/HTTP\/1.1 (\d+)/g)].map(([, status]) => status),
    ['200', '200', '401'],
  );
});

test('strangers whose bodies never come take up no room', async (t) => {
  using open = new DisposableStack();
  const { port, url } = await strict(t);
  const request = head('/api/messages', ['Content-Length: 2000000']);
  // More at once than one peer may have under way.
  const many = Array.from({ length: 650 }, () => firstAnswer(port, request, open));
  assert.ok((await Promise.allSettled(many)).some(({ status }) => status === 'fulfilled'));
  assert.equal((await fetch(new URL('/healthz', url))).status, 200);
});

test('notifications whose bodies never come take no seat of messages and probes', async (t) => {
  const { port, url } = await serve(t);
  using open = new DisposableStack();
  await openUnfinished(port, open);
  for (let asked = 0; asked < 5; asked += 1) {
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
    assert.equal((await fetch(`${url}/readyz`)).status, 200);
    assert.equal((await post(`${url}/api/messages`, activity())).status, 200);
    assert.equal((await post(`${url}/api/lifecycle`, { value: [] })).status, 200);
    assert.equal((await post(`${url}/api/notifications`, { value: [] })).status, 200);
  }
});

test('a caller that asks if it may send the body gets a yes only with a good token', async (t) => {
  using open = new DisposableStack();
  const { port } = await strict(t);
  const ask = (token: string) =>
    firstAnswer(
      port,
      head('/api/messages', [bearer(token), 'Content-Length: 2', 'Expect: 100-continue']),
      open,
    );
  assert.match(await ask(signedByStranger(claims())), /^HTTP\/1.1 401 /);
  assert.match(await ask(signed(claims())), /^HTTP\/1.1 100 /);
});

test('when strangers fill the room for notifications the bot still takes messages', async (t) => {
  const { port, url } = await serve(t, { moment: () => 0 });
  const endless = head('/api/notifications', ['Transfer-Encoding: chunked']);
  const sockets = Array.from({ length: 24 }, () => connect(port, '127.0.0.1'));
  using open = new DisposableStack();
  for (const socket of sockets) open.defer(() => socket.destroy());
  for (const socket of sockets) socket.write(endless);
  let full: Response;
  do full = await post(`${url}/api/notifications`, {});
  while (full.status === 200);
  assert.equal(full.status, 503);
  assert.equal(full.headers.get('retry-after'), '1');
  assert.equal((await post(`${url}/api/messages`, activity())).status, 200);
  assert.equal((await fetch(`${url}/healthz`)).status, 200);
});

test('the server cuts off a caller that sends requests without waiting for answers', async (t) => {
  const never = Promise.withResolvers<boolean>();
  const { port, url } = await serve(t, { routes: { ready: () => never.promise } });
  const many = 'GET /readyz HTTP/1.1\r\nHost: bot\r\n\r\n'.repeat(50);
  assert.equal(await rawRequest(port, many).catch(() => ''), '');
  assert.equal((await fetch(`${url}/healthz`)).status, 200);
  never.resolve(true);
});
