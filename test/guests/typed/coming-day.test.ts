import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../rows/atlas-rows.ts';
import { readEnding, readTypedLine } from './read-typed.ts';

/** A Friday. */
const known = { projects: ['Atlas'], today: '2026-11-27' };

const untilIn = (text: string) => {
  const { partners, leftOver } = readTypedLine(`jane@fabrikam.example to atlas ${text}`, known);
  assert.deepEqual(leftOver, []);
  return partners.map(({ until, displayName }) => displayName ?? until);
};

const days: readonly [text: string, day: string][] = [
  ['until tomorrow', '2026-11-28'],
  ['tot morgen', '2026-11-28'],
  ['tot overmorgen, bedankt', '2026-11-29'],
  ['until the day after tomorrow', '2026-11-29'],
  ['until Monday', '2026-11-30'],
  ['tot en met donderdag', '2026-12-03'],
  ['for 30 days', '2026-12-27'],
  ['voor 2 weken', '2026-12-11'],
  ['until in 3 months', '2027-02-27'],
  ['tot over 1 jaar', '2027-11-27'],
  ['until the end of the month', '2026-11-30'],
  ['tot eind van het jaar', '2026-12-31'],
  ['until end of January', '2027-01-31'],
  ['tot eind februari 2028', '2028-02-29'],
  ['until end of 2027', '2027-12-31'],
  ['until 31 January', '2027-01-31'],
  ['until Jan. 31st', '2027-01-31'],
  ['until January 15', '2027-01-15'],
  ['tot en met zondag 31 januari', '2027-01-31'],
  ['until 27 November', '2026-11-27'],
  ['until 31. Januar 2027', '2027-01-31'],
  ['tot 31 jan. 2027', '2027-01-31'],
  ['until Friday 15 January 2027', '2027-01-15'],
  ['until Friday, January 15, 2027', '2027-01-15'],
  ['tot vr. 15-1-2027', '2027-01-15'],
  // The check of the day tells how that month ends.
  ['until 31 February', '2027-02-31'],
  ['until 31. Februar', '2027-02-31'],
];

for (const [text, day] of days) {
  test(`"${text}", typed on 2026-11-27, means ${day}`, () => {
    assert.deepEqual(untilIn(text), [day]);
  });
}

const dated = [
  'Monday 31 January 2027',
  'Monday, 31 January',
  'Monday, 31 January 2027',
  'Fri 2026-12-10',
  'ma 31 januari',
  'zo',
  'mei 28',
  'December 27',
  '15 December next year',
  '15 december volgend jaar',

  'Thursday 15 January',
  'maandag de 4e',
  'end of February 31',
  '0 March',
  'Sunday 0 March',
];
for (const text of dated) {
  test(`"until ${text}" is no day that anybody can be sure of, so it stays what was typed`, () => {
    assert.deepEqual(untilIn(`until ${text}`), [text]);
  });
}

for (const [text, day] of [
  ['ma 5-1-2027', '2027-01-05'],
  ['Monday 31-1-27', '2027-01-31'],
  ['Monday, 31/1/2027', '2027-01-31'],
  ['maandag 31.1.2027', '2027-01-31'],
]) {
  test(`a day of the week that does not fit a date in numbers is said to be wrong: ${text}`, () => {
    const typed = [
      untilIn(`until ${text}`)[0],
      readEnding(`jane@x.example in atlas until ${text}`, known).until,
    ];
    for (const until of typed.map(String)) {
      const [problem] = check({ until }).problems;
      assert.deepEqual([problem?.code, problem?.values?.day], ['until weekday', day]);
    }
  });
}

test('a day of the week that is today may mean two days, so it stays what was typed', () => {
  assert.deepEqual(untilIn('until Friday'), ['Friday']);
});

test('an end that is extended may be counted from today too', () => {
  const { until, project } = readEnding('jane@fabrikam.example in atlas until in 60 days', known);
  assert.deepEqual([project, until], ['Atlas', '2027-01-26']);
});

test('a name that is a day of the week, and a party at the end of the year, are no ends', () => {
  const line = 'Jane Friday <jane@fabrikam.example> to atlas for the end of year party';
  const [partner] = readTypedLine(line, known).partners;
  assert.deepEqual([partner?.displayName, partner?.until], ['Jane Friday', undefined]);
});
