import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readEndDate } from '../../../src/guests/ending/end-date.ts';
import { endInstant, endOfDay, lastDay } from '../../../src/guests/ending/end-instant.ts';

const amsterdam = 'Europe/Amsterdam';
const at = (text: string) => new Date(text);

test("a day ends in the requester's time zone, also if it has 23 hours or no midnight", () => {
  assert.deepEqual(endOfDay('2026-11-20', amsterdam), at('2026-11-20T23:00:00Z'));
  assert.deepEqual(endOfDay('2026-03-29', amsterdam), at('2026-03-29T22:00:00Z'));
  assert.deepEqual(endOfDay('2026-11-20', 'Pacific/Kiritimati'), at('2026-11-20T10:00:00Z'));
  // Cairo's clocks go forward at midnight: the day after begins at one.
  assert.deepEqual(endOfDay('2026-04-23', 'Africa/Cairo'), at('2026-04-23T22:00:00Z'));
  assert.deepEqual(endOfDay('2028-02-29', 'UTC'), at('2028-03-01T00:00:00Z'));
});

test("the duration counts from complete access, by the requester's calendar", () => {
  const complete = at('2026-01-31T12:00:00Z');
  const terms = { timeZone: amsterdam };
  assert.deepEqual(
    endInstant({ ...terms, expiresAfter: 'P180D' }, complete),
    at('2026-07-30T11:00:00Z'),
  );
  assert.deepEqual(
    endInstant({ ...terms, expiresAfter: 'P1M' }, complete),
    at('2026-02-28T12:00:00Z'),
  );
  assert.deepEqual(
    endInstant({ ...terms, expiresAfter: 'PT36H' }, complete),
    at('2026-02-02T00:00:00Z'),
  );
  assert.equal(endInstant({ ...terms, expiresAfter: 'P180D' }, null), null);
});

test('the earlier end counts, and without a term there is no end', () => {
  const complete = at('2026-11-01T09:00:00Z');
  const both = (until: string, expiresAfter: string) =>
    endInstant({ until, expiresAfter, timeZone: 'UTC' }, complete);
  assert.deepEqual(both('2026-11-05', 'P30D'), at('2026-11-06T00:00:00Z'));
  assert.deepEqual(both('2027-11-05', 'P30D'), at('2026-12-01T09:00:00Z'));
  assert.deepEqual(
    endInstant({ until: '2026-11-05', expiresAfter: 'P30D', timeZone: 'UTC' }, null),
    at('2026-11-06T00:00:00Z'),
  );
  assert.equal(endInstant({ timeZone: 'UTC' }, complete), null);
  assert.equal(endInstant({ expiresAfter: 'P999999999Y', timeZone: 'UTC' }, complete), null);
});

test('people read the last day that they asked for, in every time zone and year', () => {
  const zones = fc.constantFrom(
    ...[amsterdam, 'UTC', 'Africa/Cairo', 'America/St_Johns', 'Pacific/Apia', 'Asia/Kathmandu'],
  );
  const days = fc
    .date({ min: at('2026-01-01'), max: at('2040-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(days, zones, (day, zone) => {
      assert.equal(lastDay(endOfDay(day, zone), zone), day);
    }),
  );
});

const refused: [string, string, { ends: string }?][] = [
  ['', 'until malformed', { ends: 'none' }],
  ['soon', 'until malformed', { ends: 'none' }],
  ['2026-13-01', 'until malformed', { ends: 'none' }],
  ['2026-02-30', 'until malformed', { ends: '2026-02-28' }],
  ['2026-1-5', 'until malformed', { ends: 'none' }],
  ['+002026-12-01', 'until malformed', { ends: 'none' }],
  ['2026-11-19', 'until past'],
  ['2031-11-21', 'until too far'],
  ['9999-12-31', 'until too far'],
];
for (const [said, code, more] of refused) {
  test(`"${said}" is no last day: ${code}`, () => {
    assert.deepEqual(readEndDate(said, '2026-11-20'), {
      ok: false,
      reason: { code, values: { value: said, ...more } },
    });
  });
}

test('a day that may mean two days is none, and the reason names both', () => {
  const values = { value: '01/02/2027', first: '2027-02-01', second: '2027-01-02' };
  assert.deepEqual(readEndDate('01/02/2027', '2026-11-20'), {
    ok: false,
    reason: { code: 'until unclear', values },
  });
});

test('today and the day five years ahead may be last days', () => {
  for (const day of ['2026-11-20', '2031-11-20'])
    assert.deepEqual(readEndDate(day, '2026-11-20'), { ok: true, day });
  assert.deepEqual(readEndDate('2033-02-28', '2028-02-29'), { ok: true, day: '2033-02-28' });
});
