import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shareTestServer, type TestServer } from './store/test-server.ts';

/**
 * Runs once around all test files (node --test-global-setup). Each file runs without it too, with a server of its own:
 * this only saves making one for each.
 */
let server: TestServer | undefined;

export async function globalSetup(): Promise<void> {
  // Every file, and every bot that one starts, reads the same modules.
  process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'guestlist-compile-cache');
  server = await shareTestServer();
}

export async function globalTeardown(): Promise<void> {
  await server?.close();
}
