import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readTypedLine, readTypedProject } from '../../../src/guests/list/typed-line.ts';

type Said = { project?: string; language?: string; until?: string };
const lines: [line: string, who: [address: string, name?: string][], said: Said][] = [
  ['jane@fabrikam.com to atlas', [['jane@fabrikam.com']], { project: 'atlas' }],
  ['jane@fabrikam.com', [['jane@fabrikam.com']], {}],
  [
    'Jane Doe <jane@x.example>, bob@y.example to atlas in nl-NL until 2027-01-31',
    [['jane@x.example', 'Jane Doe'], ['bob@y.example']],
    { project: 'atlas', language: 'nl-NL', until: '2027-01-31' },
  ],
  [
    'jane@x.example until 2027-01-31 TO "Atlas to the in-crowd"',
    [['jane@x.example']],
    { project: 'Atlas to the in-crowd', until: '2027-01-31' },
  ],
  [
    'jane@x.example to \u201cAtlas Two\u201d in de',
    [['jane@x.example']],
    { project: 'Atlas Two', language: 'de' },
  ],
  ['jane@x.example to Atlas Two.', [['jane@x.example']], { project: 'Atlas Two' }],
  [
    '"Doe, Jane" <jane@x.example>; Doe, Bob <bob@y.example>\nKim To (kim@z.example) aan atlas',
    [
      ['jane@x.example', 'Doe, Jane'],
      ['bob@y.example', 'Doe, Bob'],
      ['kim@z.example', 'Kim To'],
    ],
    { project: 'atlas' },
  ],
  [
    'kim@z.example (Kim To) voor atlas tot 2027-01-31',
    [['kim@z.example', 'Kim To']],
    { project: 'atlas', until: '2027-01-31' },
  ],
  ['Kim To <kim@x.example>', [['kim@x.example', 'Kim To']], {}],
  ['bob, jane@x.example to atlas', [['bob'], ['jane@x.example']], { project: 'atlas' }],
  ['jane to atlas', [['jane']], { project: 'atlas' }],
  ['to atlas', [], { project: 'atlas' }],
  ['', [], {}],
];
for (const [line, who, said] of lines) {
  test(`invite ${JSON.stringify(line)}`, () => {
    const { partners, ...read } = readTypedLine(line);
    assert.deepEqual(
      partners.map(({ address, displayName }) =>
        displayName === undefined ? [address] : [address, displayName],
      ),
      who,
    );
    assert.deepEqual(read, said);
  });
}

test('every partner carries what was said about all, laid out as our template', () => {
  const { partners } = readTypedLine('a@x.example, b@x.example to atlas in nl until 2027-01-31');
  assert.deepEqual(
    partners.map(({ line, project, language, until }) => [line, project, language, until]),
    [
      [1, 'atlas', 'nl', '2027-01-31'],
      [2, 'atlas', 'nl', '2027-01-31'],
    ],
  );
  const cells = ['b@x.example', '', 'atlas', 'nl', '', '', '', '', '2027-01-31', ''];
  assert.deepEqual(partners[1]?.cells, cells);
});

test('the project beside a file is read, and other talk is none', () => {
  const said = ['to atlas', 'TO "Atlas Two"', 'naar atlas', 'please', '', 'here it is to you'];
  assert.deepEqual(said.map(readTypedProject), [
    'atlas',
    'Atlas Two',
    'atlas',
    undefined,
    undefined,
    undefined,
  ]);
});

test('whatever is typed, and however long, reading answers soon', () => {
  const piece = fc.constantFrom(
    '"',
    '<',
    '>',
    '@',
    ' to ',
    ' in ',
    ',',
    ';',
    '\n',
    'jane',
    '(',
    ')',
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      readTypedLine(pieces.join(''));
    }),
  );
  for (const hostile of ['<', '"', ' ', '@', '(', 'a@', ' to', ', <']) {
    readTypedLine(hostile.repeat(100_000));
  }
});
