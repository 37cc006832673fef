import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { activity, claims } from './bot-stand-in.ts';
import { fillQueue, isQueueLong } from './fill-queue.ts';
import { chanceFrom, generateRequest } from './generated-requests.ts';
import { openBot } from './open-bot.ts';
import { openUnfinished } from './open-unfinished.ts';
import { signed } from './openid-server.ts';
import { missingProxies, startProxies } from './proxies.ts';
import { post } from './serve.ts';

const patienceMs = 10_000;
const linesAtOnce = 16;
/** As many as the bot takes without waiting for an answer. */
const onOneLine = 8;

/** A server that is silent for so long waits for more bytes. At the end of the line it stops waiting. */
const quietMs = 250;

/**
 * Sends the requests in one go, and waits until the line is closed. Accepts any answer. Returns how many came, at least
 * one: a line that the server only closes is an answer too.
 */
function send(port: number, requests: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    const answers = () => heard.match(/HTTP\/1\.1 [2-5]\d\d /g)?.length ?? 0;
    const end = () => {
      socket.destroy();
      resolve(Math.max(1, answers()));
    };
    socket.setEncoding('latin1').on('data', (text: string) => {
      heard += text;
      // A reset leaves no socket in TIME_WAIT. Otherwise there would be thousands.
      if (answers() >= requests.length) socket.resetAndDestroy();
    });
    socket.setTimeout(quietMs, () => {
      socket.end();
      socket.setTimeout(patienceMs, end);
    });
    socket.on('error', end);
    socket.on('end', () => socket.resetAndDestroy());
    socket.on('close', end);
    socket.write(Buffer.from(requests.join(''), 'latin1'));
  });
}

/** Sends again what stood behind a request after which the server closed the line, until each has had its answer. */
async function sendMany(port: number, count: number, seed: number): Promise<void> {
  const chance = chanceFrom(seed);
  let left = count;
  const sendSome = async () => {
    let queue: string[] = [];
    while (left > 0) {
      while (queue.length < onOneLine) queue.push(generateRequest(chance));
      const answered = await send(port, queue);
      queue = queue.slice(answered);
      left -= answered;
    }
  };
  await Promise.all(Array.from({ length: linesAtOnce }, sendSome));
}

/**
 * A proxy itself answers for a bot that it holds for gone, as haproxy does after three checks on a slow machine, and
 * sees it again at the next check. The bot puts an id on each of its answers, and must never be busy here.
 */
async function ofTheBot(ask: () => Promise<Response>): Promise<Response> {
  for (;;) {
    const answer = await ask();
    if (answer.headers.has('x-correlation-id')) return answer;
    await answer.arrayBuffer();
    await setTimeout(100);
  }
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

  if (isQueueLong()) await fillQueue(before ?? 0, port);
  using unfinished = new DisposableStack();
  for (const { name, port: way } of proxies) {
    if (name === 'haproxy') await openUnfinished(way, unfinished);
  }
  await openUnfinished(port, unfinished);

  const authorization = `Bearer ${signed(claims({ serviceurl: serviceUrl }))}`;
  for (const way of ways) {
    const url = `http://127.0.0.1:${way}`;
    for (const path of ['/', '/healthz']) {
      assert.equal((await ofTheBot(() => fetch(url + path))).status, 200, path);
    }
    const taken = await ofTheBot(() =>
      post(`${url}/api/messages`, activity(silent), { authorization }),
    );
    assert.ok(![400, 503].includes(taken.status), 'a good activity comes through');
    assert.equal(pid(), before);
  }
  assert.deepEqual(
    bot.log().filter(({ event }) => event === 'request escaped its handler'),
    [],
  );
  assert.equal(bot.complaints(), '');
});
