import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPastedList } from '../../../src/guests/list/pasted-list.ts';

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
    [['j@x.example', 'Doe, Jane'], ['b@x.example', 'Bob'], ['c@x.example']],
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
    const rows = readPastedList(text);
    assert.deepEqual(
      rows?.map(({ address, displayName }) =>
        displayName === undefined ? [address] : [address, displayName],
      ),
      who,
    );
    assert.deepEqual(
      rows?.map(({ line, cells }) => [line, cells.length]),
      who.map((_, index) => [index + 1, 10]),
    );
  });
}

const talk = [
  '',
  'hello there',
  'please ask jane@x.example',
  'please ask jane@x.example to call me',
  'can you invite jane@x.example, bob@y.example please?',
  'hi team, mail bob@x.example, thanks',
  'email\tname',
];
for (const text of talk) {
  test(`${JSON.stringify(text)} is no list`, () => {
    assert.equal(readPastedList(text), undefined);
  });
}
