import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { post, rawRequest, serve } from './serve.ts';

const head = (lines: string[]) =>
  ['POST /api/messages HTTP/1.1', 'Host: 127.0.0.1', 'Connection: close', ...lines, '', ''].join(
    '\r\n',
  );
const gzip = gzipSync(JSON.stringify({ type: 'message', text: 'x'.repeat(1000) }));
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;

const refused: [what: string, status: number, parts: (string | Buffer)[]][] = [
  [
    'a body that is said to be gzip and is not',
    415,
    [head(['Content-Type: application/json', 'Content-Encoding: gzip', 'Content-Length: 2']), '{}'],
  ],
  [
    'a gzip body that is cut off',
    415,
    [
      head(['Content-Type: application/json', 'Content-Encoding: gzip', 'Content-Length: 20']),
      gzip.subarray(0, 20),
    ],
  ],
  [
    'a good gzip body',
    415,
    [
      head([
        'Content-Type: application/json',
        'Content-Encoding: gzip',
        `Content-Length: ${gzip.length}`,
      ]),
      gzip,
    ],
  ],
  [
    'a multipart form',
    415,
    [head(['Content-Type: multipart/form-data; boundary=b', 'Content-Length: 5']), '--b--'],
  ],
  [
    'plain text on the messages route',
    415,
    [head(['Content-Type: text/plain', 'Content-Length: 2']), '{}'],
  ],
  ['a body without content type', 415, [head(['Content-Length: 2']), '{}']],
  [
    'a length over the limit',
    413,
    [head(['Content-Type: application/json', 'Content-Length: 262145']), 'x'.repeat(262_145)],
  ],
  [
    'chunks that exceed the limit without a length',
    413,
    [
      head(['Content-Type: application/json', 'Transfer-Encoding: chunked']),
      ...Array.from({ length: 5 }, () => chunk('x'.repeat(65_536))),
      '0\r\n\r\n',
    ],
  ],
  ['broken JSON', 400, [head(['Content-Type: application/json', 'Content-Length: 2']), '{]']],
  [
    'JSON that is not UTF-8',
    400,
    [
      head(['Content-Type: application/json', 'Content-Length: 3']),
      Buffer.from([0x22, 0xff, 0x22]),
    ],
  ],
];
for (const [what, status, parts] of refused) {
  test(`${what} is refused with ${status}, and the next request is answered`, async (t) => {
    const { port, url, received } = await serve(t);
    const answer = await rawRequest(port, ...parts);
    assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `));
    const body = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')));
    assert.deepEqual(Object.keys(body), ['error', 'correlationId']);
    assert.equal(received.length, 0);
    assert.equal((await post(`${url}/api/messages`, {})).status, 200);
  });
}

const headers: [name: string, value: string, status: number][] = [
  ['Host', '127.0.0.1:3978', 200],
  ['Host', 'LOCALHOST', 200],
  ['Host', 'evil.example', 403],
  ['Host', '127.0.0.1.evil.example', 403],
  ['Host', '[::1]', 403],
  ['X-Forwarded-For', '10.0.0.1', 403],
  ['X-Forwarded-Host', '127.0.0.1', 403],
  ['Forwarded', 'for=10.0.0.1', 403],
  ['X-Real-IP', '10.0.0.1', 403],
];
for (const [name, value, status] of headers) {
  test(`loopback answers ${status} to ${name}: ${value}`, async (t) => {
    const { port } = await serve(t, { loopback: true });
    const host = name === 'Host' ? '' : 'Host: 127.0.0.1\r\n';
    const request = `GET /healthz HTTP/1.1\r\n${host}${name}: ${value}\r\nConnection: close\r\n\r\n`;
    assert.match(await rawRequest(port, request), new RegExp(`^HTTP/1.1 ${status} `));
  });
}

test('outside loopback a proxy may stand in front', async (t) => {
  const { url } = await serve(t);
  const response = await fetch(`${url}/healthz`, { headers: { 'x-forwarded-for': '10.0.0.1' } });
  assert.equal(response.status, 200);
});
