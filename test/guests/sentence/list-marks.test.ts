import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTypedLine } from '../typed/read-typed.ts';

const namesIn = (text: string) =>
  readTypedLine(text).partners.map(({ displayName }) => displayName);

for (const [first, second] of [
  ['A. de Vries <a@x.example>', 'B. van Dam <b@x.example>'],
  ['A. de Vries a@x.example', 'B. Van Dam, b@x.example'],
  ['A. Jansen\ta@x.example', 'B. van den Berg\tb@x.example'],
  ['A. Garcia Lopez <a.garcia@x.example>', 'B. Perez Ruiz <bperez@x.example>'],
]) {
  test(`the initials of two families are no letters of a list: ${first}`, () => {
    const whole = [first, second].map((line = '') =>
      /^[^<\t,@]+(?=[<\t,]| \S+@)/.exec(line)?.[0].trim(),
    );
    assert.deepEqual(namesIn(`${first}\n${second}`), whole);
  });
}

test('letters before whole names are those of a list', () => {
  const list = 'A. Jane Doe <jane@x.example>\nB. Bob Roe <bob@x.example>\nC. eve@x.example';
  assert.deepEqual(namesIn(list), ['Jane Doe', 'Bob Roe', undefined]);
});
