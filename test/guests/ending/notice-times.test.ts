import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { noticeTimes } from '../../../src/guests/ending/notice-times.ts';

const at = (text: string) => new Date(text);
const timeZone = 'Europe/Amsterdam';
const remindBefore = ['P14D', 'P3D'];

test('notices come two weeks and three days before the end, if the access had begun by then', () => {
  const end = at('2026-11-20T23:00:00Z');
  const terms = { end, remindBefore, timeZone };
  assert.deepEqual(noticeTimes({ ...terms, from: at('2026-01-01T00:00:00Z') }), [
    at('2026-11-06T23:00:00Z'),
    at('2026-11-17T23:00:00Z'),
  ]);
  assert.deepEqual(noticeTimes({ ...terms, from: at('2026-11-10T00:00:00Z') }), [
    at('2026-11-17T23:00:00Z'),
  ]);
});

test('two weeks are two weeks of the calendar, also when clocks change', () => {
  const end = at('2026-04-05T22:00:00Z');
  const [first] = noticeTimes({ end, from: at('2026-01-01'), remindBefore, timeZone });
  assert.deepEqual(first, at('2026-03-22T23:00:00Z'));
});

test('if all reminders are past, one notice comes at nine on the last day', () => {
  const end = at('2026-11-20T23:00:00Z');
  const terms = { end, remindBefore, timeZone };
  const morning = [at('2026-11-20T08:00:00Z')];
  assert.deepEqual(noticeTimes({ ...terms, from: at('2026-11-19T12:00:00Z') }), morning);
  assert.deepEqual(noticeTimes({ ...terms, from: at('2026-01-01'), remindBefore: [] }), morning);
});

test('the notice of an end before nine comes the morning before, and of a near end at once', () => {
  const early = { end: at('2026-11-20T02:00:00Z'), remindBefore, timeZone };
  assert.deepEqual(noticeTimes({ ...early, from: at('2026-11-18T12:00:00Z') }), [
    at('2026-11-19T08:00:00Z'),
  ]);
  const from = at('2026-11-20T01:00:00Z');
  assert.deepEqual(noticeTimes({ ...early, from }), [from]);
  assert.deepEqual(noticeTimes({ ...early, from: early.end }), []);
});

test('at least one notice comes, none before the access begins and none at its end', () => {
  const instant = fc.date({
    min: at('2026-01-01'),
    max: at('2030-01-01'),
    noInvalidDate: true,
  });
  const durations = fc.array(
    fc.constantFrom('P14D', 'P3D', 'P1M', 'PT1H', 'P2Y', 'PT1S', 'P999999999Y'),
    { maxLength: 4 },
  );
  const zones = fc.constantFrom('UTC', timeZone, 'Pacific/Apia', 'Africa/Cairo');
  fc.assert(
    fc.property(instant, instant, durations, zones, (end, from, durations, zone) => {
      fc.pre(from < end);
      const times = noticeTimes({ end, from, remindBefore: durations, timeZone: zone });
      assert.ok(times.length >= 1);
      assert.ok(times.every((time) => time >= from && time < end));
      const sorted = times.toSorted((a, b) => a.getTime() - b.getTime());
      assert.deepEqual(times, sorted);
      assert.equal(new Set(times.map(Number)).size, times.length);
    }),
  );
});
