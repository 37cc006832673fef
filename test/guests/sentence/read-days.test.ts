import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDays, yearAfter } from '../../../src/guests/sentence/read-days.ts';

test('two days are read in either order, one counts until today, and none means the last thirty', () => {
  const today = '2026-11-29';
  const read = (said: string) => readDays(said, today, undefined);
  const november = { from: '2026-11-01', to: '2026-11-30' };
  assert.deepEqual(read('2026-11-01 2026-11-30'), november);
  assert.deepEqual(read('from 30 November 2026 to 1 November 2026'), november);
  assert.deepEqual(read('2026-11-01'), { from: '2026-11-01', to: today });
  assert.deepEqual(read(''), { from: '2026-10-30', to: today });
  for (const wrong of ['yesterday', '2026-11-01 2026-11-02 2026-11-03', '2026-11-01 #1042'])
    assert.equal(read(wrong), undefined, wrong);
  assert.deepEqual(read('Monday, 30. November 2026 and 2026-02-31'), { noDay: '2026-02-31' });
  assert.deepEqual(read('Sunday, 1. November 2026'), { from: '2026-11-01', to: today });
});

test('a day of the week that does not fit makes no day, and a day without a year is the last one', () => {
  const read = (said: string) => readDays(said, '2026-11-29', undefined);
  assert.deepEqual(read('Monday 2026-11-29'), { noDay: 'Monday 2026-11-29' });
  assert.deepEqual(read('Monday 31 October'), { noDay: 'Monday 2026-10-31' });
  assert.deepEqual(read('31 February'), { noDay: '2026-02-31' });
  assert.deepEqual(read('31 October'), { from: '2026-10-31', to: '2026-11-29' });
  assert.deepEqual(read('Saturday 31 October to 29 November'), {
    from: '2026-10-31',
    to: '2026-11-29',
  });
});

test('a year ends on the same day, and that of a leap day on the first of March', () => {
  assert.equal(yearAfter('2025-11-29'), '2026-11-29');
  assert.equal(yearAfter('2024-02-29'), '2025-03-01');
});
