import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { guardFormula, unguardFormula } from '../../../src/guests/list/formulas.ts';
import { hostileCells } from './hostile-cells.ts';

/** The parts of a cell in a spreadsheet that splits at any of these separators, and skips signs at the beginning. */
const parts = (text: string) =>
  text
    .split(/[,;|\t\r\n\v\f\u0085\u2028\u2029]/)
    .map((part) => part.replace(/^(?:[\s"\0\u2800]|\p{Default_Ignorable_Code_Point})+/u, ''));
const starts = /^[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212]/;

test('no part of a cell begins with a formula, whatever sign parts it', () => {
  for (const cell of hostileCells) {
    const left = parts(guardFormula(cell)).filter((part) => starts.test(part));
    assert.deepEqual(left, [], JSON.stringify(cell));
  }
});

test('text that is no formula stays as it is', () => {
  for (const cell of [
    '',
    'Jane Doe',
    'Doe; Jane',
    'a@b.example',
    '1-2',
    'x = y',
    'a\r\nb',
    "O'Neil",
  ])
    assert.equal(guardFormula(cell), cell);
});

test('unguardFormula undoes guardFormula', () => {
  const signs = [
    '=',
    '-',
    '@',
    "'",
    '"',
    ',',
    ';',
    '|',
    '\t',
    '\n',
    '\r',
    ' ',
    '\u200b',
    '\v',
    'x',
  ];
  const cells = fc.array(fc.constantFrom(...signs, '\u2028', '\ufeff'), { maxLength: 14 });
  fc.assert(
    fc.property(
      cells.map((all) => all.join('')),
      (cell) => assert.equal(unguardFormula(guardFormula(cell)), cell),
    ),
    { numRuns: Number(process.env.RUNS ?? 5_000) },
  );
  for (const cell of hostileCells) assert.equal(unguardFormula(guardFormula(cell)), cell);
});

test('guarding a long cell takes no quadratic time', () => {
  for (const piece of [';', ' ', ';"', '"', "'", ';\u200b', '\n'])
    assert.ok(guardFormula(piece.repeat(100_000)).length >= 100_000);
});
