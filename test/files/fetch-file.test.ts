import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type ServerOptions } from 'node:http';
import { type TestContext, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { FileRefused, fetchFile } from '../../bot/files/fetch-file.ts';

const rule = { hosts: [], loopback: true };
/** Short time limits, for the downloads that exceed them. */
const little = { restMs: 200, wholeMs: 600, bytesPerSecond: 1000 };
const patience = { restMs: 60_000, wholeMs: 60_000, bytesPerSecond: 1 };

async function serve(
  t: TestContext,
  answer: RequestListener,
  options: ServerOptions = {},
): Promise<string> {
  const server = createServer(options, answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return `http://127.0.0.1:${address.port}/partners.csv`;
}

async function read(url: string, limits = patience): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of fetchFile(url, rule, limits)) parts.push(chunk);
  return Buffer.concat(parts).toString();
}

const refusedAs = (notice: FileRefused['notice']) => (error: unknown) => {
  assert.ok(error instanceof FileRefused);
  assert.equal(error.notice, notice);
  return true;
};

test('the bot fetches a file unchanged, without credentials', async (t) => {
  const url = await serve(t, (request, response) => {
    response.setHeader('x-auth', request.headers.authorization ?? 'none');
    response.end('email\na@b.example\n');
  });
  assert.equal(await read(url), 'email\na@b.example\n');
});

test('the bot follows no redirect', async (t) => {
  let asked = 0;
  const url = await serve(t, (_, response) => {
    asked += 1;
    response.statusCode = 302;
    response.setHeader('location', '/elsewhere.csv');
    response.end();
  });
  await assert.rejects(read(url), refusedAs('file redirected'));
  assert.equal(asked, 1);
});

for (const status of [401, 403, 404, 410]) {
  test(`the bot reports an expired link after ${status}`, async (t) => {
    const url = await serve(t, (_, response) => {
      response.statusCode = status;
      response.end();
    });
    await assert.rejects(read(url), refusedAs('link lapsed'));
  });
}

test('the bot gives up a download that is too slow, even while bytes arrive', async (t) => {
  const url = await serve(t, (_, response) => {
    const timer = setInterval(() => response.write('x'), 20);
    response.on('close', () => clearInterval(timer));
  });
  await assert.rejects(read(url, little), refusedAs('file too slow'));
});

test('the bot gives up a download that stops in the middle', async (t) => {
  const url = await serve(t, (_, response) => void response.write('email\n'));
  await assert.rejects(read(url, little), refusedAs('file too slow'));
});

test('the bot gives up an endless download, even a quick one', async (t) => {
  const url = await serve(t, (_, response) => {
    const timer = setInterval(() => response.write('x'.repeat(5000)), 20);
    response.on('close', () => clearInterval(timer));
  });
  await assert.rejects(read(url, little), refusedAs('file too slow'));
});

test('a reader who wants no more bytes ends the download', async (t) => {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  const url = await serve(t, (_, response) => {
    response.on('close', resolve);
    response.write('x'.repeat(100_000));
  });
  for await (const _ of fetchFile(url, rule, patience)) break;
  await closed;
});

test('a slow reader gets the whole file after the server has closed the connection', async (t) => {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  const answer: RequestListener = (request, response) => {
    request.socket.on('close', resolve);
    response.end('x'.repeat(3_000_000));
  };
  const url = await serve(t, answer, { keepAliveTimeout: 50, keepAliveTimeoutBuffer: 0 });
  let bytes = 0;
  for await (const chunk of fetchFile(url, rule)) {
    bytes += chunk.length;
    await closed;
    // The reader is so slow that the connection ends before it asks for the last bytes.
    for (let turns = 0; turns < 300; turns += 1) await setImmediate();
  }
  assert.equal(bytes, 3_000_000);
});

test('the bot asks for a file without compression', async (t) => {
  const url = await serve(t, (request, response) => {
    response.end(request.headers['accept-encoding']);
  });
  assert.equal(await read(url), 'identity');
});

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

test('the bot does not call a host that is not on the list', async () => {
  const listed = { hosts: ['contoso-my.sharepoint.com'], loopback: false };
  for (const url of [
    'https://evil.example/x.csv',
    'http://contoso-my.sharepoint.com/x.csv',
    'https://contoso-my.sharepoint.com@evil.example/x.csv',
  ]) {
    await assert.rejects(fetchFile(url, listed).next(), refusedAs('host refused'));
  }
});
