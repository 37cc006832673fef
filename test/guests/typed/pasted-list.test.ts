import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPastedList } from '../../../src/guests/typed/pasted-list.ts';

type Who = [address: string, name?: string];
const lists: [what: string, text: string, who: Who[]][] = [
  ['one address', ' jane@x.example ', [['jane@x.example']]],
  ['a name and an address', 'jane doe <jane@x.example>', [['jane@x.example', 'jane doe']]],
  ['a name without brackets', 'Jane van Dam jane@x.example', [['jane@x.example', 'Jane van Dam']]],
  ['lines', 'a@x.example\r\n\r\nb@x.example\n', [['a@x.example'], ['b@x.example']]],
  ['commas', 'a@x.example, b@x.example', [['a@x.example'], ['b@x.example']]],
  [
    "a mail's To line",
    'To: Doe, Jane <j@x.example>; "Bob" <b@x.example>\nCc: c@x.example',
    [
      ['j@x.example', 'Doe, Jane'],
      ['b@x.example', 'Bob'],
    ],
  ],
  [
    'rows of a spreadsheet',
    'Jane\tj@x.example\tFabrikam\nBob\tb@x.example\t',
    [
      ['j@x.example', 'Jane'],
      ['b@x.example', 'Bob'],
    ],
  ],
  [
    'rows with the parts of names in cells of their own',
    'Jane\tDoe\tj@x.example\nBob\tRoe\tb@x.example',
    [
      ['j@x.example', 'Jane Doe'],
      ['b@x.example', 'Bob Roe'],
    ],
  ],
  ['addresses side by side', 'j@x.example\tb@x.example', [['j@x.example'], ['b@x.example']]],
  [
    'rows of a spreadsheet with headings',
    'Land\tE-mailadres\tNaam\nNL\tj@x.example\tJane\n',
    [['j@x.example', 'Jane']],
  ],
  ['lines of a CSV', 'email;name\nj@x.example;"Doe; J"', [['j@x.example', 'Doe; J']]],
  [
    'a list with a slip',
    'a@x.example\nbob\nc@x.example',
    [['a@x.example'], ['bob'], ['c@x.example']],
  ],
];
for (const [what, text, who] of lists) {
  test(`${what} is a list`, () => {
    const read = readPastedList(text);
    assert.deepEqual(
      read?.partners.map(({ address, displayName }) =>
        displayName === undefined ? [address] : [address, displayName],
      ),
      who,
    );
    for (const { cells } of read?.partners ?? []) assert.equal(cells.length, 10);
  });
}

test('entries have the line numbers that people see, with headings and blank lines', () => {
  const linesOf = (text: string) => readPastedList(text)?.partners.map(({ line }) => line);
  assert.deepEqual(linesOf('a@x.example, b@x.example'), [1, 1]);
  assert.deepEqual(linesOf('a@x.example\n\nb@x.example'), [1, 3]);
  assert.deepEqual(linesOf('email\tname\na@x.example\tA\nb@x.example\tB'), [2, 3]);
});

test('the reader takes the project from a pasted list, and leaves its signature over', () => {
  const text = 'Jane Doe <jane@x.example>\nbob@y.example\nto beacon\nThanks, Alex';
  const read = readPastedList(text, { projects: ['beacon'] });
  assert.deepEqual(read?.projects, ['beacon']);
  assert.equal(read?.partners.length, 2);
  assert.deepEqual(read?.leftOver, ['Thanks, Alex']);
});

test('the reader reads a pasted table as it reads a file, and notes say what it leaves out', () => {
  const read = readPastedList(
    'for beacon:\nFirst name\tLast name\tE-mail\tPhone\nJane\tDoe\tjane@x.example\t1\n\nBob\tRoe\tbob@y.example\t2\nThanks, Alex',
    { projects: ['beacon'] },
  );
  assert.deepEqual(
    read?.partners.map(({ line, address, displayName, project }) => [
      line,
      address,
      displayName,
      project,
    ]),
    [
      [3, 'jane@x.example', 'Jane Doe', 'beacon'],
      [5, 'bob@y.example', 'Bob Roe', 'beacon'],
    ],
  );
  assert.deepEqual(read?.notes, [
    { code: 'columns left out', values: { columns: 'Phone', count: 1 } },
  ]);
  assert.deepEqual(read?.leftOver, ['Thanks, Alex']);
});

test('the reader refuses a pasted table with two columns of addresses, and chooses none', () => {
  const read = readPastedList(
    'Email\tE-mail address\tName\njane@x.example\tboss@y.example\tJane Doe',
  );
  assert.match(read?.refused?.code ?? '', /column/);
  assert.deepEqual(read?.partners, []);
});

test('a stray quotation mark in a table swallows nobody', () => {
  const read = readPastedList(
    'email\tname\tnotes\njane@x.example\tJane Doe\t"new\nbob@y.example\tBob Roe\t\ncleo@z.example\tCleo Poe\t19"\ndan@z.example\tDan Moe\t',
  );
  assert.equal(read?.partners.length, 4);
  assert.deepEqual(
    read?.partners.map(({ line }) => line),
    [2, 3, 4, 5],
  );
});

test('a name that begins like a farewell ends no list', () => {
  const read = readPastedList(
    'a@x.example\nBest Buyer <best@x.example>\nGroet Jan <jan@x.example>',
  );
  assert.equal(read?.partners.length, 3);
});

const talk = [
  '',
  'hello there',
  'please ask jane@x.example',
  'please ask jane@x.example to call me',
  'hi team, mail bob@x.example, thanks',
  'email\tname',
  'jane@x.example will call you tomorrow',
  'We met Jane Doe jane@x.example yesterday',
  'Who is jane@x.example?',
  'Heeft jane@x.example al geantwoord?',
];
for (const text of talk) {
  test(`${JSON.stringify(text)} is no list`, () => {
    assert.equal(readPastedList(text), undefined);
  });
}

test('an empty cell at the end of a message is no cell too few', () => {
  const text = 'email\tname\tteam\njane@x.example\tJane Doe\tnew\nbob@y.example\tBob Roe\t';
  assert.deepEqual(
    readPastedList(text)?.notes.map(({ code }) => code),
    ['columns left out'],
  );
});

test('a list with one that is not meant is a list', () => {
  const read = readPastedList('a@x.example\nnot b@x.example\nc@x.example');
  assert.deepEqual(
    read?.partners.map(({ address }) => address),
    ['a@x.example', 'c@x.example'],
  );
  assert.deepEqual(read?.leftOver, ['not b@x.example']);
});

test('a name that is typed is judged as one in a file', () => {
  const notesOf = (text: string) => readPastedList(text)?.notes.map(({ code }) => code);
  assert.deepEqual(notesOf('Jos\ufffd Doe <jose@x.example>'), ['names broken']);
  assert.deepEqual(notesOf('NULL <jane@x.example>'), ['no names']);
  assert.deepEqual(notesOf('Jane Doe <jane@x.example>'), []);
});
