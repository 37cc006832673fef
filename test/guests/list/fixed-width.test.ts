import assert from 'node:assert/strict';
import { test } from 'node:test';
import { peopleIn, readAll } from '../read-all.ts';

test('columns of a fixed width are columns', async () => {
  const read = await readAll(
    [
      'Email                    Name         City',
      'jane@fabrikam.example    Jane Doe     Amsterdam',
      'bob@northwind.example                 Rotterdam',
      'cleo@adatum.example      Cleo Poe',
    ].join('\n'),
  );
  assert.deepEqual(peopleIn(read), [
    [2, 'jane@fabrikam.example', 'Jane Doe'],
    [3, 'bob@northwind.example', undefined],
    [4, 'cleo@adatum.example', 'Cleo Poe'],
  ]);
  assert.equal(read.balance?.read, 3);
});

test('the rule below headings shows the columns, and holds no row', async () => {
  const read = await readAll(
    [
      '',
      'DisplayName Mail                  Manager',
      '----------- ----                  -------',
      'Jane Doe    jane@fabrikam.example max@fabrikam.example',
      'Bob Roe     bob@northwind.example max@fabrikam.example',
      '',
    ].join('\r\n'),
  );
  assert.deepEqual(peopleIn(read), [
    [4, 'jane@fabrikam.example', 'Jane Doe'],
    [5, 'bob@northwind.example', 'Bob Roe'],
  ]);
  assert.equal(read.notes.find(({ code }) => code === 'other addresses')?.values.column, 'Manager');
});

test('without headings, spaces under each other part the columns', async () => {
  const read = await readAll(
    [
      'jane@fabrikam.example    Jane Doe     Amsterdam',
      'bob@northwind.example    Bob Roe      Rotterdam',
      'cleo@adatum.example      Cleo Poe     Utrecht',
      '',
    ].join('\n'),
  );
  assert.deepEqual(
    read.rows.map(({ address, displayName }) => [address, displayName]),
    [
      ['jane@fabrikam.example', 'Jane Doe'],
      ['bob@northwind.example', 'Bob Roe'],
      ['cleo@adatum.example', 'Cleo Poe'],
    ],
  );
});

test('spaces part columns below headings, also when they do not stand under each other', async () => {
  const read = await readAll(
    [
      'Name  Email  City',
      'Jane Doe  jane@fabrikam.example  Amsterdam',
      '\u5c71\u7530\u592a\u90ce  taro@northwind.example  \u6771\u4eac',
    ].join('\n'),
  );
  assert.deepEqual(peopleIn(read), [
    [2, 'jane@fabrikam.example', 'Jane Doe'],
    [3, 'taro@northwind.example', '\u5c71\u7530\u592a\u90ce'],
  ]);
});

test('a line whose words run over an edge is refused, not cut', async () => {
  const read = await readAll(
    [
      'Name         Email                    City',
      'Jane Doe     jane@fabrikam.example    Amsterdam',
      'Bob Roe      bob@northwind.example    Rotterdam',
      'Dan Moe      dan@tailspin.example     Utrecht',
      'Eve Kok      eve@fabrikam.example     Delft',
      'Cleopatra Philopator cleo@adatum.example Breda',
    ].join('\n'),
  );
  assert.equal(read.rows.length, 5);
  const last = read.rows.at(-1);
  assert.ok((last?.problems.length ?? 0) > 0);
  assert.match(last?.cells.join(' ') ?? '', /cleo@adatum\.example/);
});

test('an address that a narrow column cut off is no address', async () => {
  const read = await readAll(
    'name,email\nJane Doe,jane@fabrikam.exam...\nBob R...,bob@y.example\nCleo P…,cleo@z.example\n',
  );
  assert.deepEqual(peopleIn(read), [
    [2, 'jane@fabrikam.exam...', 'Jane Doe', 'words beside address'],
    [3, 'bob@y.example', 'Bob R...'],
    [4, 'cleo@z.example', 'Cleo P…'],
  ]);
  const said = read.notes.map(({ code, values }) => [code, values.text]);
  assert.deepEqual(said, [
    ['names broken', 'Cleo P…'],
    ['names odd', 'Bob R...'],
  ]);
});

test('lines that rule off a table hold nobody', async () => {
  const read = await readAll(
    [
      '+-----------------------+----------+',
      '| email                 | name     |',
      '+-----------------------+----------+',
      '| jane@fabrikam.example | Jane Doe |',
      '+-----------------------+----------+',
    ].join('\n'),
  );
  assert.deepEqual(peopleIn(read), [[4, 'jane@fabrikam.example', 'Jane Doe']]);
  assert.equal(read.balance?.blank, 3);
});
