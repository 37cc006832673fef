import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type TestContext, test } from 'node:test';
import { createConnector } from '../../bot/tell/connector.ts';

/** A connector that refuses everything in one way, and the paths that reached it. */
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
  const connector = createConnector({
    loopback: true,
    serviceUrlHosts: [],
    token: async () => undefined,
    room: async () => 0,
  });
  const to = {
    serviceUrl: `http://127.0.0.1:${port}/teams/`,
    conversationId: 'a:1',
    botId: '28:bot',
    tenantId: 't',
  };
  return { connector, to, paths };
}

for (const [said, seconds] of [
  ['0', 1],
  ['3', 3],
  ['999999999999', 3600],
  ['-5', undefined],
  ['', undefined],
  ['soon', undefined],
] as const) {
  test(`a wait of ${JSON.stringify(said)} seconds is taken for ${seconds ?? 'none said'}`, async (t) => {
    const { connector, to } = await refusing(t, 429, { 'retry-after': said });
    const sent = await connector.post(to, { type: 'message' });
    const expected = seconds === undefined ? {} : { seconds };
    assert.deepEqual(sent, { kind: 'later', ...expected, lost: false });
  });
}

test('an id of dots or of nothing, which a client may send, leads to no other place', async (t) => {
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
