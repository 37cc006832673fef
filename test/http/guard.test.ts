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
    'a body that calls itself gzip and is not',
    415,
    [head(['Content-Type: application/json', 'Content-Encoding: gzip', 'Content-Length: 2']), '{}'],
  ],
  [
    'a gzip body without its end',
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
  test(`the bot refuses ${what} with ${status}, and answers the next request`, async (t) => {
    const { port, url, received } = await serve(t);
    const answer = await rawRequest(port, ...parts);
    assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `));
    const body = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')));
    assert.deepEqual(Object.keys(body), ['error', 'correlationId']);
    assert.equal(received.length, 0);
    assert.equal((await post(`${url}/api/messages`, {})).status, 200);
  });
}

const escaping: [what: string, request: string][] = [
  ['a comma in the host name', 'GET /healthz HTTP/1.1\r\nHost: a,b'],
  ['a space in the host name', 'GET /healthz HTTP/1.1\r\nHost: a b'],
  ['a host with a user', 'GET /healthz HTTP/1.1\r\nHost: a@b'],
  [
    'a host that looks like an address, with a part too many',
    'GET /healthz HTTP/1.1\r\nHost: 1.2.3.4.5',
  ],
  ['a port above 65535', 'GET /healthz HTTP/1.1\r\nHost: a:123456'],
  ['two hosts', 'GET /healthz HTTP/1.1\r\nHost: a\r\nHost: a'],
  ['an empty host', 'GET /healthz HTTP/1.1\r\nHost:'],
  ['an address that names another host', 'GET http://b/healthz HTTP/1.1\r\nHost: a'],
  ['an address without a host', 'GET http:// HTTP/1.1\r\nHost: a'],
  ['a star', 'OPTIONS * HTTP/1.1\r\nHost: a'],
  ['half a percent sign', 'GET /healthz%z HTTP/1.1\r\nHost: a'],
  ['bytes that are not UTF-8', 'GET /%ff HTTP/1.1\r\nHost: a'],
  ['a fragment', 'GET /healthz#a HTTP/1.1\r\nHost: a'],
  ['a backslash', 'GET /\\b HTTP/1.1\r\nHost: a'],
  ['a method that the bot does not serve', 'PROPFIND /healthz HTTP/1.1\r\nHost: a'],
  ['a tunnel', 'CONNECT a:443 HTTP/1.1\r\nHost: a'],
  ['no host', 'GET /healthz HTTP/1.1\r\nAccept: a'],
  ['a header without a name', 'GET /healthz HTTP/1.1\r\nHost: a\r\n: a'],
];
for (const [what, request] of escaping) {
  test(`the bot answers ${what} with 400 and the usual body, and closes the line`, async (t) => {
    const { port, url, escaped, logged } = await serve(t);
    const answer = await rawRequest(port, `${request}\r\n\r\n`);
    assert.match(answer, /^HTTP\/1.1 400 .*\r\nConnection: close\r\n/is);
    assert.match(answer, /\r\n\r\n\{"error":"malformed request"\}$/);
    assert.partialDeepStrictEqual(logged, [{ event: 'request refused', fields: { status: 400 } }]);
    assert.equal(logged.length, 1);
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
    assert.equal(escaped(), 0);
  });
}

test('the bot answers an expectation that it does not know with 417 and the usual body', async (t) => {
  const { port, url, logged } = await serve(t);
  const answer = await rawRequest(
    port,
    'GET /healthz HTTP/1.1\r\nHost: a\r\nExpect: 200-ok\r\n\r\n',
  );
  assert.match(answer, /^HTTP\/1.1 417 .*\r\nConnection: close\r\n/is);
  assert.match(answer, /\r\n\r\n\{"error":"malformed request"\}$/);
  assert.partialDeepStrictEqual(logged, [{ event: 'request refused', fields: { status: 417 } }]);
  assert.equal((await fetch(`${url}/healthz`)).status, 200);
});

const unusual: [what: string, request: string][] = [
  ['a request line with the whole address', 'GET http://a:80/healthz?b HTTP/1.1\r\nHost: a:80'],
  ['an underscore in the host name', 'GET /healthz HTTP/1.1\r\nHost: the_bot:3978'],
  ['an IPv6 address as the host', 'GET /healthz HTTP/1.1\r\nHost: [::1]:3978'],
  ['a request of HTTP/1.0 without a host', 'GET /healthz HTTP/1.0'],
  [
    'a query with characters that the caller should escape',
    'GET /healthz?a=[|]{}^` HTTP/1.1\r\nHost: a',
  ],
];
for (const [what, request] of unusual) {
  test(`the bot answers ${what}`, async (t) => {
    const { port } = await serve(t);
    const answer = await rawRequest(port, `${request}\r\nConnection: close\r\n\r\n`);
    assert.match(answer, /^HTTP\/1.1 200 /);
  });
}
