import assert from 'node:assert/strict';
import { test } from 'node:test';
import { both, people, sheet } from './people-sheet.ts';
import { noteOf, peopleIn, readFile } from './read-file.ts';
import { rowsOf, workbook } from './workbook.ts';

test('a workbook is a list, and its rows keep their numbers', async () => {
  const read = await readFile(workbook({ sheets: [sheet(people)] }));
  assert.deepEqual(peopleIn(read), both);
  assert.deepEqual(read.notes, []);
  assert.deepEqual(read.balance, {
    lines: 3,
    header: 1,
    preamble: 0,
    blank: 0,
    read: 2,
    refused: 0,
    skipped: 0,
  });
});

test('the bot reads shared, rich, phonetic and inline strings as people see them', async () => {
  const strings = [
    '<t>email</t>',
    '<t>name</t>',
    '<t>jane@x.example</t>',
    '<r><t xml:space="preserve">Jane </t></r><r><rPr><b/></rPr><t>Doe</t></r>',
    '<t>\u5c71\u7530</t><rPh sb="0" eb="2"><t>\u30e4\u30de\u30c0</t></rPh>',
  ];
  const rows = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
    <row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v>3</v></c></row>
    <row r="3"><c r="A3" t="inlineStr"><is><r><t>bob</t></r><r><t>@y.example</t></r></is></c><c r="B3" t="s"><v>4</v></c></row>
    <row r="4"><c r="A4" t="inlineStr"><is><t>cleo@z.example</t></is></c><c r="B4" t="inlineStr"><is><t>\u4f50\u85e4 \u82b1&amp;\u5b50</t><rPh sb="0" eb="2"><t>\u30b5\u30c8\u30a6</t></rPh><phoneticPr fontId="1"/></is></c></row>`;
  const read = await readFile(workbook({ sheets: [sheet(rows)], strings }));
  assert.deepEqual(peopleIn(read), [
    [2, 'jane@x.example', 'Jane Doe'],
    [3, 'bob@y.example', '\u5c71\u7530'],
    [4, 'cleo@z.example', '\u4f50\u85e4 \u82b1&\u5b50'],
  ]);
});

test('the bot reads XML with prefixes, a stale dimension and rows without numbers', async () => {
  const ns = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const cell = (text: string) => `<x:c t="inlineStr"><x:is><x:t>${text}</x:t></x:is></x:c>`;
  const xml = `<x:worksheet xmlns:x="${ns}"><x:dimension ref="A1"/><x:sheetData><x:row>${cell('email')}${cell('name')}</x:row><x:row>${cell('jane@x.example')}${cell('Jane Doe')}</x:row><x:row hidden="1">${cell('old@x.example')}</x:row></x:sheetData></x:worksheet>`;
  const parts = { 'xl/worksheets/sheet1.xml': xml };
  const read = await readFile(workbook({ sheets: [sheet('')], parts }));
  assert.deepEqual(peopleIn(read), [[2, 'jane@x.example', 'Jane Doe']]);
  assert.equal(noteOf(read, 'hidden rows')?.lines, '3');
});

test('blank rows count, so that every row has the number that people see', async () => {
  const rows = `${rowsOf([['Partners of 2027']])}${rowsOf([['email', 'name']], 4)}<row r="5"/>${rowsOf([['jane@x.example', 'Jane Doe']], 9)}<row r="11"><c r="A11"/></row>`;
  const read = await readFile(workbook({ sheets: [sheet(rows)] }));
  assert.deepEqual(peopleIn(read), [[9, 'jane@x.example', 'Jane Doe']]);
  assert.equal(read.balance?.blank, 8);
  assert.equal(read.balance?.preamble, 1);
});

test('days are days, from whatever year the workbook counts, and a bare number is none', async () => {
  const row = (number: number, name: string, cell: string) =>
    `<row r="${number}"><c t="inlineStr"><is><t>${name}@x.example</t></is></c>${cell}</row>`;
  const rows = `${rowsOf([['email', 'until']])}
    ${row(2, 'excel', '<c s="1"><v>46418</v></c>')}
    ${row(3, 'almost', '<c s="1"><v>46417.9999999</v></c>')}
    ${row(4, 'iso', '<c t="d"><v>2027-01-31T00:00:00</v></c>')}
    ${row(5, 'bare', '<c><v>46418</v></c>')}`;
  const read = await readFile(workbook({ sheets: [sheet(rows)] }));
  assert.deepEqual(
    read.rows.map(({ until }) => until),
    ['2027-01-31', '2027-01-31', '2027-01-31', '46418'],
  );
  const mac = row(2, 'mac', '<c s="1"><v>44956</v></c>');
  const other = await readFile(
    workbook({ sheets: [sheet(`${rowsOf([['email', 'until']])}${mac}`)], date1904: true }),
  );
  assert.equal(other.rows[0]?.until, '2027-01-31');
});

test('the bot reads truth values and the results of formulas', async () => {
  const rows = `${rowsOf([['email', 'sendMail', 'name']])}
    <row r="2"><c t="inlineStr"><is><t>a@x.example</t></is></c><c t="b"><v>0</v></c><c t="str"><f>A1&amp;B1</f><v>Jane Doe</v></c></row>
    <row r="3"><c t="inlineStr"><is><t>b@x.example</t></is></c><c t="b"><f>TRUE()</f><v>1</v></c><c><f>A1</f></c></row>`;
  const read = await readFile(workbook({ sheets: [sheet(rows)] }));
  assert.deepEqual(
    read.rows.map(({ sendMail, displayName }) => [sendMail, displayName]),
    [
      [false, 'Jane Doe'],
      [true, undefined],
    ],
  );
  assert.deepEqual(noteOf(read, 'formulas without result'), {
    count: 1,
    lines: '3',
    text: '',
    other: '',
  });
});

test('a cell with an error is no name and no address, and a note says so', async () => {
  const error = '<c t="e"><v>#N/A</v></c>';
  const rows = `${rowsOf([['email', 'name']])}<row r="2"><c t="inlineStr"><is><t>a@x.example</t></is></c>${error}</row><row r="3">${error}<c t="inlineStr"><is><t>Bob</t></is></c></row>`;
  const read = await readFile(workbook({ sheets: [sheet(rows)] }));
  const [first, second] = read.rows;
  assert.equal(first?.displayName, undefined);
  assert.equal(noteOf(read, 'no names')?.text, '#N/A');
  assert.equal(second?.address, '#N/A');
});

test('a note names a link that leads to another address than it shows, and the shown one counts', async () => {
  const behind =
    '<hyperlinks><hyperlink ref="A2" r:id="rId1"/><hyperlink ref="A3" r:id="rId2"/></hyperlinks>';
  const links = { rId1: 'mailto:jane@x.example?subject=Hi', rId2: 'mailto:boss@y.example' };
  const read = await readFile(workbook({ sheets: [sheet(people, { behind, links })] }));
  assert.deepEqual(peopleIn(read), both);
  assert.deepEqual(noteOf(read, 'links differ'), {
    count: 1,
    lines: '3',
    text: 'bob@y.example',
    other: 'boss@y.example',
  });
});

test('if a row shows no address, its link gives it', async () => {
  const rows = rowsOf([
    ['email', 'company'],
    ['Jane Doe', 'X'],
  ]);
  const behind = '<hyperlinks><hyperlink ref="A2" r:id="rId1"/></hyperlinks>';
  const links = { rId1: 'mailto:jane@x.example' };
  const read = await readFile(workbook({ sheets: [sheet(rows, { behind, links })] }));
  assert.deepEqual(peopleIn(read), [[2, 'jane@x.example', 'Jane Doe']]);
  const formula = `${rowsOf([['email', 'name']])}<row r="2"><c r="A2" t="str"><f>HYPERLINK("mailto:bob@y.example","write")</f><v>write</v></c></row>`;
  const other = await readFile(workbook({ sheets: [sheet(formula)] }));
  assert.equal(other.rows[0]?.address, 'bob@y.example');
});

test('a workbook has the limits of a CSV', async () => {
  const many = rowsOf([['email'], ...Array.from({ length: 40 }, (_, n) => [`a${n}@x.example`])]);
  const bytes = workbook({ sheets: [sheet(many)] });
  assert.equal((await readFile(bytes, { maxRows: 30 })).refused?.code, 'too many rows');
  assert.equal((await readFile(bytes, { maxBytes: 500 })).refused?.code, 'too large');
  const wide = rowsOf([
    ['email', ...Array.from({ length: 300 }, (_, n) => `c${n}`)],
    ['a@x.example'],
  ]);
  assert.equal(
    (await readFile(workbook({ sheets: [sheet(wide)] }))).refused?.code,
    'too many columns',
  );
  const long = rowsOf([
    ['email', 'notes'],
    ['a@x.example', 'x'.repeat(70_000)],
  ]);
  assert.equal(
    (await readFile(workbook({ sheets: [sheet(long)] }))).refused?.code,
    'record too long',
  );
});
