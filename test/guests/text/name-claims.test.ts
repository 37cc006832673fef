import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claimOf } from '../../../src/guests/text/name-claims.ts';

const holdAddress = [
  'Jane ceo@contoso.example',
  'ceo\uff20contoso.example',
  'Jane <ceo@contoso.example>',
  'ceo (at) contoso.example',
  'ceo[AT]contoso.example',
  'ceo(a)contoso.example',
  'ceo at contoso dot example (Jane)',
  'Jane (contoso.example)',
  'Jane [login.contoso.de]',
  'Jane Doe contoso.com',
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
  'Jane Doe v3r1f1ed',
  'Jane Doe (v e r i f i e d)',
  'Jane Doe v.e.r.i.f.i.e.d',
  'Jane_Doe_verified',
  'Jane Doe (certified)',
  'Jane Doe \u2013 gecontroleerd',
  'Jane Doe (\u24e5\u24d4\u24e1\u24d8\u24d5\u24d8\u24d4\u24d3)',
  'Jane Doe \u200f(verified)\u200f',
  'Ana (verificada)',
  'Jan (zweryfikowany)',
  'Jana (ov\u011b\u0159eno)',
  'Ay\u015fe (do\u011fruland\u0131)',
  '\u0418\u0432\u0430\u043d (\u041f\u0420\u041e\u0412\u0415\u0420\u0415\u041d\u041e)',
  '\u738b\u5c0f\u660e\uff08\u5df2\u9a8c\u8bc1\uff09',
  '\u7530\u4e2d\uff08\u8a8d\u8a3c\u6e08\u307f\uff09',
  '\uae40\ubbfc\uc900 (\uc778\uc99d\ub428)',
  'Lan (\u0111\u00e3 x\u00e1c minh)',
  '\u0639\u0644\u064a (\u0645\u0648\u062b\u0642)',
  'Lars (bekr\u00e6ftet)',
];
const claimNothing = [
  'Jane Doe',
  'Attila (Ati) Kov\u00e1cs',
  'Veri Fiedler',
  'Matt Atwood',
  'Jane Doe (Fabrikam)',
  'J. R. R. Tolkien',
  'A. B. C. D. E. Visser',
  'Matt at Fabrikam',
  'jan.de vries',
  'Dr.Jane Doe',
  'jane.doe',
  'Jane Doe (A)',
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
