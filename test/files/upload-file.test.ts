import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uploadFile } from '../../bot/files/upload-file.ts';
import { rule, serve } from './file-host.ts';

/** So many bytes that the last fragment is short. */
const whole = Buffer.alloc(4_000_000, 'partner,');

const sized = {
  size: whole.length,
  part: async (from: number, length: number) => new Uint8Array(whole.subarray(from, from + length)),
};

test('a long file goes up in fragments of a multiple of 320 KiB, each byte once', async (t) => {
  const ranges: string[] = [];
  const got: Buffer[] = [];
  const url = await serve(t, async (request, response) => {
    ranges.push(request.headers['content-range'] ?? '');
    for await (const chunk of request) got.push(chunk);
    response.writeHead(ranges.length < 3 ? 202 : 201);
    response.end('{}');
  });
  assert.equal(await uploadFile(url, sized, rule), true);
  assert.deepEqual(ranges, [
    'bytes 0-1638399/4000000',
    'bytes 1638400-3276799/4000000',
    'bytes 3276800-3999999/4000000',
  ]);
  assert.ok(Buffer.concat(got).equals(whole));
});

test('after a refused fragment the bot reads no more of the file, and says that it is lost', async (t) => {
  let asked = 0;
  const url = await serve(t, (request, response) => {
    asked += 1;
    request.resume().on('end', () => {
      response.writeHead(asked === 2 ? 507 : 202);
      response.end();
    });
  });
  let read = 0;
  const part = (from: number, length: number) => {
    read += 1;
    return sized.part(from, length);
  };
  assert.equal(await uploadFile(url, { ...sized, part }, rule), false);
  assert.deepEqual([asked, read], [2, 2]);
});
