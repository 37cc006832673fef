import assert from 'node:assert/strict';
import { test } from 'node:test';
import { separatorOf } from '../../../src/guests/list/separator.ts';

for (const [locale, sign] of [
  ['nl-NL', ';'],
  ['nl', ';'],
  ['de-DE', ';'],
  ['de-CH', ','],
  ['fr-FR', ';'],
  ['en-US', ','],
  ['en-GB', ','],
  ['ja-JP', ','],
  [undefined, ','],
  ['no such place', ','],
] as const) {
  test(`a spreadsheet set to ${locale} separates cells by ${sign}`, () =>
    assert.equal(separatorOf(locale), sign));
}
