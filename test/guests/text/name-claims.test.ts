import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claimOf } from '../../../src/guests/text/name-claims.ts';

const holdAddress = [
  'Jane ceo@contoso.example',
  'ceo\uff20contoso.example',
  'Jane <ceo@contoso.example>',
  'ceo (at) contoso.example',
  'ceo[AT]contoso.example',
];
const sayChecked = [
  'Jane Doe (verified)',
  'Jane Doe [VERIFIED]',
  'Verified: Jane Doe',
  'Jane Doe \u2714',
  'Jane Doe \u2705',
  'Jane Doe \u2013 geverifieerd',
  'Contoso official',
  'Jane Doe (\uff36erified)',
  'Jane Doe (v\u0435rified)',
  'Jane Doe (veri\u034ffied)',
  'Jane Doe (veri\u200dfied)',
  'Jane Doe (veri\ufb01ed)',
  'Contoso-0fficial',
];
const claimNothing = [
  'Jane Doe',
  'Attila (Ati) Kov\u00e1cs',
  'Veri Fiedler',
  'Matt Atwood',
  'Jane Doe (Fabrikam)',
  '',
];

for (const [what, names, claim] of [
  ['an address', holdAddress, 'address'],
  ['that somebody checked the partner', sayChecked, 'verdict'],
  ['nothing', claimNothing, undefined],
] as const) {
  for (const name of names) {
    test(`a name claims ${what}: ${name}`, () => assert.equal(claimOf(name), claim));
  }
}
