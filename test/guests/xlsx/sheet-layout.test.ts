import assert from 'node:assert/strict';
import { test } from 'node:test';
import { both, people, sheet } from './people-sheet.ts';
import { noteOf, peopleIn, readFile } from './read-file.ts';
import { rowsOf, workbook } from './workbook.ts';

test('the bot does not invite hidden rows, and says so', async () => {
  const rows = people.replace('<row r="3">', '<row r="3" hidden="1">');
  const read = await readFile(workbook({ sheets: [sheet(rows)] }));
  assert.deepEqual(peopleIn(read), both.slice(0, 1));
  assert.deepEqual(noteOf(read, 'hidden rows'), {
    count: 1,
    lines: '3',
    text: 'bob@y.example',
  });
  assert.equal(read.balance?.skipped, 1);
});

test('rows with cells are read where a sheet hides all others by default', async () => {
  const before = '<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/>';
  const shown = await readFile(workbook({ sheets: [sheet(people, { before })] }));
  assert.deepEqual(peopleIn(shown), both);
  assert.equal(noteOf(shown, 'hidden rows'), undefined);
  const rows = people.replace('<row r="3">', '<row r="3" hidden="1">');
  const read = await readFile(workbook({ sheets: [sheet(rows, { before })] }));
  assert.deepEqual(peopleIn(read), both.slice(0, 1));
  assert.equal(noteOf(read, 'hidden rows')?.text, 'bob@y.example');
});

test('a row or column without size is hidden too', async () => {
  const rows = people.replace('<row r="3">', '<row r="3" ht="0" customHeight="1">');
  const before = '<cols><col min="2" max="2" width="0" customWidth="1"/></cols>';
  const read = await readFile(workbook({ sheets: [sheet(rows, { before })] }));
  assert.deepEqual(peopleIn(read), both.slice(0, 1));
  assert.equal(noteOf(read, 'hidden rows')?.count, 1);
  assert.equal(noteOf(read, 'hidden columns')?.columns, 'name');
});

test('an address that is struck through is not invited, and the bot says so', async () => {
  const styles =
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/></font><font><strike/><sz val="11"/></font></fonts><cellXfs count="2"><xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>';
  const struck = (place: string, cell: string) =>
    people.replace(
      `<c t="inlineStr"><is><t>${cell}`,
      `<c r="${place}" s="1" t="inlineStr"><is><t>${cell}`,
    );
  const parts = { 'xl/styles.xml': styles };
  const address = struck('A3', 'bob@y.example');
  const read = await readFile(workbook({ sheets: [sheet(address)], parts }));
  assert.deepEqual(peopleIn(read), both.slice(0, 1));
  assert.deepEqual(noteOf(read, 'struck rows'), {
    count: 1,
    lines: '3',
    text: 'bob@y.example',
  });
  assert.equal(read.balance?.skipped, 1);
  const name = await readFile(workbook({ sheets: [sheet(struck('B3', 'Bob Roe'))], parts }));
  assert.deepEqual(peopleIn(name), both);
});

test('a cover with an address to ask is not the list', async () => {
  const cover = sheet(rowsOf([['Partners of Atlas'], ['Contact: sam@w.example']]), {
    name: 'Cover',
  });
  const read = await readFile(workbook({ sheets: [cover, sheet(people)] }));
  assert.deepEqual(peopleIn(read), both);
  assert.equal(noteOf(read, 'sheets not read')?.others, 'Cover');
});

test('a note names hidden columns that the bot reads', async () => {
  const before = '<cols><col min="2" max="2" hidden="1" width="0"/></cols>';
  const read = await readFile(workbook({ sheets: [sheet(people, { before })] }));
  assert.deepEqual(peopleIn(read), both);
  assert.deepEqual(noteOf(read, 'hidden columns'), { columns: 'name', count: 1 });
});

test('a merged cell over several rows counts for each of them', async () => {
  const rows = rowsOf([
    ['email', 'project'],
    ['jane@x.example', 'atlas'],
    ['bob@y.example'],
    ['cleo@z.example', 'beacon'],
  ]);
  const behind = '<mergeCells><mergeCell ref="B2:B3"/></mergeCells>';
  const read = await readFile(workbook({ sheets: [sheet(rows, { behind })] }));
  assert.deepEqual(
    read.rows.map(({ project }) => project),
    ['atlas', 'atlas', 'beacon'],
  );
  assert.equal(noteOf(read, 'merged cells')?.lines, '3');
});

test('the bot reads the visible sheet with addresses, and names the others', async () => {
  const cover = sheet(rowsOf([['Partners 2027']]), { name: 'Cover' });
  const hidden = sheet(people.replaceAll('jane', 'old'), { name: 'Old', state: 'hidden' });
  const very = sheet(people.replaceAll('jane', 'older'), { name: 'Older', state: 'veryHidden' });
  const list = sheet(people, { name: 'List &amp; more' });
  const second = sheet(people.replaceAll('jane', 'eve'), { name: 'Second' });
  const first = await readFile(workbook({ sheets: [hidden, cover, very, list, second] }));
  assert.deepEqual(peopleIn(first), both);
  assert.deepEqual(noteOf(first, 'sheets not read'), {
    sheet: 'List & more',
    others: 'Old, Cover, Older, Second',
    count: 4,
    holding: 'Old (old@x.example), Older (older@x.example), Second (eve@x.example)',
    holds: 3,
    people: 0,
    beyond: 0,
  });
  const active = await readFile(workbook({ sheets: [hidden, list, second], active: 2 }));
  assert.deepEqual(peopleIn(active), both);
  const none = await readFile(workbook({ sheets: [hidden, cover], active: 0 }));
  assert.match(none.refused?.code ?? '', /no address column|empty/);
});
