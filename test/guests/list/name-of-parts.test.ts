import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAll } from '../read-all.ts';

const read = [
  ['Naam;Initialen', 'Doe;J.M.', 'J.M. Doe', []],
  ['Naam;Voorl.', 'Doe;J.M.', 'J.M. Doe', []],
  ['Naam;Tussenvoegsel', 'Doe;van der', 'van der Doe', []],
  ['Naam;Voorvoegsel;Voorletters', 'Doe;van der;J.M.', 'J.M. van der Doe', []],
  ['Name;Middle name', 'Jane Doe;Ann', 'Jane Ann Doe', []],
  ['Name;Second surname', 'Jane Doe;Poe', 'Jane Doe Poe', []],
  ['Display name;Last name', 'Jane;Doe', 'Jane Doe', []],
  ['Display name;Given name', 'Doe;Jane', 'Jane Doe', ['names odd']],
  ['Display name;First;Last', 'Jane Doe;Jane;Doe', 'Jane Doe', []],
  ['Display name;First;Middle;Last', 'Jane Doe;Jane;Ann;Doe', 'Jane Doe', []],
  ['Display name;First;Last', 'Bob Roe;Robert;Roe', 'Bob Roe', []],
  ['Display name;First;Last', 'jdoe;Jane;Doe', 'Jane Doe', []],
  ['Display name;First;Last', 'Max Power;Jane;Doe', 'Max Power', ['names odd']],
  ['Display name;First;Last', '王小明;Xiaoming;Wang', '王小明', []],
  ['Name;First name', 'Doe, J.;Jane', 'Jane Doe', []],
  ['Name;First name', 'J. Doe;Jane', 'Jane Doe', []],
  ['Name;First name', 'Dr. Doe;Jane', 'Dr. Jane Doe', []],
  ['Naam;Roepnaam', 'J.M. van der Doe;Jane', 'Jane van der Doe', []],
  ['Roepnaam;Voorvoegsels;Geslachtsnaam', 'Jane;van der;Doe', 'Jane van der Doe', []],
  ['First name;Surname prefix;Surname', 'Jane;van der;Doe', 'Jane van der Doe', []],
] as const;

for (const [header, cells, name, notes] of read) {
  test(`a whole name and its parts make one name: ${header} ${cells}`, async () => {
    const list = await readAll(`${header};E-mail\n${cells};jane@fabrikam.example\n`);
    assert.equal(list.rows[0]?.displayName, name);
    assert.deepEqual(
      list.notes.map(({ code }) => code),
      notes,
    );
  });
}
