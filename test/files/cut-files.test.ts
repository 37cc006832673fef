import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { read, refusedAs, serve } from './file-host.ts';

const list = `email\n${'partner@fabrikam.example\n'.repeat(2000)}`;
const half = gzipSync(list).subarray(0, 60);

const cutOff: [what: string, answer: RequestListener][] = [
  [
    'inside its gzip encoding, although the HTTP message is complete',
    (_, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(half);
    },
  ],
  [
    'before the length that the server stated',
    (_, response) => {
      response.setHeader('content-length', list.length);
      response.write(list.slice(0, 1000), () => response.destroy());
    },
  ],
  ['between two chunks', (_, response) => void response.write(list, () => response.socket?.end())],
  [
    'where the server states no length and closes the line',
    (request) => void request.socket.end(`HTTP/1.1 200 OK\r\n\r\n${list.slice(0, 1000)}`),
  ],
  [
    'because the server sends a part that the bot did not ask for (206)',
    (_, response) => {
      response.statusCode = 206;
      response.end(list.slice(0, 1000));
    },
  ],
  [
    'because it says itself that it is a part, although it is called whole (200)',
    (_, response) => {
      response.setHeader('content-range', `bytes 0-999/${list.length}`);
      response.end(list.slice(0, 1000));
    },
  ],
  [
    'inside an encoding that the transfer names beside its chunks',
    (request) =>
      void request.socket.end(
        Buffer.concat([
          Buffer.from(
            `HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n${half.length.toString(16)}\r\n`,
          ),
          half,
          Buffer.from('\r\n0\r\n\r\n'),
        ]),
      ),
  ],
  [
    'inside an encoding without chunks',
    (request) =>
      void request.socket.end(
        Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n'), half]),
      ),
  ],
];
for (const [where, answer] of cutOff) {
  test(`the bot refuses a file that is cut off ${where}`, async (t) => {
    await assert.rejects(read(await serve(t, answer)), refusedAs('file not fetched'));
  });
}

const short = 'email\na@fabrikam.example\n';
const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\n';
const wholeAnswers = {
  'with its length': `${head}Content-Length: ${short.length}\r\n\r\n${short}`,
  'with its length, for one request': `${head}Connection: close\r\nContent-Length: ${short.length}\r\n\r\n${short}`,
  'in chunks': `${head}Transfer-Encoding: chunked\r\n\r\n6\r\n${short.slice(0, 6)}\r\n${(short.length - 6).toString(16)}\r\n${short.slice(6)}\r\n0\r\n\r\n`,
};
for (const [how, answer] of Object.entries(wholeAnswers)) {
  test(`the bot refuses an answer ${how} that ends at any byte before its own end`, async (t) => {
    let bytes = 0;
    const url = await serve(t, (request) => void request.socket.end(answer.slice(0, bytes)));
    for (bytes = 1; bytes < answer.length; bytes += 1)
      await assert.rejects(read(url), refusedAs('file not fetched'), `after ${bytes} bytes`);
    assert.equal(await read(url), short);
  });
}
