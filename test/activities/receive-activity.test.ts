import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { activity, answerInvoke, standIn } from '../http/bot-stand-in.ts';
import { seenInMemory } from '../http/seen-in-memory.ts';
import { post } from '../http/serve.ts';

const serviceUrl = 'http://127.0.0.1:4000/';
const local = (changes: Record<string, unknown> = {}) => activity({ serviceUrl, ...changes });
const invoke = { type: 'invoke', name: 'adaptiveCard/action' };

test('loopback needs no token, and ignores one', async (t) => {
  const { url, handled } = await standIn(t);
  assert.equal((await post(url, local())).status, 200);
  const withToken = await post(url, local({ id: 'a-2' }), { authorization: 'Bearer x.y.z' });
  assert.equal(withToken.status, 200);
  assert.deepEqual(handled, ['a-1', 'a-2']);
});

test('loopback serves the tenant of the first activity and no other', async (t) => {
  const { url, handled } = await standIn(t);
  await post(url, local());
  const tenant = { conversation: { id: 'a:2', tenantId: 'other' }, channelData: undefined };
  assert.equal((await post(url, local({ id: 'a-2', ...tenant }))).status, 403);
  assert.deepEqual(handled, ['a-1']);
});

test('loopback refuses a service URL on another machine', async (t) => {
  const { url, handled } = await standIn(t);
  for (const elsewhere of ['https://smba.example/', 'https://127.0.0.1/', 'http://10.0.0.1/']) {
    assert.equal((await post(url, local({ serviceUrl: elsewhere }))).status, 403);
  }
  assert.deepEqual(handled, []);
});

for (const body of [
  {},
  [],
  'null',
  '"message"',
  { type: 7 },
  { type: '' },
  { type: 'message', conversation: 1 },
  activity({ conversation: { tenantId: 'x' } }),
  activity({ from: undefined }),
  activity({ from: { id: '29:1', aadObjectId: 7 } }),
  activity({ recipient: null }),
  activity({ attachments: [null] }),
  activity({ entities: {} }),
]) {
  test(`${JSON.stringify(body)} is no activity`, async (t) => {
    const { url, handled } = await standIn(t);
    const response = await post(url, body);
    assert.equal(response.status, 400);
    assert.partialDeepStrictEqual(await response.json(), { error: 'not an activity' });
    assert.deepEqual(handled, []);
  });
}

test('fifty deliveries of one message at once have one effect', async (t) => {
  const { url, handled } = await standIn(t);
  const answers = await Promise.all(Array.from({ length: 50 }, () => post(url, local())));
  assert.ok(answers.every(({ status }) => status === 200));
  assert.deepEqual(handled, ['a-1']);
});

test('a repeated invoke gets the answer of the first, also while the first is under way', async (t) => {
  const reached = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const { url, handled } = await standIn(t, {
    run: async (context) => {
      reached.resolve();
      await release.promise;
      answerInvoke(context, { statusCode: 200, value: 'card' });
    },
  });
  const first = post(url, local(invoke));
  await reached.promise;
  const second = post(url, local(invoke));
  release.resolve();
  const third = (await first) && (await post(url, local(invoke)));
  const bodies = await Promise.all([first, second].map(async (one) => (await one).text()));
  assert.deepEqual(bodies, Array(2).fill('{"statusCode":200,"value":"card"}'));
  assert.equal(await third.text(), bodies[0]);
  assert.deepEqual(handled, ['a-1']);
});

test('the same id in another conversation is another activity', async (t) => {
  const { url, handled } = await standIn(t);
  await post(url, local());
  const { tenantId } = activity().conversation;
  await post(url, local({ conversation: { id: 'a:2', tenantId } }));
  assert.equal(handled.length, 2);
});

test('the bot does not reveal an error, and the activity may come again', async (t) => {
  let failures = 1;
  const { url, handled, written } = await standIn(t, {
    run: async () => {
      if (failures-- > 0) throw new Error('secret /etc/path');
    },
  });
  const failed = await post(url, local());
  assert.equal(failed.status, 500);
  assert.doesNotMatch(await failed.text(), /secret/);
  assert.equal((await post(url, local())).status, 200);
  assert.deepEqual(handled, ['a-1', 'a-1']);
  assert.deepEqual(written, []);
});

test('the bot handles nothing while the store of activities does not answer', async (t) => {
  const seen = { ...seenInMemory(), begin: () => Promise.reject(new Error('no database')) };
  const { url, handled } = await standIn(t, { seen });
  assert.equal((await post(url, local())).status, 500);
  assert.deepEqual(handled, []);
});

test('an answer counts although the bot could not record its end', async (t) => {
  const seen = { ...seenInMemory(), finish: () => Promise.reject(new Error('no database')) };
  const { url, handled } = await standIn(t, { seen });
  assert.equal((await post(url, local())).status, 200);
  assert.deepEqual(handled, ['a-1']);
});

test('the bot sends nothing over the adapter, which would repeat failed sends', async (t) => {
  const asked: unknown[] = [];
  const teams = createServer((req, res) => {
    asked.push(req.url);
    res.end('{"id":"m-1"}');
  });
  await new Promise<void>((resolve) => teams.listen(0, '127.0.0.1', resolve));
  t.after(() => teams.close());
  const address = teams.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const sent = Promise.withResolvers<unknown>();
  const { url } = await standIn(t, {
    run: async (context) => {
      sent.resolve(await context.sendActivity('hello').catch(() => 'refused'));
    },
  });
  await post(url, local({ serviceUrl: `http://127.0.0.1:${port}/` }));
  assert.equal(await sent.promise, 'refused');
  assert.deepEqual(asked, []);
});
