import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TypedEnding } from '../../../src/guests/typed/typed-ending.ts';
import { readEnding } from './read-typed.ts';
import { known } from './typed-lines.ts';

const jane = 'jane@x.example';
const beacon = { project: 'Beacon' };
const until = '2027-01-31';

/** What people type about how long the access lasts, behind `jane@x.example in beacon`. */
const lengths: [words: string, by: string][] = [
  ['for 30 days', 'P30D'],
  ['by 30 days', 'P30D'],
  ['with 30 more days', 'P30D'],
  ['another 2 weeks please', 'P2W'],
  ['by another three months', 'P3M'],
  ['30 days longer', 'P30D'],
  ['for a month', 'P1M'],
  ['for one more year', 'P1Y'],
  ['met 30 dagen', 'P30D'],
  ['voor 3 maanden', 'P3M'],
  ['met nog een maand, bedankt', 'P1M'],
  ['nog twee weken', 'P2W'],
  ['een jaar langer', 'P1Y'],
];
for (const [words, by] of lengths) {
  test(`"extend … ${words}" says how much longer: ${by}`, () => {
    const { longer, until, project, leftOver } = readEnding(`${jane} in beacon ${words}`, known);
    assert.deepEqual([longer?.by, until, project, leftOver], [by, undefined, 'Beacon', []]);
    const before = readEnding(
      `${jane} ${words.replace(/,? ?(?:please|bedankt)/, '')} in beacon`,
      known,
    );
    assert.deepEqual([before.longer?.by, before.project, before.leftOver], [by, 'Beacon', []]);
  });
}

test('a length that counts from today says the day', () => {
  const today = '2026-11-27';
  for (const words of ['in 30 days', '30 days from now', 'over 30 dagen', 'until in 30 days']) {
    const { until, longer } = readEnding(`${jane} in beacon ${words}`, { ...known, today });
    assert.deepEqual([until, longer], ['2026-12-27', undefined], words);
  }
});

for (const words of [
  'until no end',
  'until forever',
  'forever',
  'for good, thanks',
  'without an end',
  'with no end date',
  'indefinitely',
  'tot zonder einde',
  'zonder einde',
  'zonder einddatum',
  'voor altijd',
  'voor onbepaalde tijd',
]) {
  test(`"extend … ${words}" asks for access without an end`, () => {
    const { endless, until, partners } = readEnding(`${jane} in beacon ${words}`, known);
    assert.ok(endless !== undefined);
    assert.deepEqual([until, partners.length], [undefined, 1]);
  });
}

/** Lines that name people without their addresses. */
const named: [line: string, names: string[], said: Pick<TypedEnding, 'project' | 'until'>][] = [
  ['Jane Doe from beacon', ['Jane Doe'], beacon],
  ['jane uit beacon', ['jane'], beacon],
  ['Jane Doe, Bob Roe from beacon', ['Jane Doe', 'Bob Roe'], beacon],
  ['Jan van Dijk uit beacon', ['Jan van Dijk'], beacon],
  ['Jan van Dijk van beacon', ['Jan van Dijk'], beacon],
  ['Jane Doe in uit beacon', ['Jane Doe'], beacon],
  ['will smith from beacon', ['will smith'], beacon],
  ['Can Yılmaz from beacon', ['Can Yılmaz'], beacon],
  ['the access of Jane Doe to beacon', ['the access of Jane Doe'], beacon],
  ['de toegang van Jane Doe tot beacon', ['de toegang van Jane Doe'], beacon],
  [`Jane Doe in beacon until ${until}`, ['Jane Doe'], { ...beacon, until }],
  [`Jane Doe in beacon until the summer`, ['Jane Doe'], { ...beacon, until: 'the summer' }],
  ['Jane Doe from becon', ['Jane Doe'], { project: 'becon' }],
  ['from beacon: Jane Doe', ['Jane Doe'], beacon],
  ['not Jane Doe from beacon', [], beacon],
  ['everybody but Jane Doe from beacon', [], beacon],
  ['everybody from beacon', [], beacon],
  ['from beacon', [], beacon],
];
for (const [line, names, said] of named) {
  test(`"${line}" names ${names.join(' and ') || 'nobody'}`, () => {
    const read = readEnding(line, known);
    const typed = read.names?.map((name) => name.typed);
    assert.deepEqual([typed, read.project, read.until], [names, said.project, said.until]);
    for (const name of read.names ?? []) assert.ok(read.leftOver.includes(name.said));
  });
}
