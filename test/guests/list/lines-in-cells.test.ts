import assert from 'node:assert/strict';
import { test } from 'node:test';
import { peopleIn, readAll } from '../read-all.ts';

test('a cell with two addresses on two lines is one cell of one row', async () => {
  for (const end of ['\n', '\r\n']) {
    const read = await readAll(
      `email,name${end}"bob@x.example${end}cleo@y.example",Bob Roe${end}jane@x.example,Jane Doe${end}`,
    );
    assert.deepEqual(peopleIn(read), [
      [2, 'bob@x.example cleo@y.example', 'Bob Roe', 'several addresses'],
      [4, 'jane@x.example', 'Jane Doe'],
    ]);
  }
});

test('a cell with three addresses on three lines is one cell of one row', async () => {
  const read = await readAll(
    'email,name,city\n"bob@x.example\ncleo@y.example\ndan@z.example",Bob Roe,Delft\njane@x.example,Jane Doe,Breda\n',
  );
  assert.deepEqual(peopleIn(read), [
    [2, 'bob@x.example cleo@y.example dan@z.example', 'Bob Roe', 'several addresses'],
    [5, 'jane@x.example', 'Jane Doe'],
  ]);
});

test('a line break inside a name is a space', async () => {
  const read = await readAll(
    'name,email\n"Jane\nDoe",jane@x.example\n"Bob\r\nRoe",bob@y.example\n',
  );
  assert.deepEqual(peopleIn(read), [
    [2, 'jane@x.example', 'Jane Doe'],
    [4, 'bob@y.example', 'Bob Roe'],
  ]);
});

test('two whole names in one cell are nobody’s name', async () => {
  const read = await readAll('email,name\njane@x.example,"Jane Doe\nBob Roe"\n');
  assert.equal(read.rows[0]?.problems[0]?.code, 'control characters');
});

test('the reader refuses a second column of addresses, or names its addresses in a note, also without headings', async () => {
  const full = await readAll(
    'Jane Doe,jane@x.example,max@z.example\nBob Roe,bob@y.example,max@z.example\n',
  );
  assert.equal(full.refused?.code, 'two address columns');
  const sparse = await readAll(
    [
      ...Array.from({ length: 9 }, (_, index) => `Pia Doe,p${index}@x.example,`),
      'Bob Roe,bob@y.example,max@z.example',
    ].join('\n'),
  );
  const note = sparse.notes.find(({ code }) => code === 'other addresses');
  assert.equal(note?.values.addresses, 'max@z.example');
});
