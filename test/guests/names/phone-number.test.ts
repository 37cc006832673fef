import assert from 'node:assert/strict';
import { test } from 'node:test';
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

test('a short number is part of a name', () => {
  assert.deepEqual(read('Studio 54 studio54@x.example'), ['Studio 54', [], []]);
});

test('a family with an apostrophe behind a small word is a name', () => {
  for (const name of ["Jean d'Arcy", "Luca dell'Acqua", "Marie de l'Hôpital", "Siobhan o'Brien"]) {
    assert.deepEqual(read(`${name} x@x.example`), [name, [], []]);
  }
});
