import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freePort } from './free-port.ts';

test('a bot gets a port that no outgoing connection takes while the bot is down', async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, () => freePort()));
  assert.deepEqual(
    ports.filter((port) => port < 1024 || port >= 32_768),
    [],
  );
});
