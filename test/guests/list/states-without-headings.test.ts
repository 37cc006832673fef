import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markOfTitle } from '../../../src/guests/marks/marked-titles.ts';
import { tickedApart } from '../../../src/guests/meant/doubts.ts';
import { readAll } from '../read-all.ts';
import { readTypedLine } from '../typed/read-typed.ts';
import { known } from '../typed/typed-lines.ts';

test('states without a heading are nobody\u2019s names', async () => {
  for (const [first, second] of [
    ['Declined', 'Accepted'],
    ['Afgemeld', 'Aangemeld'],
    ['Abgesagt', 'Zugesagt'],
    ['Declined', ''],
  ] as const) {
    const { rows, notes } = await readAll(`jane@x.example;${first}\nbob@x.example;${second}\n`);
    assert.deepEqual(
      rows.map(({ displayName }) => displayName),
      [undefined, undefined],
    );
    const marked = notes.find(({ code }) => code === 'rows marked');
    assert.match(String(marked?.values.text), /^jane@x\.example/, first);
  }
});

test('a state in the place of a name is nobody, unless the address says it', async () => {
  const { rows } = await readAll(
    'email,name\njane@x.example,Declined\nbob@x.example,Bob Roe\nrip@x.example,Rip\n',
  );
  assert.deepEqual(
    rows.map(({ problems }) => problems.map(({ code }) => code)),
    [['name of nobody'], [], []],
  );
});

const against = `Declined guests|Declined 2026|Declined_2026|1. Declined|Declined - May|Afmeldingen|Afgemelde gasten|Cancellations|Absagen|Abgemeldete Teilnehmer
Annulations|Leavers|Cancelled registrations|Abgesagte|Bajas|Invités annulés`;
for (const title of against.split(/[|\n]/).slice(0, -1)) {
  test(`a sheet or a part of a list called ${title} may hold people who are not meant`, () => {
    assert.notEqual(markOfTitle(title), 'none');
  });
}
for (const title of [
  'Guests',
  'Left Bank',
  'Old Street',
  'Confirmed guests',
  'Outlook',
  'Sheet1',
]) {
  test(`a sheet called ${title} holds guests`, () => assert.equal(markOfTitle(title), 'none'));
}

test('CC in a column is asked about, unless the column is one of countries or codes', async () => {
  for (const [heading, cell, isAsked] of [
    ['Type', 'CC', true],
    ['Recipient', 'Bcc', true],
    ['Country', 'CC', false],
    ['Country code', 'CC', false],
  ] as const) {
    const { notes } = await readAll(`email,${heading}\njane@x.example,${cell}\nbob@x.example,To\n`);
    assert.equal(
      notes.some(({ code }) => code === 'rows marked'),
      isAsked,
      heading,
    );
  }
});

const named = (text: string) =>
  readTypedLine(text, known).partners.map(({ displayName }) => displayName);

test('a word behind the family belongs to a name that stands turned round', () => {
  for (const [text, name] of [
    ['Doe jr., John john@x.example', 'Doe jr., John'],
    ['Doe Jr., John, john@x.example', 'Doe Jr., John'],
    ['Doe EXT, Jane jane@x.example', 'Doe EXT, Jane'],
    ['Doe EXT, Jane, jane@x.example', 'Doe EXT, Jane'],
  ] as const) {
    assert.deepEqual(named(text), [name], text);
  }
});

test('a firm behind a comma is said, in every door', async () => {
  const text = 'Ravi Richter, Fabrikam <ravi@x.example>';
  for (const { notes } of [
    readTypedLine(text, known),
    await readAll(`email\n"${text}"\n`),
    await readAll('email,name\nravi@x.example,"Ravi Richter, Fabrikam"\n'),
  ]) {
    assert.deepEqual(
      notes.map(({ code }) => code),
      ['names odd'],
    );
  }
});

test('a firm on the line of a form is left over alone, and nobody is asked about', () => {
  const row = (given: string, family: string, firm: string, address: string) =>
    `First name: ${given} Last name: ${family} Company: ${firm} E-mail: ${address}`;
  const { partners, leftOver, notes } = readTypedLine(
    `${row('Jane', 'Doe', 'Fabrikam BV', 'jane@x.example')}\n${row('Bob', 'Roe', 'Northwind', 'bob@x.example')}`,
    known,
  );
  assert.deepEqual(
    partners.map(({ displayName }) => displayName),
    ['Jane Doe', 'Bob Roe'],
  );
  assert.deepEqual([leftOver, notes], [['Company', 'Fabrikam BV', 'Company', 'Northwind'], []]);
});

test('a row with CC among others is asked about', () => {
  for (const rows of [
    'Jane Doe\tCC\tjane@x.example\nBob Roe\tTo\tbob@x.example',
    'Jane Doe\tjane@x.example\tCC\nBob Roe\tbob@x.example\tTo',
  ]) {
    const { notes } = readTypedLine(rows, known);
    const [asked] = notes.filter(({ code }) => code === 'perhaps not meant');
    assert.match(String(asked?.values.words), /^Jane Doe/);
  }
});

test('rows that say no are asked about beside rows with CC', () => {
  const rows = ['Jane\tCC\tyes\tjane@x.example', 'Bob\tTo\tno\tbob@x.example'];
  assert.deepEqual(
    tickedApart([...rows, 'Ann\tTo\tyes\tann@x.example']),
    rows.map((row) => row.replaceAll('\t', ' ')),
  );
});

test('a state between two dashes takes a person back behind a verb too', () => {
  const { partners } = readTypedLine('invite Jane Doe - declined - jane@x.example to atlas', known);
  assert.deepEqual(partners, []);
});
