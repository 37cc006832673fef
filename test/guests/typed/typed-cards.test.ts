import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTypedLine } from './read-typed.ts';

const people = (text: string) =>
  readTypedLine(text).partners.map(({ line, address, displayName }) => [
    line,
    address,
    displayName,
  ]);
const frame = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD'].join('\n');

const lines: readonly [what: string, lines: readonly string[]][] = [
  ['a folded name and address', ['FN:Jane', '  Doe', 'EMAIL;TYPE=WORK:jane@fabr', ' ikam.example']],
  [
    'an address in quoted-printable',
    ['FN:Jane Doe', 'EMAIL;INTERNET;ENCODING=QUOTED-PRINTABLE:jane=40fabrikam.exam=', 'ple'],
  ],
  [
    'a preferred address',
    ['FN:Jane Doe', 'EMAIL;PREF=2:jane@home.example', 'EMAIL;PREF=1:jane@fabrikam.example'],
  ],
];
for (const [what, all] of lines) {
  test(`${what} is read from the lines of a card, with its frame and without`, () => {
    for (const text of [frame('VERSION:2.1', ...all), all.join('\n'), all.join('\r\n')]) {
      const read = people(text).map(([, address, name]) => [address, name]);
      assert.deepEqual(read, [['jane@fabrikam.example', 'Jane Doe']], text);
    }
  });
}

test('a field without an address takes no place of another', () => {
  const read = people('FN:Jane Doe\nEMAIL;TYPE=WORK:\nEMAIL;TYPE=HOME:jane@x.example');
  assert.deepEqual(read, [[3, 'jane@x.example', 'Jane Doe']]);
});

test('an indented address below a whole one is somebody else', () => {
  const read = people('FN:Jane\nEMAIL:jane@x.example\n bob@y.example');
  assert.deepEqual(
    read.map(([, address]) => address),
    ['jane@x.example', 'bob@y.example'],
  );
});

test('the further addresses of a typed card are said', () => {
  const { leftOver } = readTypedLine(
    'FN:Jane Doe\nEMAIL:jane@fabrikam.example\nEMAIL;TYPE=HOME:jane@home.example',
  );
  assert.match(leftOver.join(' '), /jane@home\.example/);
});

test('cards keep their lines, and words around them are read or said', () => {
  const card = frame('VERSION:3.0', 'FN:Jane', '  Doe', 'EMAIL:jane@fabr', ' ikam.example');
  const text = `for atlas:\n${card}\n${frame('FN:Bob Roe', 'EMAIL:bob@y.example')}\nSent by Sam`;
  const { partners, projects, leftOver } = readTypedLine(text, { projects: ['atlas'] });
  assert.deepEqual(
    partners.map(({ address, displayName }) => [address, displayName]),
    [
      ['jane@fabrikam.example', 'Jane Doe'],
      ['bob@y.example', 'Bob Roe'],
    ],
  );
  assert.equal(partners[1]?.line, 9);
  assert.deepEqual(projects, ['atlas']);
  assert.match(leftOver.join(' '), /Sent by Sam/);
});
