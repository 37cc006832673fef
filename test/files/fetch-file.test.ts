import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { fetchFile } from '../../bot/files/fetch-file.ts';
import { little, patience, read, refusedAs, rule, serve } from './file-host.ts';

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
