import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countByPeer } from '../../bot/http/count-by-peer.ts';
import { createSeats, type Kind } from '../../bot/http/request-seats.ts';
import { rawRequest, serve } from './serve.ts';

test('the bot waits for the body of a notification for five seconds, for a message longer', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const seats = createSeats();
  const cut: string[] = [];
  const enter = (kind: Kind, isUnfinished = true) =>
    seats.enter(kind, {
      peer: 'a',
      isUnfinished: () => isUnfinished,
      cut: () => void cut.push(kind),
    });
  enter('lifecycle', false);
  enter('message');
  enter('notification');
  t.mock.timers.tick(4_999);
  assert.deepEqual(cut, []);
  t.mock.timers.tick(1);
  assert.deepEqual(cut, ['notification']);
});

test('a newcomer gets the slowest seat of the peer that has most', () => {
  const seats = createSeats();
  const cut: string[] = [];
  const enter = (peer: string, name: string, isUnfinished = true) =>
    seats.enter('lifecycle', {
      peer,
      isUnfinished: () => isUnfinished,
      cut: () => void cut.push(name),
    });
  const first = enter('a', 'whole', false);
  enter('b', 'of another');
  for (let n = 0; n < 48; n += 1) enter('a', `slow ${n}`);
  assert.ok(enter('c', 'new'));
  assert.ok(enter('c', 'newer'));
  assert.deepEqual(cut, ['slow 0', 'slow 1']);
  first?.();
  assert.ok(enter('c', 'newest'));
  assert.equal(cut.length, 2);
  assert.ok(seats.enter('message', { peer: 'a', isUnfinished: () => true, cut() {} }));
});

for (const last of ['CONNECT / HTTP/1.1', 'GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: x']) {
  test(`requests that stand on a line before ${JSON.stringify(last)} give their seats back`, async (t) => {
    const { port, url } = await serve(t);
    const lines = ['GET /api/messages HTTP/1.1', 'GET /healthz HTTP/1.1', last];
    const request = lines.map((line) => `${line}\r\nHost: bot\r\n\r\n`).join('');
    for (let sent = 0; sent < 80; sent += 1) await rawRequest(port, request);
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
  });
}

test('a line with more requests than may stand on one gives all their seats back', async (t) => {
  const { port, url } = await serve(t);
  const many = 'GET /healthz HTTP/1.1\r\nHost: bot\r\n\r\n'.repeat(30);
  for (let sent = 0; sent < 12; sent += 1) await rawRequest(port, many);
  assert.equal((await fetch(`${url}/healthz`)).status, 200);
});

test('one peer may use most of the room, and all of it becomes free again', () => {
  const room = countByPeer({ inAll: 3, ofOne: 2 });
  const [first, second] = [room.enter('a'), room.enter('a')];
  assert.ok(first && second);
  assert.equal(room.enter('a'), undefined);
  const other = room.enter('b');
  assert.ok(other);
  assert.equal(room.enter('c'), undefined);
  first();
  first();
  assert.ok(room.enter('c'));
  assert.equal(room.enter('c'), undefined);
});
