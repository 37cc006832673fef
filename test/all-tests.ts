import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shareHosts } from './sandbox/share-hosts.ts';
import { shareTestServer, type TestServer } from './store/test-server.ts';

/**
 * Runs once around all test files (node --test-global-setup). It starts one database server for all files, and shares
 * the processes of bots. Without it each file starts its own.
 */
let server: TestServer | undefined;
let hosts: { close(): Promise<void> } | undefined;

export async function globalSetup(): Promise<void> {
  // All test files, and the bots that they start, load the same modules.
  process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'guestlist-compile-cache');
  server = await shareTestServer();
  hosts = await shareHosts();
}

export async function globalTeardown(): Promise<void> {
  await hosts?.close();
  await server?.close();
}
