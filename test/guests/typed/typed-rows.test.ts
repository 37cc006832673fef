import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMeant } from '../meant/read-meant.ts';
import { readTypedLine } from './read-typed.ts';

/** Rows with cells that are no name and no address, whom they invite, and whom they take back. */
const rows: readonly [text: string, people: string, unmeant?: string][] = [
  ['Jane\tsales\tjane@x\nBob\tsales\tbob@y', 'jane@x bob@y'],
  ['Jane Doe\tSales\tjane@x\nBob Roe\tFinance\tbob@y', 'jane@x bob@y'],
  ['jane@x\tsales\tJane Doe\nbob@y\tfinance\tBob Roe', 'jane@x bob@y'],
  ['Jane Doe\tDeclined\tjane@x\nBob Roe\tAccepted\tbob@y', 'bob@y', 'jane@x'],
  ['Declined\tJane Doe\tjane@x\nAccepted\tBob Roe\tbob@y', 'bob@y', 'jane@x'],
  ['Jane Doe\tdo not invite\tjane@x\nBob Roe\tok\tbob@y', 'bob@y', 'jane@x'],
  ['Jane Doe\tOrganizer\tjane@x\nBob Roe\tAttendee\tbob@y', 'bob@y', 'jane@x'],
  ['Jane Doe, cancelled, jane@x\nBob Roe, ok, bob@y', 'bob@y', 'jane@x'],
  ['Jane Doe\tNO\tjane@x\nBob Roe\tSE\tbob@y', 'jane@x bob@y'],
  ['Jane Doe\tNO\tjane@x\nBob Roe\tYES\tbob@y', 'bob@y', 'jane@x'],
  ['Jane\tOld\tjane.old@x\nBob\tRoe\tbob@y', 'jane.old@x bob@y'],
  ['Jane Doe, do not invite, jane@x\nBob Roe, ok, bob@y', 'bob@y', 'jane@x'],
  ['Jane Doe, Declined, jane@x', '', 'jane@x'],
  ['No, Jane Doe, jane@x', 'jane@x'],
  ['Hi, the old ones were cancelled, so invite jane@x', 'jane@x'],
  ['invite Jane, no mail needed, jane@x', 'jane@x'],
  ['bob@y, cancelled, jane@x', 'jane@x', 'bob@y'],
];
for (const [text, people, unmeant] of rows) {
  test(`the cells of a typed row say something of its partner: ${JSON.stringify(text)}`, () => {
    const read = readMeant(text);
    assert.equal(read.people.join(' '), people);
    if (unmeant !== undefined) assert.ok(read.left.includes(unmeant));
  });
}

test('a denial inside a sentence with commas takes nobody back', () => {
  assert.ok(readMeant('Alex, as discussed, do not wait, invite jane@x').people.includes('jane@x'));
});

test('a cell of a row that the reader does not use is said', () => {
  const { leftOver } = readTypedLine('Jane Doe\tSales\tjane@x.example');
  assert.deepEqual(leftOver, ['Sales']);
});

for (const text of [
  'First name: Max Last name: Power Email: max@x.example',
  'First name: Max\nLast name: Power\nEmail: max@x.example',
  'First name: Max, Last name: Power, Email: max@x.example',
  'Voornaam: Max Achternaam: Power E-mail: max@x.example',
  'Vorname: Max | Nachname: Power | E-Mail: max@x.example',
  'Last name: Power; First name: Max; Email: max@x.example',
  'Email: max@x.example First name: Max Last name: Power',
  'Email: max@x.example\nFirst name: Max\nLast name: Power',
  'Name: Max Power Email: max@x.example',
  'First name=Max Last name=Power Email=max@x.example',
  'First name: Max Last name: Power max@x.example',
  'First name: Max Last name: Power <max@x.example>',
  'Nome: Max Cognome: Power max@x.example',
  'Nom: Power Prénom: Max max@x.example',
]) {
  test(`labels of a name and of its parts make one name: ${JSON.stringify(text)}`, () => {
    const { partners, notes } = readTypedLine(text);
    assert.deepEqual(
      partners.map(({ address, displayName }) => [address, displayName]),
      [['max@x.example', 'Max Power']],
    );
    assert.deepEqual(notes, []);
  });
}

for (const text of [
  'To Jane jane@x.example',
  'An Jane jane@x.example',
  'To Jane Doe jane@x.example',
])
  test(`a preposition that is perhaps no name is said: ${text}`, () => {
    assert.deepEqual(
      readTypedLine(text).notes.map(({ code }) => code),
      ['names odd'],
    );
  });

for (const text of ['To Nguyen to.nguyen@x.example', 'An Peeters apeeters@x.example'])
  test(`a name like a preposition gets no remark: ${text}`, () => {
    assert.deepEqual(readTypedLine(text).notes, []);
  });
