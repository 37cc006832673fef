import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAll } from '../read-all.ts';

const takenBack = [
  '(not) Bob Roe',
  'NOT Cleo Poe',
  'Eve Loe - skip',
  'xx Fay Moe xx',
  '佐藤花子（招待不要）',
  'Bob Roe (non invitare)',
];
for (const name of takenBack) {
  test(`a name with a mark that takes it back is asked about: ${name}`, async () => {
    const { rows } = await readAll(`email,name\njane@x.example,Jane Doe\nbob@y.example,${name}`);
    assert.deepEqual(
      rows.map(({ problems }) => problems.map(({ code }) => code)),
      [[], ['name of nobody']],
    );
  });
}

for (const name of [
  'Not Cleo',
  'Xx Moe',
  'Nie Ling',
  'Kim No',
  'Pas Tina',
  'Jean - Paul Roe',
  'Bo Skip',
]) {
  test(`a name that only looks so stays one: ${name}`, async () => {
    const { rows } = await readAll(`email,name\njane@x.example,Jane Doe\nbob@y.example,${name}`);
    assert.deepEqual(rows[1]?.problems, []);
    assert.equal(rows[1]?.displayName, name);
  });
}
