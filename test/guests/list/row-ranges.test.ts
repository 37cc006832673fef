import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRowRanges } from '../../../src/guests/list/row-ranges.ts';

const known = new Set([1, 2, 3, 4, 7]);
const cases: [text: string, expected: ReturnType<typeof readRowRanges>][] = [
  ['1', { kind: 'rows', rows: [1] }],
  ['1-3, 7', { kind: 'rows', rows: [1, 2, 3, 7] }],
  ['7;2 1 - 2', { kind: 'rows', rows: [1, 2, 7] }],
  ['2\u20133', { kind: 'rows', rows: [2, 3] }],
  ['', { kind: 'empty' }],
  [' , ;', { kind: 'empty' }],
  ['all', { kind: 'malformed', part: 'all' }],
  ['1,two', { kind: 'malformed', part: 'two' }],
  ['3-1', { kind: 'malformed', part: '3-1' }],
  ['-1', { kind: 'malformed', part: '-1' }],
  ['1-', { kind: 'malformed', part: '1-' }],
  ['1.5', { kind: 'malformed', part: '1.5' }],
  ['0', { kind: 'foreign', part: '0' }],
  ['8', { kind: 'foreign', part: '8' }],
  ['3-7', { kind: 'foreign', part: '3-7' }],
  ['1-999999999', { kind: 'foreign', part: '1-999999999' }],
  ['2-3, 8, 1-9', { kind: 'foreign', part: '8' }],
  ['2-3, 1-9, 8', { kind: 'foreign', part: '1-9' }],
  ['x, 8', { kind: 'malformed', part: 'x' }],
  ['8, x', { kind: 'foreign', part: '8' }],
  ['3-4, 1-3, 2', { kind: 'rows', rows: [1, 2, 3, 4] }],
];
for (const [text, expected] of cases) {
  test(`rows ${JSON.stringify(text)}: ${expected.kind}`, () => {
    assert.deepEqual(readRowRanges(text, known), expected);
  });
}

test('a row that stands in thousands of ranges is looked at once', () => {
  const rows = Array.from({ length: 1_000 }, (_, n) => n + 1);
  let looks = 0;
  class Counting extends Set<number> {
    override has(row: number) {
      looks += 1;
      return super.has(row);
    }
  }
  const read = readRowRanges(
    `${'1-1000 '.repeat(1_000)}${'999-1001 '.repeat(1_000)}`,
    new Counting(rows),
  );
  assert.deepEqual(read, { kind: 'foreign', part: '999-1001' });
  assert.ok(looks < 5_000, `${looks} looks`);
});
