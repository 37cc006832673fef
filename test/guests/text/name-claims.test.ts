import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claimOf } from '../../../src/guests/text/name-claims.ts';

for (const name of [
  'Jane ceo@contoso.example',
  'ceo\uff20contoso.example',
  'Jane <ceo@contoso.example>',
  'ceo (at) contoso.example',
  'ceo[AT]contoso.example',
]) {
  test(`a name claims an address: ${name}`, () => assert.equal(claimOf(name), 'address'));
}

for (const name of [
  'Jane Doe (verified)',
  'Jane Doe [VERIFIED]',
  'Verified: Jane Doe',
  'Jane Doe \u2714',
  'Jane Doe \u2705',
  'Jane Doe \u2013 geverifieerd',
  'Contoso official',
  'Jane Doe (\uff36erified)',
]) {
  test(`a name claims that somebody checked the partner: ${name}`, () =>
    assert.equal(claimOf(name), 'verdict'));
}

for (const name of [
  'Jane Doe',
  'Attila (Ati) Kov\u00e1cs',
  'Veri Fiedler',
  'Matt Atwood',
  'Jane Doe (Fabrikam)',
  '',
]) {
  test(`a name claims nothing: ${name}`, () => assert.equal(claimOf(name), undefined));
}
