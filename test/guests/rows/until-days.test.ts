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
  test(`${until} in a list with the ${dates ?? 'day or the month first'} is ${day}`, () => {
    const [row] = checkRows([partner({ until })], { ...context, dates });
    assert.equal(row?.until, day);
  });
}

test("a spreadsheet's number of a day is no date", () => {
  assert.equal(check({ until: '46418' }).problems[0]?.code, 'until malformed');
});

const written: readonly [said: string, day: string][] = [
  ['31 January 2027', '2027-01-31'],
  ['31 jan. 2027', '2027-01-31'],
  ['31-Jan-27', '2027-01-31'],
  ['January 31st, 2027', '2027-01-31'],
  ['Sunday, January 31, 2027', '2027-01-31'],
  ['zondag 31 januari 2027', '2027-01-31'],
  ['31. Januar 2027', '2027-01-31'],
  ['1er février 2027', '2027-02-01'],
  ['31 de enero de 2027', '2027-01-31'],
  ['domenica 31 gennaio 2027', '2027-01-31'],
  ['31 de março de 2027', '2027-03-31'],
  ['den 31 maj 2027', '2027-05-31'],
  ['31. tammikuuta 2027', '2027-01-31'],
  ['31 października 2027', '2027-10-31'],
  ['31 января 2027', '2027-01-31'],
  ['2027年1月31日', '2027-01-31'],
];
for (const [until, day] of written) {
  test(`${until} is ${day}`, () => assert.equal(check({ until }).until, day));
}
for (const until of [
  'from 31 January 2027',
  'January 2027',

  '31 Foo 2027',
  'end of May 2027',
]) {
  test(`${until} is no last day`, () => {
    assert.equal(check({ until }).problems[0]?.code, 'until malformed');
  });
}

for (const [until, day] of [
  ['31 January', '2027-01-31'],
  ['31. Januar', '2027-01-31'],
  ['31-Jan', '2027-01-31'],
  ['January 5', '2027-01-05'],
  ['zondag 31 januari', '2027-01-31'],
  ['Sunday 2027-01-31', '2027-01-31'],
  ['zo 31-01-2027', '2027-01-31'],
] as const) {
  test(`a cell takes what a typed line takes: ${until}`, () =>
    assert.equal(check({ until }).until, day));
}

for (const until of [
  'Monday, 31 January',
  'Monday 31 January 2027',
  'Monday, January 31, 2027',
  'maandag 2027-01-31',
  'Mon 31.1.2027',
]) {
  test(`a day of the week that does not fit is said, with the right one: ${until}`, () => {
    assert.deepEqual(check({ until }).problems, [
      { code: 'until weekday', values: { value: until, day: '2027-01-31', weekday: 7 } },
    ]);
  });
}

test('a month with a year of two digits, and a day that no month has, are no last days', () => {
  assert.equal(check({ until: 'Jan-27' }).problems[0]?.code, 'until malformed');
  const [none] = check({ until: 'Monday 31 February' }).problems;
  assert.deepEqual([none?.code, none?.values?.ends], ['until malformed', '2027-02-28']);
});
