import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAll } from '../read-all.ts';

const namesIn = ({ rows }: Awaited<ReturnType<typeof readAll>>) =>
  rows.map(({ address, displayName }) => [address, displayName]);
const chosen = ({ notes }: Awaited<ReturnType<typeof readAll>>) =>
  notes.flatMap(({ code, values }) => (code === 'column chosen' ? [values] : []));

test('of two columns of names, the reader takes whole names, and says so', async () => {
  const read = await readAll(
    '"Name","DisplayName","PrimarySmtpAddress"\n"jdoe","Jane Doe","jane@x.example"\n"broe","Bob Roe","bob@y.example"\n',
  );
  assert.deepEqual(namesIn(read), [
    ['jane@x.example', 'Jane Doe'],
    ['bob@y.example', 'Bob Roe'],
  ]);
  assert.deepEqual(chosen(read), [{ column: 'DisplayName', other: 'Name' }]);
  const turned = await readAll('Name,DisplayName,email\nJane Doe,jdoe,jane@x.example\n');
  assert.deepEqual(namesIn(turned), [['jane@x.example', 'Jane Doe']]);
});

test('the name that somebody is called by comes before the one in a passport', async () => {
  for (const [passport, called] of [
    ['Voornaam', 'Roepnaam'],
    ['Vorname', 'Rufname'],
    ['Förnamn', 'Tilltalsnamn'],
  ] as const) {
    const read = await readAll(
      `E-mail;${passport};Achternaam;${called}\njan@x.example;Johannes;Berg;Jan\n`,
    );
    assert.deepEqual(namesIn(read), [['jan@x.example', 'Jan Berg']], called);
    assert.deepEqual(chosen(read), [{ column: called, other: passport }]);
  }
});

test('the columns of attendees come before the columns of buyers', async () => {
  const read = await readAll(
    [
      'Order #,First Name,Surname,Email,Buyer Email,Attendee First Name,Attendee Surname,Attendee Email',
      '1,Carol,Poe,carol@z.example,carol@z.example,Jane,Doe,jane@x.example',
      '2,Carol,Poe,carol@z.example,carol@z.example,Bob,Roe,bob@y.example',
    ].join('\n'),
  );
  assert.deepEqual(namesIn(read), [
    ['jane@x.example', 'Jane Doe'],
    ['bob@y.example', 'Bob Roe'],
  ]);
  assert.equal(chosen(read).length, 3);
  assert.ok(
    read.notes.some(({ code, values }) => code === 'other addresses' && values.column === 'Email'),
  );
});

test('two columns of addresses stay refused when nothing shows which is meant', async () => {
  const read = await readAll('Email,E-mail address,Name\na@x.example,b@y.example,Jane Doe\n');
  assert.equal(read.refused?.code, 'duplicate column');
});

test('the reader counts rows, not the cells of a name', async () => {
  const read = await readAll(
    'Email,First Name,Last Name\njane@x.example,Jane,NULL\ncleo@y.example,-,-\n',
  );
  const note = read.notes.find(({ code }) => code === 'no names');
  assert.deepEqual([note?.values.count, note?.values.lines], [2, '2, 3']);
  const marked = await readAll('email,role,invite?\njane@x.example,Organizer,maybe\n');
  assert.equal(marked.notes.find(({ code }) => code === 'rows marked')?.values.count, 1);
});

test('a blank heading, or a sign, among the others keeps its column', async () => {
  for (const [heading, cell] of [
    ['#', '1'],
    ['', 'Fabrikam'],
  ]) {
    const read = await readAll(
      `${heading},Name,Email\n${cell},Jane Doe,jane@x.example\n${cell},Bob Roe,bob@y.example\n`,
    );
    assert.deepEqual(namesIn(read), [
      ['jane@x.example', 'Jane Doe'],
      ['bob@y.example', 'Bob Roe'],
    ]);
    assert.deepEqual(
      read.rows.flatMap(({ problems }) => problems),
      [],
    );
  }
});

