import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAll } from '../read-all.ts';
import { readTypedLine } from '../typed/read-typed.ts';

const read = (text: string) => {
  const { partners, leftOver, notes } = readTypedLine(text);
  return [partners[0]?.displayName, leftOver, notes];
};

for (const [between, left] of [
  ['+31 6 12345678', '+31 6 12345678'],
  ['0612345678', '0612345678'],
  ['06 12 34 56 78', '06 12 34 56 78'],
  ['tel. 06-12345678', '06-12345678'],
  ['mobile: +1 (555) 010-1234', '+1 (555) 010-1234'],
] as const) {
  test(`a telephone number between a name and its address is no name, and is said: ${between}`, () => {
    assert.deepEqual(read(`Max Power ${between} max@x.example`), ['Max Power', [left], []]);
  });
}

const labelled = `Mobile: 0470 12 34 56|tél. 01 23 45 67 89|Tfno. 912 345 678|Tel.: 912 345 678|M: 912 345 678|cell. 333 123 4567
Handy: 0170 1234567|GSM: 0470/12.34.56|T: +32 2 123 45 67|Cellulare 333 1234567|Festnetz 030 1234567|Telefoon: 020-1234567`;
for (const phone of labelled.split(/[|\n]/)) {
  const number = phone.replace(/^[^\d+]+/, '');
  for (const text of [
    `Jane Doe ${phone} <jane@x.example>`,
    `Jane Doe, ${phone}, jane@x.example`,
    `Jane Doe <jane@x.example> ${phone}`,
    `Jane Doe\t${phone}\tjane@x.example`,
  ]) {
    test(`the label of a number is no name, and the number is said: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(read(text), ['Jane Doe', [number], []]);
    });
  }
}

for (const extension of [
  'x2231',
  'ext. 22',
  'toestel 221',
  'Durchwahl -22',
  'poste 221',
  '+1 555 010 1234 ext. 22',
]) {
  test(`an extension is no name, and is said: ${extension}`, () => {
    for (const text of [
      `Jane Doe ${extension} <jane@x.example>`,
      `Jane Doe, ${extension}, jane@x.example`,
    ]) {
      assert.deepEqual(read(text), ['Jane Doe', [extension], []], text);
    }
    const inBrackets = `Jane Doe (${extension}) jane@x.example`;
    assert.deepEqual(read(inBrackets), ['Jane Doe', [`(${extension})`], []]);
  });
}

test('several numbers beside one name are said, also without labels', () => {
  const two = 'Jane Doe Mobile: 0470 12 34 56, Tel: 02 123 45 67 <jane@x.example>';
  assert.deepEqual(read(two), ['Jane Doe', ['0470 12 34 56', '02 123 45 67'], []]);
  assert.deepEqual(read('Jane Doe\t0470 12 34 56\tjane@x.example'), [
    'Jane Doe',
    ['0470 12 34 56'],
    [],
  ]);
});

test('an address of digits, a day and the label in a name are no telephone number', () => {
  const { partners } = readTypedLine('Jane Doe tel 0612345678@x.example');
  assert.equal(partners[0]?.address, '0612345678@x.example');
  assert.deepEqual(read('Mobile Solutions <mobile@x.example>'), ['Mobile Solutions', [], []]);
  assert.equal(readTypedLine('jane@x.example until 31-01-2027').partners[0]?.until, '2027-01-31');
});

test('a short number is part of a name', () => {
  assert.deepEqual(read('Studio 54 studio54@x.example'), ['Studio 54', [], []]);
});

test('a family with an apostrophe behind a small word is a name', () => {
  for (const name of ["Jean d'Arcy", "Luca dell'Acqua", "Marie de l'Hôpital", "Siobhan o'Brien"]) {
    assert.deepEqual(read(`${name} x@x.example`), [name, [], []]);
  }
});

for (const name of ['Ana Casa', 'Anna Vast', 'Jan Werk', 'Phil Handy'])
  test(`${name} is called so: only a sign behind such a word makes it a label of the number`, () => {
    assert.deepEqual(read(`${name} 0201234567 <x@x.example>`), [name, ['0201234567'], []]);
  });

test('digits behind a name are cut only where they are a telephone number', async () => {
  const nameOf = async (name: string) =>
    (await readAll(`email,name\nx@x.example,${name}\n`)).rows[0]?.displayName;
  for (const name of [
    'Guest User 20261130',
    'Guest User 912345678',
    'Jane Doe 2026-11-30',
    'Jane Doe 30 11 2026 12',
    'Jane Doe 2026-11-30 12',
    'Jane Doe (2020-2026)',
  ])
    assert.equal(await nameOf(name), name);
  for (const phone of [
    '+31 6 12345678',
    '0612345678',
    'tel. 912 345 678',
    '(555) 123-4567',
    '212-555-0100',
    '212.555.0100',
    '(212-555-0100)',
    '912 345 678',
    '1-800-555-0199',
    '31 20 123 4567',
  ])
    assert.equal(await nameOf(`Jane Doe ${phone}`), 'Jane Doe');
});
