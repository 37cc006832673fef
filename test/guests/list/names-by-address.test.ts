import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAll } from '../read-all.ts';

const jane = 'jane.doe@fabrikam.example';
const bob = 'bob.roe@northwind.example';
const namesOf = ({ rows }: Awaited<ReturnType<typeof readAll>>) =>
  rows.map(({ displayName }) => displayName);

const headings = `Contact person,Contactpersoon,Ansprechpartner,Interlocuteur,Persona de contacto,Referente,Kontaktperson,Attendees,Gasten
Gäste,Invités,Ospiti,Relatie,Medewerker,Mitarbeiter,Employé,Anställd,担当者`;
for (const heading of headings.split(/[,\n]/)) {
  test(`the addresses show that ${heading} holds the names`, async () => {
    const all = await readAll(`${heading};E-mail;Phone\nJane Doe;${jane};1\nBob Roe;${bob};2\n`);
    assert.deepEqual(namesOf(all), ['Jane Doe', 'Bob Roe']);
  });
}

test('names that no address says are offered, and not read', async () => {
  const all = await readAll(`Ansprechpartner,Email\nMax Power,${jane}\nMax Power,${bob}\n`);
  assert.deepEqual(namesOf(all), [undefined, undefined]);
  assert.equal(all.notes[0]?.code, 'names elsewhere');
});

test('words between two columns of one name are its middle', async () => {
  const all = await readAll(`Jane,van der,Doe,${jane}\nBob,,Roe,${bob}\n`);
  assert.deepEqual(namesOf(all), ['Jane van der Doe', 'Bob Roe']);
});

test('a name that is short for its parts gives way to them', async () => {
  const head = 'Naam;Voornaam;Voorletters;Tussenvoegsel;Achternaam;E-mailadres werk';
  const all = await readAll(
    `${head}\nJ. van Doe;Jane;J.;van;Doe;${jane}\nB. Roe;Bob;B.;;Roe;${bob}\n`,
  );
  assert.deepEqual(namesOf(all), ['Jane van Doe', 'Bob Roe']);
});

test('CC above country codes is no column of copies', async () => {
  const all = await readAll(`Name,Email,CC\nJane Doe,${jane},NL\nBob Roe,${bob},DE\n`);
  assert.deepEqual(
    all.rows.map(({ cc, problems }) => [cc, problems]),
    [
      [undefined, []],
      [undefined, []],
    ],
  );
});

const ends = `Geldig tot,Geldig t/m,Fino al,Gültig bis,Valid until,Toegang tot,Zugang bis,Jusqu'au,Válido hasta,Giltig till,Access end date`;
for (const heading of ends.split(',')) {
  test(`${heading} is the last day`, async () => {
    const all = await readAll(`Naam;E-mail;${heading}\nJane Doe;${jane};2027-01-31\n`);
    assert.equal(all.rows[0]?.until, '2027-01-31');
  });
}
