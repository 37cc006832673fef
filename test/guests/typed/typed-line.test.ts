import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readBesideFile } from '../../../src/guests/typed/typed-line.ts';
import { readTypedLine } from './read-typed.ts';
import { known, type Said, typed, type Who } from './typed-lines.ts';

const lines: [line: string, who: Who[], said: Said][] = [
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
  ['jane@x.example to none', [['jane@x.example']], { project: 'none' }],
  ['to atlas', [], {}],
  ['', [], {}],
];
for (const [line, who, said] of lines) {
  test(`invite ${JSON.stringify(line)}, when the reader knows no project`, () => {
    const { partners } = readTypedLine(line);
    assert.deepEqual(partners.map(whoOf), who);
    for (const partner of partners) assert.deepEqual(saidOf(partner), said);
  });
}

for (const [line, who, said, leftOver = []] of typed) {
  test(`invite ${JSON.stringify(line)}`, () => {
    const read = readTypedLine(line, known);
    assert.deepEqual(read.partners.map(whoOf), who);
    for (const partner of read.partners) assert.deepEqual(saidOf(partner), said);
    assert.deepEqual(read.leftOver, leftOver);
  });
}

test('when a line names several projects, each partner goes to the next one', () => {
  const read = readTypedLine('jane@x.example to beacon and bob@y.example to atlas', known);
  assert.deepEqual(
    read.partners.map(({ address, project }) => [address, project]),
    [
      ['jane@x.example', 'Beacon'],
      ['bob@y.example', 'Atlas'],
    ],
  );
  assert.deepEqual(read.projects, ['Beacon', 'Atlas']);
});

test("a date with slashes means what the person's language writes", () => {
  const read = readTypedLine('jane@x.example tot 02/03/2027', { ...known, dayFirst: true });
  assert.equal(read.partners[0]?.until, '2027-03-02');
});

test('every partner has the line of the message that names them', () => {
  const read = readTypedLine('jane@x.example, bob@y.example\n\ncleo@z.example to beacon', known, 2);
  assert.deepEqual(
    read.partners.map(({ line }) => line),
    [2, 2, 4],
  );
});

test('the row of every partner has what the line says about all, in the layout of our template', () => {
  const { partners } = readTypedLine('a@x.example, b@x.example to atlas in nl until 2027-01-31');
  const cells = ['b@x.example', '', 'atlas', 'nl', '', '', '', '', '2027-01-31', ''];
  assert.deepEqual(partners[1]?.cells, cells);
});

const beside: [string, Said, string[]][] = [
  ['to atlas', { project: 'Atlas' }, []],
  ['TO "Atlas Two"', { project: 'Atlas Two' }, []],
  ['naar atlas, alvast bedankt', { project: 'Atlas' }, []],
  ['Atlas', { project: 'Atlas' }, []],
  ['to atlas in Dutch', { project: 'Atlas', language: 'Dutch' }, []],
  ['please', {}, []],
  ['', {}, []],
  ['to becon', { project: 'becon' }, []],
  ['ask bob@y.example first', {}, ['ask bob@y.example first']],
];
for (const [text, said, leftOver] of beside) {
  test(`${JSON.stringify(text)} beside a file`, () => {
    assert.deepEqual(readBesideFile(text, known), { ...said, leftOver });
  });
}

test('the reader takes every typed address as a partner, or names it as left over', () => {
  const piece = fc.constantFrom(
    'jane@x.example',
    'bob@y.example',
    'Jane Doe',
    '<cleo@z.example>',
    '(dan@z.example)',
    ' to beacon',
    ' until 2027-01-31',
    'not',
    'cc',
    'ask',
    'and',
    'Thanks',
    '--',
    'From: ',
    '"',
    '\u201c',
    ',',
    ';',
    ':',
    '\n',
    '.',
    '- ',
    '\t',
    '@',
    '<mailto:eve@z.example>',
    '[fay@z.example](mailto:fay@z.example)',
    'Manager:',
    'Not yet:',
    'Wel:',
    'Core Team:',
    '->',
    '\u2192',
    '~~',
    'is already in',
    'Cheers, Alex',
    'On 20 November 2026 Alex wrote:',
    'her manager is',
    '[ ]',
    '[x]',
    '>',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join(' ');
      const { partners, leftOver, refused } = readTypedLine(text, known);
      // A refused table invites nobody.
      if (refused !== undefined) return;
      const told = [...partners.map(({ address }) => address), ...leftOver].join(' ');
      for (const name of ['jane@x', 'bob@y', 'cleo@z', 'dan@z', 'eve@z', 'fay@z']) {
        const address = `${name}.example`;
        if (text.includes(address)) assert.ok(told.includes(address), `${address} is lost`);
      }
    }),
  );
});

function whoOf({ address, displayName }: { address: string; displayName?: string }): Who {
  return displayName === undefined ? [address] : [address, displayName];
}

function saidOf({ project, language, until }: Said): Said {
  return {
    ...(project === undefined ? {} : { project }),
    ...(language === undefined ? {} : { language }),
    ...(until === undefined ? {} : { until }),
  };
}
