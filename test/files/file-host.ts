import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type ServerOptions } from 'node:http';
import type { TestContext } from 'node:test';
import { FileRefused, fetchFile } from '../../bot/files/fetch-file.ts';

/** Files lie on this machine. */
export const rule = { hosts: [], loopback: true };
/** Short time limits, for the downloads that exceed them. */
export const little = { restMs: 200, wholeMs: 600, bytesPerSecond: 1000 };
/** Time limits that no download of a test exceeds. */
export const patience = { restMs: 60_000, wholeMs: 60_000, bytesPerSecond: 1 };

/** Starts a file host. Resolves with the address of its file. */
export async function serve(
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

/** Fetches a whole file as the bot does. */
export async function read(url: string, limits = patience): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of fetchFile(url, rule, limits)) parts.push(chunk);
  return Buffer.concat(parts).toString();
}

/** Checks that the bot refused a file for this reason. */
export const refusedAs = (notice: FileRefused['notice']) => (error: unknown) => {
  assert.ok(error instanceof FileRefused);
  assert.equal(error.notice, notice);
  return true;
};
