import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { noTokens } from '../../bot/activities/channel-tokens.ts';
import { createConnector } from '../../bot/sending/connector.ts';

/** A connector that refuses all calls with one answer, and the paths of these calls. */
async function refusing(t: TestContext, status: number, headers: Record<string, string> = {}) {
  const paths: string[] = [];
  const server = createServer((req, res) => {
    paths.push(req.url ?? '');
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
    res.statusCode = status;
    res.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { ...connectorAt(port), paths };
}

function connectorAt(port: number) {
  const connector = createConnector({
    loopback: true,
    serviceUrlHosts: [],
    tokens: noTokens,
    room: async () => 0,
    hold: async () => undefined,
  });
  const to = {
    serviceUrl: `http://127.0.0.1:${port}/teams/`,
    conversationId: 'a:1',
    botId: '28:bot',
    tenantId: 't',
  };
  return { connector, to };
}

for (const [said, seconds] of [
  ['0', 1],
  ['3', 3],
  ['999999999999', 3600],
  ['-5', undefined],
  ['', undefined],
  ['soon', undefined],
  ['1e9', undefined],
] as const) {
  test(`the bot reads a wait of ${JSON.stringify(said)} seconds as ${seconds ?? 'none said'}`, async (t) => {
    const { connector, to } = await refusing(t, 429, { 'retry-after': said });
    const sent = await connector.post(to, { type: 'message' });
    const expected = seconds === undefined ? {} : { seconds };
    assert.deepEqual(sent, { kind: 'later', ...expected, lost: false });
  });
}

test("the bot measures a wait until a date from the answer's own date", async (t) => {
  const { connector, to } = await refusing(t, 429, {
    'retry-after': 'Mon, 02 Nov 2026 10:00:30 GMT',
    date: 'Mon, 02 Nov 2026 10:00:00 GMT',
  });
  const sent = await connector.post(to, { type: 'message' });
  assert.deepEqual(sent, { kind: 'later', seconds: 30, lost: false });
});

for (const [status, kind] of [
  [401, 'later'],
  [403, 'dead'],
  [404, 'dead'],
  [413, 'refused'],
] as const) {
  test(`an answer of ${status} is ${kind}`, async (t) => {
    const { connector, to } = await refusing(t, status);
    assert.equal((await connector.post(to, { type: 'message' })).kind, kind);
  });
}

test('an id of dots, or an empty one, from a client leads to no other place', async (t) => {
  const { connector, to, paths } = await refusing(t, 200);
  for (const id of ['..', '.', '']) {
    assert.equal((await connector.remove(to, id)).kind, 'dead');
    assert.equal(
      (await connector.post({ ...to, conversationId: id }, { type: 'message' })).kind,
      'dead',
    );
  }
  assert.deepEqual(paths, []);
  await connector.remove(to, '../../x');
  assert.deepEqual(paths, ['/teams/v3/conversations/a%3A1/activities/..%2F..%2Fx']);
});

test("the bot follows no redirect, and the message's outcome is unknown", async (t) => {
  const elsewhere = await refusing(t, 200);
  const { connector, to } = await refusing(t, 307, { location: elsewhere.to.serviceUrl });
  const sent = await connector.post(to, { type: 'message' });
  assert.deepEqual(sent, { kind: 'later', lost: true });
  assert.deepEqual(elsewhere.paths, []);
});

test("when the connection breaks before or in the answer the message's outcome is unknown", async (t) => {
  for (const begin of ['', 'HTTP/1.1 201 Created\r\ncontent-length: 99\r\n\r\n{"id":']) {
    const { connector, to } = await answering(t, (socket) => void socket.end(begin));
    const sent = await connector.post(to, { type: 'message' });
    assert.deepEqual(sent, { kind: 'later', lost: true });
  }
});

test('messages share a connection, and the bot replaces one that Teams closed', async (t) => {
  let connections = 0;
  const body = '{"id":"m"}';
  const { connector, to } = await answering(t, (socket, told) => {
    if (told === 1) connections += 1;
    const last = connections === 1 && told === 3;
    const close = last ? 'connection: close\r\n' : '';
    const head = `HTTP/1.1 201 Created\r\ncontent-length: ${body.length}\r\n${close}\r\n`;
    socket.write(head + body);
    if (last) socket.end();
  });
  for (let n = 0; n < 5; n += 1) {
    const sent = await connector.post(to, { type: 'message', text: 'Zoë ✔' });
    assert.deepEqual(sent, { kind: 'sent', messageId: 'm' });
  }
  assert.equal(connections, 2);
});

/** A connector that gives the test's answer to each request. `told` is the number of the request on its connection. */
async function answering(t: TestContext, answer: (socket: Socket, told: number) => void) {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    let told = 0;
    socket.on('data', (data) => {
      if (!data.includes('"type":"message"')) return;
      told += 1;
      answer(socket, told);
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return connectorAt(port);
}
