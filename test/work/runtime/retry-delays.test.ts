import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  lookDelay,
  lookedForMs,
  replicationDelay,
  retryDelay,
  waitedForMs,
} from '../../../src/work/runtime/retry-delays.ts';

test('the bot asks a lagging directory less and less often, at least once a minute', () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6, 7, 50].map(replicationDelay), [2, 4, 8, 16, 32, 60, 60, 60]);
});

test('chance spreads retries over half of the pause and never beyond a minute', () => {
  assert.deepEqual([retryDelay(1, 0), retryDelay(1, 1)], [1, 2]);
  assert.deepEqual([retryDelay(20, 0), retryDelay(20, 1)], [30, 60]);
});

test('the bot searches for a lost invitation after five seconds, and at least once a minute', () => {
  assert.deepEqual([0, 20_000, 60_000, 600_000].map(lookDelay), [5, 10, 30, 60]);
});

test('patience is the sum of the pauses so far', () => {
  assert.deepEqual([0, 1, 2, 3, 4].map(lookedForMs), [0, 5_000, 10_000, 15_000, 22_500]);
  assert.deepEqual([0, 1, 2, 3].map(waitedForMs), [0, 2_000, 6_000, 14_000]);
  assert.ok(lookedForMs(30) > 600_000);
});
