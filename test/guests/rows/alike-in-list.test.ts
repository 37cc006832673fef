import assert from 'node:assert/strict';
import { test } from 'node:test';
import { domainToASCII } from 'node:url';
import { alikeInList } from '../../../src/guests/rows/alike-in-list.ts';

const pairs: [what: string, one: string, other: string][] = [
  ['a digit for a letter', 'contoso-partner.example', 'contos0-partner.example'],
  ['letters that look the same', 'fabrikam.example', 'fabrikarn.example'],
  ['a Cyrillic letter', 'adventure.example', domainToASCII('\u0430dventure.example')],
  ['one letter more', 'contoso-partner.example', 'contosso-partner.example'],
  ['two letters swapped', 'northwind.example', 'nortwhind.example'],
  ['a hyphen', 'north-wind.example', 'northwind.example'],
  ['one inside the other', 'contoso.example', 'contoso.example-login.net'],
];
for (const [what, one, other] of pairs) {
  test(`two new domains of a list flag each other: ${what}`, async () => {
    const expected = new Map([
      [one, other],
      [other, one],
    ]);
    for (const list of [
      [one, 'adatum.example', other],
      [other, one, one],
    ])
      assert.deepEqual(new Map(await alikeInList(list)), expected);
  });
}

test('names that are numbered, short, or honestly different flag nobody', async () => {
  const honest = [
    ...Array.from({ length: 300 }, (_, n) => `company${n}.example`),
    ...Array.from({ length: 300 }, (_, n) => `partner-${n}.test`),
    ...['ab.example', 'ad.example', 'basf.example', 'bask.example', 'wingate.example'],
    ...['windate.example', 'fabrikam.example', 'mail.fabrikam.example', 'fabrikam.nl'],
    ...['fr.northwind.example', 'br.northwind.example', 'partner.example', 'partners.example'],
  ];
  assert.deepEqual(new Map(await alikeInList(honest)), new Map());
});
