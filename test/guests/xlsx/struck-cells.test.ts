import assert from 'node:assert/strict';
import { test } from 'node:test';
import { both, people, sheet } from './people-sheet.ts';
import { noteOf, peopleIn, readFile } from './read-file.ts';
import { rowsOf, workbook } from './workbook.ts';

const run = (text: string, isStruck = false) =>
  `<r>${isStruck ? '<rPr><strike/><sz val="11"/></rPr>' : ''}<t xml:space="preserve">${text}</t></r>`;
const shared = (place: string, number: number) => `<c r="${place}" t="s"><v>${number}</v></c>`;
const cell = (place: string, text: string) =>
  `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
const row = (number: number, cells: string) => `<row r="${number}">${cells}</row>`;
const head = rowsOf([['email', 'name', 'cc']]);
/** Four rows. The shared text of the second one is struck through in part. */
const list = (second: string, strings: readonly string[]) =>
  workbook({
    sheets: [sheet(`${head}${row(2, cell('A2', 'jane@x.example'))}${row(3, second)}`)],
    strings,
  });

test('a text whose address is struck through in the cell is not invited', async () => {
  const read = await readFile(
    list(`${shared('A3', 0)}${cell('B3', 'Bob Roe')}`, [run('bob@y.example', true)]),
  );
  assert.deepEqual(peopleIn(read), [[2, 'jane@x.example', undefined]]);
  assert.equal(noteOf(read, 'struck rows')?.text, 'bob@y.example');
  assert.equal(read.balance?.skipped, 1);
});

test('of two addresses in a cell, the one that is not struck through counts', async () => {
  const read = await readFile(
    list(`${shared('A3', 1)}${cell('B3', 'Bob Roe')}`, [
      '<t>x</t>',
      `${run('bob@old.example', true)}${run(' bob@y.example')}<rPh sb="0" eb="1"><t>z</t></rPh>`,
    ]),
  );
  assert.deepEqual(peopleIn(read).at(-1), [3, 'bob@y.example', 'Bob Roe']);
  assert.equal(noteOf(read, 'struck rows')?.text, 'bob@old.example');
});

test('inline texts are struck through as shared ones are, also without places', async () => {
  const rows = `<row><c t="inlineStr"><is><t>email</t></is></c></row><row><c t="inlineStr"><is>${run('bob@y.example', true)}</is></c></row><row><c t="inlineStr"><is><t>jane@x.example</t></is></c></row>`;
  const read = await readFile(workbook({ sheets: [sheet(rows)] }));
  assert.deepEqual(peopleIn(read), [[3, 'jane@x.example', undefined]]);
});

test('a copy that is struck through gets none', async () => {
  const read = await readFile(
    list(`${cell('A3', 'bob@y.example')}${cell('B3', 'Bob Roe')}${shared('C3', 0)}`, [
      run('max@y.example', true),
    ]),
  );
  assert.equal(read.rows.at(-1)?.cc, undefined);
  assert.equal(noteOf(read, 'struck rows')?.text, 'max@y.example');
});

test('a name that is struck through stays, and the bot says so', async () => {
  const read = await readFile(
    list(`${cell('A3', 'bob@y.example')}${shared('B3', 0)}`, [run('Bob Roe', true)]),
  );
  assert.deepEqual(peopleIn(read).at(-1), [3, 'bob@y.example', 'Bob Roe']);
  assert.deepEqual(noteOf(read, 'cells struck'), {
    count: 1,
    lines: '3',
    text: 'bob@y.example (Bob Roe)',
  });
});

test('the part of a name that is not struck through is the name', async () => {
  const read = await readFile(
    list(`${cell('A3', 'bob@y.example')}${shared('B3', 0)}`, [
      `${run('Rob ', true)}${run('Bob Roe')}`,
    ]),
  );
  assert.deepEqual(peopleIn(read).at(-1), [3, 'bob@y.example', 'Bob Roe']);
  assert.equal(noteOf(read, 'cells struck')?.text, 'bob@y.example (Rob)');
});

test('a struck address ends where it does, also without a space behind it', async () => {
  const read = await readFile(
    list(`${shared('A3', 0)}${cell('B3', 'Bob Roe')}`, [
      `${run('bob@old.example', true)}${run('bob@y.example')}`,
    ]),
  );
  assert.deepEqual(peopleIn(read).at(-1), [3, 'bob@y.example', 'Bob Roe']);
  assert.deepEqual(noteOf(read, 'struck rows'), {
    count: 1,
    lines: '3',
    text: 'bob@old.example',
  });
});

test('text that only mentions the word is not struck through', async () => {
  const read = await readFile(
    workbook({ sheets: [sheet(people)], strings: ['<t>strike team</t>'] }),
  );
  assert.deepEqual(peopleIn(read), both);
  assert.deepEqual(read.notes, []);
});

test('the font of a part counts before that of its cell', async () => {
  const styles =
    '<styleSheet><fonts count="2"><font/><font><strike val="true"/></font></fonts><cellXfs count="2"><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>';
  const strings = [
    `${run('bob@old.example', true)}<r><rPr><sz val="11"/></rPr><t>bob@y.example</t></r>`,
    '<r><t>max@y.example</t></r>',
  ];
  const struck = (place: string, number: number) =>
    `<c r="${place}" s="1" t="s"><v>${number}</v></c>`;
  const rows = `${head}${row(2, `${struck('A2', 0)}${cell('B2', 'Bob Roe')}${struck('C2', 1)}`)}`;
  const parts = { 'xl/styles.xml': styles };
  const read = await readFile(workbook({ sheets: [sheet(rows)], strings, parts }));
  assert.deepEqual(peopleIn(read), [[2, 'bob@y.example', 'Bob Roe']]);
  assert.equal(read.rows[0]?.cc, undefined);
  assert.equal(noteOf(read, 'struck rows')?.text, 'bob@old.example, max@y.example');
});

test('a row of a workbook may end before its last column', async () => {
  const rows = rowsOf([
    ['email', 'name', 'until'],
    ['jane@x.example', 'Jane Doe', '2027-01-31'],
    ['bob@y.example', 'Bob Roe', '2027-01-31'],
    ['cleo@z.example', 'Cleo Poe'],
  ]);
  assert.deepEqual((await readFile(workbook({ sheets: [sheet(rows)] }))).notes, []);
});
