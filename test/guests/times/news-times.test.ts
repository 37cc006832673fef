import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dailyAt, lineOf, newsDueAt } from '../../../src/guests/times/news-times.ts';

const at = (text: string) => new Date(text);
const baseMs = 15_000;
const now = at('2026-03-02T09:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

test('without a choice the requester hears of each of up to five partners, and once a day of more', () => {
  assert.equal(lineOf('usual', 5), 'each');
  assert.equal(lineOf('usual', 6), 'daily');
  assert.equal(lineOf('each', 6), 'each');
  assert.equal(lineOf('daily', 1), 'daily');
  assert.equal(lineOf('never', 1), 'never');
});

test("the daily message goes at nine in the requester's time zone, also when clocks change", () => {
  const amsterdam = (text: string) => dailyAt(at(text), 'Europe/Amsterdam').toISOString();
  assert.equal(amsterdam('2026-03-02T07:59:59Z'), '2026-03-02T08:00:00.000Z');
  assert.equal(amsterdam('2026-03-02T08:00:00Z'), '2026-03-03T08:00:00.000Z');
  assert.equal(amsterdam('2026-03-28T12:00:00Z'), '2026-03-29T07:00:00.000Z');
  assert.equal(
    dailyAt(at('2026-03-02T07:59:59Z'), 'UTC').toISOString(),
    '2026-03-02T09:00:00.000Z',
  );
});

test('the daily message is always ahead, by at most a day and an hour', () => {
  const zones = fc.constantFrom('UTC', 'Europe/Amsterdam', 'America/New_York', 'Asia/Kolkata');
  const moments = fc.date({ min: at('2026-01-01'), max: at('2027-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(zones, moments, (zone, since) => {
      const wait = dailyAt(since, zone).getTime() - since.getTime();
      assert.ok(wait > 0 && wait <= 25 * 3600_000, `${wait}`);
    }),
  );
});

test('the first news goes at once, and the bot gathers later news twice as long each time', () => {
  assert.equal(newsDueAt(now, [], baseMs), now);
  assert.deepEqual(newsDueAt(now, [ago(1)], baseMs), new Date(ago(1).getTime() + 15_000));
  assert.deepEqual(newsDueAt(now, [ago(20), ago(1)], baseMs), new Date(ago(1).getTime() + 30_000));
  const many = Array.from({ length: 30 }, (_, n) => ago(n + 1));
  assert.deepEqual(newsDueAt(now, many, baseMs), new Date(ago(1).getTime() + 15 * 60_000));
});

test('messages older than an hour delay nothing', () => {
  assert.equal(newsDueAt(now, [ago(3601)], baseMs), now);
});

test('messages of a clock that was set back since delay nothing', () => {
  for (const seconds of [3_600, 30 * 86_400])
    assert.equal(newsDueAt(now, [ago(-seconds)], baseMs), now);
});