test('the bot does not invite the addresses of hosts, approvers and respondents', async () => {
  for (const [other, meant] of [
    ['Host Email', 'Attendee Email'],
    ['Approver email', 'Email'],
    ['Agent Email', 'Email'],
    ['opened_by.email', 'requested_for.email'],
  ] as const) {
    const read = await readAll(
      `${other},Name,${meant}\nalex@w.example,Jane Doe,jane@x.example\nalex@w.example,Bob Roe,bob@y.example\n`,
    );
    assert.deepEqual(
      read.rows.map(({ address }) => address),
      ['jane@x.example', 'bob@y.example'],
      other,
    );
    const note = read.notes.find(({ code }) => code === 'other addresses');
    assert.equal(note?.values.column, other);
  }
});

test('addresses of somebody else alone are not the partners’', async () => {
  for (const heading of [
    'Manager Email',
    'Owner mail',
    'Mail of sponsor',
    'Created by email',
    'Host email address',
    'Parent Email',
  ]) {
    const read = await readAll(`Name,${heading}\nJane Doe,max@x.example\nBob Roe,max@x.example\n`);
    assert.equal(read.refused?.code, 'no address column', heading);
    assert.equal(read.refused?.values.nearest, heading);
  }
  const asked = await readAll('Requester e-mail,Guest\nalex@w.example,Jane Doe\n');
  assert.equal(asked.refused?.values.nearest, 'Requester e-mail');
  const tickets = await readAll('Requester email,Subject\njane@x.example,Access please\n');
  assert.deepEqual(namesIn(tickets), [['jane@x.example', undefined]]);
  const partners = await readAll('Partner manager email,Name\njane@x.example,Jane Doe\n');
  assert.deepEqual(namesIn(partners), [['jane@x.example', 'Jane Doe']]);
});

test('a letter is no list', async () => {
  const letter =
    'Hello,\nplease invite jane@x.example and bob@y.example.\nRegards, Alex (alex@w.example)\n';
  assert.equal((await readAll(letter)).refused?.code, 'not csv');
});

test('a name that only some are called by is not taken', async () => {
  const read = await readAll(
    'Voornaam;Roepnaam;Achternaam;E-mail\nJohannes;Jan;Berg;jan@x.example\nElisabeth;;Roe;liz@y.example\n',
  );
  assert.deepEqual(namesIn(read), [
    ['jan@x.example', 'Johannes Berg'],
    ['liz@y.example', 'Elisabeth Roe'],
  ]);
});

test('a note names a column of whole names beside a Name of companies', async () => {
  const { notes } = await readAll(
    'Name,Contact,Email\nFabrikam BV,Jane Doe,jane@x.example\nNorthwind,Bob Roe,bob@y.example\n',
  );
  const note = notes.find(({ code }) => code === 'names elsewhere');
  assert.equal(note?.values.column, 'Contact');
});

test('a note names a column of names that the addresses show, beside one of companies', async () => {
  const list =
    'Naam;Contactpersoon;E-mail\nFabrikam B.V.;Jane Doe;jane@x.example\nNorth Wind;Bob Roe;bob@y.example\n';
  const { notes } = await readAll(list);
  const found = notes.find(({ code }) => code === 'names elsewhere');
  assert.equal(found?.values.column, 'Contactpersoon');
});

for (const heading of ['E-Mail Gastgeber', 'Courriel du responsable', 'Email del jefe']) {
  test(`the column ${heading} is somebody else's`, async () => {
    const list = `Name,E-Mail,${heading}\nJane Doe,jane@x.example,max@x.example\nBob Roe,bob@y.example,max@x.example\n`;
    const { rows, notes } = await readAll(list);
    assert.deepEqual(
      rows.map(({ address }) => address),
      ['jane@x.example', 'bob@y.example'],
    );
    assert.equal(notes[0]?.code, 'other addresses');
  });
}
