import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countSteps } from './count-steps.ts';
import { countWork, type Work } from './count-work.ts';
import { readAll } from './read-all.ts';

/** Long enough to tell work in proportion from other work. A line has at most 65,536 characters. */
const length = 1_000;
const parts = [
  ' ',
  'a',
  'a ',
  'é',
  '@',
  'a@',
  'a@b.c ',
  'a@b.c,',
  'a@b.c;',
  '"',
  '""',
  '"a" ',
  "'",
  '<',
  '<a ',
  '>',
  '(',
  '(a ',
  '[',
  '[a](',
  '{',
  '.',
  'a.',
  '-',
  ' - ',
  '*',
  '_',
  '_a',
  '/',
  ':',
  ' ::: ',
  'smtp:',
  ';#',
  ';#1',
  '&',
  '&amp;',
  '&#1',
  '\\',
  '\\"',
  '\\u00e9',
  '%4',
  '%c3%a9',
  '=?a?q?',
  '#',
  '1',
  '1.',
  '?',
  '\t',
  '+',
  '|',
  '$',
  '~',
  'Ã',
  'Ã©',
  '\ufffd',
  'Я',
  '名',
  '\u200b',
  ' and ',
  'A',
  'Aa',
  ', ',
];
const filled = (part: string, most: number) =>
  part.repeat(Math.ceil(most / part.length)).slice(0, most);
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/**
 * The long text stands in the cell of the address, of the name, of a column that nobody reads; bare; above the table.
 */
const lists = (text: string): readonly string[] => [
  `email,name,notes\njane@x.example,Jane Doe,\n${quoted(text)},Bob Roe,\ncleo@y.example,${quoted(text)},\ndan@z.example,Dan Moe,${quoted(text)}\n`,
  `email,name,notes\njane@x.example,Jane Doe,\nbob@y.example,Bob Roe,${text}\n`,
  `${text}\nemail,name\njane@x.example,Jane Doe\n`,
];

/** Reads a list whose long text is so long, and one whose is twice that. */
async function workOf(part: string, index: number): Promise<readonly [Work, Work]> {
  const list = (most: number) => lists(filled(part, most))[index] ?? '';
  const once = await countWork(() => readAll(list(length)));
  return [once, await countWork(() => readAll(list(length * 2)))];
}

const patterns = new Map<string, RegExp>();

test('to read a cell of twice the length takes at most twice the work', async () => {
  const faults: string[] = [];
  for (const part of parts) {
    for (const index of lists('').keys()) {
      const [once, twice] = await workOf(part, index);
      for (const [source, pattern] of twice.patterns) patterns.set(source, pattern);
      if (twice.characters <= once.characters * 2.2 + length) continue;
      faults.push(`${part} in list ${index}: ${once.characters}, ${twice.characters}`);
    }
  }
  assert.deepEqual(faults, []);
});

test('each pattern that searches a long cell takes steps in proportion to its length', () => {
  assert.ok(patterns.size > 30);
  const texts = parts.flatMap((part) => ['', '\u0001'].map((end) => ({ part, end })));
  const faults = [...patterns].flatMap(([source, pattern]) =>
    texts.flatMap(({ part, end }) => {
      const [once = 0, twice = 0] = [200, 400].map((most) =>
        countSteps(pattern, filled(part, most) + end),
      );
      return twice > once * 2.5 + 400 ? [`${source} on ${part}${end}: ${once}, ${twice}`] : [];
    }),
  );
  assert.deepEqual(faults, []);
});

test('the count of steps tells a quadratic pattern from a linear one', () => {
  const grows = (pattern: RegExp, text: (most: number) => string) =>
    countSteps(pattern, text(400)) / countSteps(pattern, text(200));
  const spaces = (most: number) => `${' '.repeat(most)}x`;
  assert.ok(grows(/\s+$/, spaces) > 3);
  assert.ok(grows(/^\s+/, spaces) < 2.5);
  assert.ok(grows(/(?<=a)b|[^ ]+ ?(?!x)/gu, spaces) < 2.5);
  assert.equal(countSteps(/(a|b){2,3}?\1$/, 'abab'), countSteps(/(?:a|b){2,3}?$/, 'abab'));
});
