import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import { type TestContext, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { channelKeys } from '../../bot/activities/channel-keys.ts';

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = publicKey.export({ format: 'jwk' });
const minute = 60_000;
const day = 24 * 60 * minute;

/** Answers of a key server that give no keys. */
const failures: Record<string, (res: ServerResponse) => void> = {
  fails: (res) => {
    res.statusCode = 503;
    res.end('{}');
  },
  hangs: (res) => void res.write('{"keys":['),
  'leads elsewhere': (res) => {
    res.writeHead(302, { location: '/other' });
    res.end();
  },
  'answers a page': (res) => void res.end('<html>Sign in</html>'),
  'answers null': (res) => void res.end('null'),
  'names no keys': (res) => void res.end('{"keys":[]}'),
  'never ends': (res) => {
    const more = () => {
      while (res.write(' '.repeat(65_536)));
    };
    res.on('drain', more);
    more();
  },
};

/** A key server with failures that a test controls, and a clock. */
async function start(t: TestContext, { key = {}, document = {} } = {}) {
  const world = {
    names: ['k1'],
    beside: [] as unknown[],
    state: 'well',
    /** The address at which the server fails. Undefined: at all. */
    failsAt: undefined as string | undefined,
    asked: 0,
    now: 0,
  };
  const server = createServer((req, res) => {
    if (req.url === '/openid') world.asked += 1;
    const fail = failures[world.state];
    const keys = [
      ...world.beside,
      ...world.names.map((kid) => ({ ...jwk, ...key, kid, endorsements: ['msteams'] })),
    ];
    const isWell = req.url === '/other' || (world.failsAt ?? req.url) !== req.url;
    if (fail !== undefined && !isWell) return fail(res);
    const url = `http://${req.headers.host}/keys`;
    res.end(JSON.stringify(req.url === '/openid' ? { ...document, jwks_uri: url } : { keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const logged: string[] = [];
  const note = (event: string) => void logged.push(event);
  const keys = channelKeys({
    openIdUrl: `http://127.0.0.1:${port}/openid`,
    moment: () => world.now,
    log: { info: note, warn: note },
  });
  return { world, keys, logged };
}

/**
 * Fails if the work ends after these milliseconds. Both are timers of this process, so that a busy machine delays both:
 * work that was due first has some turns more.
 */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const end = new AbortController();
  const tooLate = async () => {
    await setTimeout(ms, undefined, { signal: end.signal });
    await setTimeout(250, undefined, { signal: end.signal });
    throw new Error(`it took more than ${ms} ms`);
  };
  return await Promise.race([work, tooLate()]).finally(() => end.abort());
}

/** Fails if the caller waits for the key server: one that hangs would take 4.5 seconds. */
const soon = <T>(work: Promise<T>) => within(4_000, work);

for (const state of Object.keys(failures)) {
  test(`while the key server ${state} the bot uses keys for up to five days`, async (t) => {
    const { world, keys, logged } = await start(t);
    assert.ok(await keys.find('k1'));
    Object.assign(world, { state, failsAt: state === 'names no keys' ? '/keys' : undefined });
    for (const days of [1, 2, 4.9]) {
      world.now = days * day;
      assert.ok(await soon(keys.find('k1')), `after ${days} days`);
      assert.ok(await soon(keys.find('k1')), `once more after ${days} days`);
    }
    assert.ok(world.asked >= 1);
    while (state !== 'hangs' && !logged.includes('channel keys not fetched')) await setTimeout(20);
    world.now = 5 * day;
    assert.equal(await within(5_000, keys.find('k1')), undefined);
    Object.assign(world, { state: 'well', now: 5 * day + minute });
    assert.ok(await keys.find('k1'), 'the bot goes on once the server is back');
  });
}

test('a key makes signatures by its own algorithm, else by those of the document, else by RS256', async (t) => {
  const algorithms = async (more: Parameters<typeof start>[1]) =>
    (await (await start(t, more)).keys.find('k1'))?.algorithms;
  assert.deepEqual(await algorithms({}), ['RS256']);
  const document = { id_token_signing_alg_values_supported: ['RS384'] };
  assert.deepEqual(await algorithms({ document }), ['RS384']);
  assert.deepEqual(await algorithms({ document, key: { alg: 'RS512' } }), ['RS512']);
});

test('a key that checks nothing takes no other key along', async (t) => {
  const { world, keys } = await start(t);
  const { n: _, ...without } = jwk;
  world.beside = [null, 7, {}, without, { ...jwk, kid: 'odd', n: '' }, { kty: 'EC', kid: 'ec' }];
  assert.ok(await keys.find('k1'));
  for (const name of ['odd', 'ec']) assert.equal(await keys.find(name), undefined);
});

test('the bot fetches day-old keys again, and no request waits for it', async (t) => {
  const { world, keys } = await start(t);
  await keys.find('k1');
  world.names = ['k1', 'k2'];
  world.now = day;
  assert.ok(await soon(keys.find('k1')));
  while (world.asked < 2) await new Promise(setImmediate);
  assert.ok(await keys.find('k2'));
  assert.equal(world.asked, 2);
});

test('the bot fetches a new key at once, and for made-up keys at most once a minute', async (t) => {
  const { world, keys } = await start(t);
  await keys.find('k1');
  world.now = minute;
  world.names = ['k1', 'k2'];
  const found = await Promise.all(['k2', 'made up', 'k2', 'k1'].map((name) => keys.find(name)));
  assert.deepEqual(
    found.map((key) => key !== undefined),
    [true, false, true, true],
  );
  for (let n = 0; n < 50; n += 1) assert.equal(await keys.find(`made up ${n}`), undefined);
  assert.equal(world.asked, 2);
  world.now = 2 * minute;
  await keys.find('made up');
  assert.equal(world.asked, 3);
});

test('a key server that hangs delays a request with a new key by less than five seconds', async (t) => {
  const { world, keys } = await start(t);
  world.state = 'hangs';
  assert.equal(await within(5_000, keys.find('k1')), undefined);
  world.state = 'well';
  world.now = minute;
  assert.ok(await keys.find('k1'));
});
