import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countRepeats } from '../src/count-repeats.ts';
import { createLog } from '../src/log.ts';

function scene() {
  const written: Record<string, unknown>[] = [];
  const waiting: (() => void)[] = [];
  const later = (_ms: number, run: () => void) => void waiting.push(run);
  const write = (line: string) => void written.push(JSON.parse(line));
  const log = countRepeats(createLog({ level: 'info', write }), later);
  const lines = () =>
    written
      .splice(0)
      .map(({ level: _level, time: _time, pid: _pid, correlationId: _id, ...rest }) => rest);
  const minutePasses = () => {
    for (const run of waiting.splice(0)) run();
  };
  return { log, lines, minutePasses };
}

const refusal = { personId: 'person-1', action: 'request.view', reason: 'not found' };
const line = { ...refusal, event: 'action refused' };

test('the log has a refusal once, with person, action and reason, and later the number of repeats', () => {
  const { log, lines, minutePasses } = scene();
  for (let n = 0; n < 500; n += 1) {
    log.warn('action refused', { ...refusal, correlationId: `turn-${n}` });
  }
  assert.deepEqual(lines(), [line]);
  minutePasses();
  assert.deepEqual(lines(), [{ ...line, times: 499 }]);
  log.warn('action refused', refusal);
  assert.deepEqual(lines(), [line], 'a new minute begins');
  minutePasses();
  assert.deepEqual(lines(), [], 'it did not come again');
});

test('a refusal with another person, action or reason gets a line of its own', () => {
  const { log, lines } = scene();
  for (const other of [{}, { personId: 'person-2' }, { action: 'status' }, { reason: 'refused' }])
    log.warn('action refused', { ...refusal, ...other });
  assert.equal(lines().length, 4);
});

test('the log counts refusals of too many kinds together', () => {
  const { log, lines, minutePasses } = scene();
  for (let n = 0; n < 5_000; n += 1) log.warn('activity refused', { personId: `person-${n}` });
  assert.equal(lines().length, 1_001);
  minutePasses();
  assert.deepEqual(lines(), [{ event: 'activity refused', kind: 'others', times: 3_999 }]);
});

test('an answer that is not a refusal never counts', () => {
  const { log, lines } = scene();
  log.warn('rights not readable');
  log.warn('rights not readable');
  assert.equal(lines().length, 2);
});
