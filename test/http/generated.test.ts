import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { activity, claims } from './bot-stand-in.ts';
import { chanceFrom, generateRequest } from './generated-requests.ts';
import { openBot } from './open-bot.ts';
import { openUnfinished } from './open-unfinished.ts';
import { signed } from './openid-server.ts';
import { missingProxies, startProxies } from './proxies.ts';
import { post } from './serve.ts';

const patienceMs = 10_000;
const atOnce = 24;

/** Sends the bytes, ends the connection's own side, and waits for the other side's end. Accepts any answer. */
function send(port: number, bytes: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = () => {
      socket.destroy();
      resolve();
    };
    socket.setTimeout(patienceMs, end);
    socket.on('error', end);
    // A reset leaves no socket in TIME_WAIT. Otherwise there would be thousands.
    socket.on('end', () => socket.resetAndDestroy());
    socket.on('close', end);
    socket.resume();
    socket.end(Buffer.from(bytes, 'latin1'));
  });
}

async function sendMany(port: number, count: number, seed: number): Promise<void> {
  const chance = chanceFrom(seed);
  let left = count;
  const sendSome = async () => {
    while (left > 0) {
      left -= 1;
      const pipelined = chance() < 0.1 ? generateRequest(chance) : '';
      await send(port, generateRequest(chance) + pipelined);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sendSome));
}

const serviceUrl = 'https://127.0.0.1/teams/';
const silent = { type: 'typing', id: undefined, serviceUrl };

test('20,000 generated requests, some through proxies, leave the same process alive and well', async (t) => {
  for (const name of missingProxies()) t.diagnostic(`${name} is not installed: left out`);
  const bot = await openBot(t);
  const { pid } = bot;
  const before = pid();
  const port = Number(new URL(bot.url).port);
  const proxies = await startProxies(t, port);

  const ways = [...proxies.map((proxy) => proxy.port), port];
  const share = 2000;
  for (const [seed, way] of ways.entries()) {
    await sendMany(way, way === port ? 20_000 - share * proxies.length : share, seed + 1);
  }

  using unfinished = new DisposableStack();
  for (const { name, port: way } of proxies) {
    if (name === 'haproxy') await openUnfinished(way, unfinished);
  }
  await openUnfinished(port, unfinished);

  const authorization = `Bearer ${signed(claims({ serviceurl: serviceUrl }))}`;
  for (const way of ways) {
    const url = `http://127.0.0.1:${way}`;
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
    const taken = await post(`${url}/api/messages`, activity(silent), { authorization });
    assert.ok(![400, 503].includes(taken.status), 'a good activity comes through');
    assert.equal(pid(), before);
  }
  assert.deepEqual(
    bot.log().filter(({ event }) => event === 'request escaped its handler'),
    [],
  );
  assert.equal(bot.complaints(), '');
});
