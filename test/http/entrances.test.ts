import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { rateLimit } from '../../bot/http/rate-limit.ts';
import { firstAnswer, post, rawRequest, serve } from './serve.ts';

/** A clock that only the test moves, so that no machine is too slow to send too much. */
async function hurried(t: TestContext) {
  let at = 0;
  const served = await serve(t, { moment: () => at });
  return {
    ...served,
    later: (ms: number) => {
      at += ms;
    },
  };
}

const head = (path: string, ...lines: string[]) =>
  [`POST ${path} HTTP/1.1`, 'Host: bot', 'Content-Type: application/json', ...lines, '', ''].join(
    '\r\n',
  );
const large = JSON.stringify({ value: ['x'.repeat(60_000)] });

/** Sends large bodies until the bot refuses one. Returns that answer. */
async function flood(address: string): Promise<Response> {
  for (let sent = 1; ; sent += 1) {
    const answer = await post(address, large);
    if (answer.status !== 200) return answer;
    assert.ok(sent < 100, 'the bot takes as many as anybody likes to send');
    await answer.arrayBuffer();
  }
}

for (const path of ['/api/notifications', '/api/lifecycle']) {
  test(`the bot refuses a body of more than 64 KB for ${path} before it arrives`, async (t) => {
    const { port } = await serve(t);
    const answer = await rawRequest(port, head(path, 'Content-Length: 65537'), '{"value":[');
    assert.match(answer, /^HTTP\/1.1 413 .*\{"error":"body too large"\}$/s);
  });

  test(`the bot refuses a body without an end for ${path} after 64 KB`, async (t) => {
    using open = new DisposableStack();
    const { port } = await serve(t);
    const piece = `8000\r\n${'x'.repeat(0x8000)}\r\n`;
    const request = head(path, 'Transfer-Encoding: chunked');
    const answer = await firstAnswer(port, request + piece + piece + piece, open);
    assert.match(answer, /^HTTP\/1.1 413 /);
  });

  test(`the bot refuses a flood of bodies for ${path} before they arrive, and says when to come again`, async (t) => {
    const { url, port, later } = await hurried(t);
    const refused = await flood(`${url}${path}`);
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('retry-after'), '2');
    const unread = await rawRequest(port, head(path, 'Content-Length: 60000'), '{"value":[');
    assert.match(unread, /^HTTP\/1.1 429 .*\{"error":"too many requests"\}$/s);
    later(2_000);
    assert.equal((await post(`${url}${path}`, { value: [] })).status, 200);
  });
}

test('a flood of notifications keeps out neither messages nor lifecycle events nor handshakes', async (t) => {
  const { url, logged } = await hurried(t);
  await flood(`${url}/api/notifications`);
  assert.equal((await post(`${url}/api/messages`, { type: 'message' })).status, 200);
  assert.equal((await post(`${url}/api/lifecycle`, { value: [] })).status, 200);
  const handshake = await fetch(`${url}/api/notifications?validationToken=abc`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
  });
  assert.equal(handshake.status, 200);
  assert.partialDeepStrictEqual(logged, [{ event: 'request refused', fields: { status: 429 } }]);
});

test('the bot takes five hundred notifications a second of one peer', async (t) => {
  const { url } = await hurried(t);
  for (let sent = 0; sent < 500; sent += 1) {
    const answer = await post(`${url}/api/notifications`, { value: ['x'.repeat(700)] });
    assert.equal(answer.status, 200);
    await answer.arrayBuffer();
  }
});

test('one peer may use up most units, and each second brings new ones', () => {
  let at = 0;
  const limit = rateLimit({ inAll: 30, ofOne: 20, burstSeconds: 2 }, () => at);
  assert.ok(limit.take('a', 40));
  assert.equal(limit.take('a', 1), false);
  assert.ok(limit.take('b', 20));
  assert.equal(limit.take('b', 1), false, 'all peers together have used up theirs');
  assert.ok(limit.take('c', 0));
  at += 500;
  assert.ok(limit.take('a', 10));
  assert.equal(limit.take('a', 1), false);
  at += 3_600_000;
  assert.ok(limit.take('a', 40));
  assert.equal(limit.take('a', 1), false, 'a long rest saves up no more than a burst');
});

test('strangers with ten thousand addresses get no more than all peers may', () => {
  const limit = rateLimit({ inAll: 30, ofOne: 20, burstSeconds: 2 }, () => 0);
  const taken = Array.from({ length: 10_000 }, (_, n) => limit.take(`peer ${n}`, 1));
  assert.equal(taken.filter(Boolean).length, 60);
});
