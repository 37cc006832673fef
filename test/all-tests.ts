import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shareTestServer, type TestServer } from './store/test-server.ts';

/**
 * Runs once around all test files (node --test-global-setup). It starts one database server for all files. Without it
 * each file starts its own.
 */
let server: TestServer | undefined;

export async function globalSetup(): Promise<void> {
  // All test files, and the bots that they start, load the same modules.
  process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'guestlist-compile-cache');
  server = await shareTestServer();
}

export async function globalTeardown(): Promise<void> {
  await server?.close();
}
