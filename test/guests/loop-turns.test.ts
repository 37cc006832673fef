import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultsWriter } from '../../src/guests/list/results-file.ts';
import { htmlText } from '../../src/guests/typed/html-text.ts';
import { partnersFile, partnersWorkbook } from '../bench/file-to-review.ts';
import { leastLongestTurn } from './longest-turn.ts';
import { readFile } from './xlsx/read-file.ts';
import { workbook } from './xlsx/workbook.ts';

/** No other work waits longer for its turn, with any list that the bot reads. */
const mostMs = 100;

const files: readonly [what: string, make: (rows: number) => Uint8Array, rows: number][] = [
  ['a CSV', partnersFile, 10_000],
  ['one whose first row opens a quotation mark', (rows) => partnersFile(rows, '"new'), 10_000],
  ['one in a code page of its own', (rows) => latin(partnersFile(rows, 'sch\u00f6n')), 10_000],
  // The library reads all of its texts at once.
  ['a workbook', partnersWorkbook, 50_000],
];

for (const [what, make, rows] of files) {
  test(`reading ${what} of ${rows} rows blocks no other work`, async () => {
    const bytes = make(rows);
    let read = 0;
    const longest = await leastLongestTurn(async () => {
      read = (await readFile(bytes, { maxRows: rows })).rows.length;
    }, mostMs);
    assert.equal(read, rows);
    assert.ok(longest < mostMs, `${Math.round(longest)} ms`);
  });
}

/** As much HTML as the bot reads beside a message. */
const html = ['<p>a</p>', '<s>a</s>', '<s>a b<br>', '<td>a </td>', '<span style="line-through">a'];
for (const piece of html) {
  test(`reading the longest HTML of ${piece} blocks no other work`, async () => {
    const text = piece.repeat(131_072 / piece.length);
    const longest = await leastLongestTurn(async () => void htmlText(text), mostMs);
    assert.ok(longest < mostMs, `${Math.round(longest)} ms`);
  });
}

test('writing the results of the widest rows blocks no other work', async () => {
  const header = Array.from({ length: 256 }, (_, n) => `column ${n}`);
  const cells = header.map(() => '=1+1;=2');
  const row = { cells, status: 'invited', reason: '', requestNumber: 1042 } as const;
  const rows = Array.from({ length: 500 }, () => row);
  const file = resultsWriter(
    { header, delimiter: ';', preamble: [], dialect: 'guestlist' },
    header.length,
  );
  let written = '';
  const longest = await leastLongestTurn(async () => {
    written = '';
    for await (const piece of file.pieces(rows)) written += piece;
  }, mostMs);
  assert.equal(written, file.rows(rows));
  assert.ok(longest < mostMs, `${Math.round(longest)} ms`);
});

const names = () => 'Jane Doe';
const addresses = (row: number, column: number) => `p${row}.${column}@y.example`;

/** The most columns that a list may have, each with words of its own. */
const widest: readonly [what: string, bytes: Uint8Array][] = [
  ['with a name in each cell', Buffer.from(csv(wideCells(400, names)))],
  ['with an address in each cell', Buffer.from(csv(wideCells(400, addresses)))],
  ['with cells of one letter', Buffer.from(csv(wideCells(400, () => 'a')))],
  [
    'as a workbook',
    workbook({ sheets: [{ name: 'Partners', rows: sheet(wideCells(400, names)) }] }),
  ],
];
for (const [what, bytes] of widest) {
  test(`reading 400 rows of 256 columns ${what} blocks no other work`, async () => {
    let read = 0;
    const longest = await leastLongestTurn(async () => {
      read = (await readFile(bytes)).rows.length;
    }, mostMs);
    assert.equal(read, 400);
    assert.ok(longest < mostMs, `${Math.round(longest)} ms`);
  });
}

test('reading the longest rows blocks no other work', async () => {
  const long = `,${'jane bob@x '.repeat(5_900)}`;
  const rows = Array.from({ length: 150 }, (_, n) => `p${n}@x.example${long}`);
  const file = Buffer.from(['email,notes', ...rows].join('\n'));
  const longest = await leastLongestTurn(() => readFile(file), mostMs);
  assert.ok(longest < mostMs, `${Math.round(longest)} ms`);
});

function wideCells(rows: number, cell: (row: number, column: number) => string): string[][] {
  const columns = Array.from({ length: 255 }, (_, column) => column);
  const header = ['email', ...columns.map((column) => `column ${column}`)];
  const below = Array.from({ length: rows }, (_, row) => [
    `partner${row}@fabrikam.example`,
    ...columns.map((column) => cell(row, column)),
  ]);
  return [header, ...below];
}

function csv(cells: readonly (readonly string[])[]): string {
  return cells.map((row) => row.join(',')).join('\n');
}

function sheet(cells: readonly (readonly string[])[]): string {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  return cells.map((row) => `<row>${row.map(cell).join('')}</row>`).join('');
}

const latin = (bytes: Uint8Array) => Buffer.from(Buffer.from(bytes).toString(), 'latin1');
