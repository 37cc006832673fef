import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, checkRows, context, partner } from './atlas-rows.ts';

const days: [said: string, dates: 'day first' | 'month first' | undefined, day: string][] = [
  ['31-01-2027', undefined, '2027-01-31'],
  ['31/01/2027', undefined, '2027-01-31'],
  ['1/31/2027', undefined, '2027-01-31'],
  ['31.1.2027', undefined, '2027-01-31'],
  ['2.1.2027', undefined, '2027-01-02'],
  ['2/1/2027', 'day first', '2027-01-02'],
  ['2/1/2027', 'month first', '2027-02-01'],
  ['3/3/2027', undefined, '2027-03-03'],
  ['2027/01/31', undefined, '2027-01-31'],
  ['2027-01-31T00:00:00', undefined, '2027-01-31'],
];
for (const [until, dates, day] of days) {
  test(`${until} in a list that has the ${dates ?? 'day or the month first'} is ${day}`, () => {
    const [row] = checkRows([partner({ until })], { ...context, dates });
    assert.equal(row?.until, day);
  });
}

test('a number that a spreadsheet keeps for a day is no date', () => {
  assert.equal(check({ until: '46418' }).problems[0]?.code, 'until malformed');
});
