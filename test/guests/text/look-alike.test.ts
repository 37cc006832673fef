import assert from 'node:assert/strict';
import { test } from 'node:test';
import { domainToASCII } from 'node:url';
import { mixesScripts } from '../../../src/guests/rows/mixed-scripts.ts';
import { nearDomains } from '../../../src/guests/text/look-alike.ts';

const known = [
  'fabrikam.example',
  'northwind.example',
  'hp.example',
  '3m.example',
  'b\u00fccher.example',
  domainToASCII('m\u00fcnchner-r\u00fcck.example'),
];
const near = async (domain: string) => (await nearDomains([domain], known)).get(domain);

const alike: [what: string, domain: string, known: string][] = [
  ['letters that look the same', 'fabrikarn.example', 'fabrikam.example'],
  ['a digit for a letter', 'n0rthwind.example', 'northwind.example'],
  ['a letter left out', 'fabrkam.example', 'fabrikam.example'],
  ['a letter too many', 'fabriikam.example', 'fabrikam.example'],
  ['another letter', 'fabrikom.example', 'fabrikam.example'],
  ['two letters swapped', 'farbikam.example', 'fabrikam.example'],
  ['a hyphen', 'north-wind.example', 'northwind.example'],
  ['the known domain before another', 'fabrikam.example.evil.example', 'fabrikam.example'],
  ['the known domain in the middle', 'login.fabrikam.example.evil.example', 'fabrikam.example'],
  ['hyphens for dots', 'fabrikam-example.com', 'fabrikam.example'],
  ['hyphens for dots, and words around them', 'my-fabrikam-example-login.com', 'fabrikam.example'],
  ['hyphens for dots in a subdomain', 'fabrikam-example.evil.com', 'fabrikam.example'],
  ['letters that look the same before another', 'fabrikarn.example.evil.com', 'fabrikam.example'],
  ['a digit, and hyphens for dots', 'n0rthwind-example.com', 'northwind.example'],
  [
    'a Cyrillic letter before another',
    domainToASCII('f\u0430brikam.example.evil.com'),
    'fabrikam.example',
  ],
  ['digits for several letters', 'f4br1k4m.example', 'fabrikam.example'],
  ['digits for several letters before another', 'n0r7hw1nd.example.evil.com', 'northwind.example'],
  [
    'several letters of another kind',
    domainToASCII('f\u0251br\u0131k\u0251m.example'),
    'fabrikam.example',
  ],
  ['letters with strokes', domainToASCII('n\u00f8r\u0167hwin\u0111.example'), 'northwind.example'],
  [
    'a Cyrillic letter, and hyphens for dots',
    domainToASCII('f\u0430brikam-example.com'),
    'fabrikam.example',
  ],
  [
    'a known domain in other letters before another',
    domainToASCII('m\u00fcnchner-r\u00fcck.example.evil.com'),
    domainToASCII('m\u00fcnchner-r\u00fcck.example'),
  ],
  ['no sign for the dot', 'fabrikamexample.com', 'fabrikam.example'],
  ['no sign for the dot in a subdomain', 'fabrikamexample.evil.com', 'fabrikam.example'],
  ['no sign for the dot, and words around it', 'login-fabrikamexample-com.net', 'fabrikam.example'],
  ['no sign for the dot, and a digit', 'n0rthwindexample.com', 'northwind.example'],
  ['words after a hyphen', 'fabrikam.example-login.net', 'fabrikam.example'],
  ['words before and after', 'login.fabrikam.example-secure.net', 'fabrikam.example'],
  ['other letters, and words after a hyphen', 'n0rthwind.example-login.net', 'northwind.example'],
  [
    'a hyphen of its own, and words after another',
    domainToASCII('m\u00fcnchner-r\u00fcck.example-login.net'),
    domainToASCII('m\u00fcnchner-r\u00fcck.example'),
  ],
  ['many labels before it', 'a.b.c.d.e.f.g.h.i.j.k.fabrikam.example.evil.com', 'fabrikam.example'],
  [
    'many labels around it',
    `${'a.'.repeat(50)}fabrikam.example.${'b.'.repeat(50)}com`,
    'fabrikam.example',
  ],
  [
    'many hyphens around it',
    `${'a-'.repeat(20)}fabrikam-example${'-b'.repeat(9)}.com`,
    'fabrikam.example',
  ],
  ['a Cyrillic letter', domainToASCII('f\u0430brikam.example'), 'fabrikam.example'],
];
for (const [what, domain, other] of alike) {
  test(`people take a domain for a known one: ${what}`, async () =>
    assert.equal(await near(domain), other));
}

for (const domain of [
  'fabrikam.example',
  'mail.fabrikam.example',
  'mail.north-wind-x.fabrikam.example',
  'example-fabrikam.com',
  'mail-x.fabrikam.example',
  'fabrikam.north-example.com',
  'fabrikam-group.nl',
  'fabrikam.nl',
  'adatum.example',
  'hq.example',
  'abrikamo.example',
  'hpexample.com',
  'fabrikamexamples.com',
  'em.example',
]) {
  test(`a domain is no look-alike: ${domain}`, async () =>
    assert.equal(await near(domain), undefined));
}

test('a name with one foreign letter mixes scripts, a name in one script or in Japanese does not', () => {
  const mixes = (domain: string) => mixesScripts(domainToASCII(domain));
  assert.equal(mixes('f\u0430brikam.example'), true);
  assert.equal(mixes('m\u00fcnchen.example'), false);
  assert.equal(mixes('\u043c\u043e\u0441\u043a\u0432\u0430.example'), false);
  assert.equal(mixes('\u30d1\u30fc\u30c8\u30ca\u30fcabc.example'), false);
  assert.equal(mixes('fabrikam.example'), false);
});
