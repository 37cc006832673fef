import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readAddress } from '../../../src/guests/text/address.ts';

const good: [written: string, address: string, shown?: string][] = [
  ['jane@fabrikam.com', 'jane@fabrikam.com'],
  ['  Jane.Doe@Fabrikam.COM ', 'jane.doe@fabrikam.com'],
  ['<jane@fabrikam.com>', 'jane@fabrikam.com'],
  ['mailto:jane@fabrikam.com', 'jane@fabrikam.com'],
  ['\u200bjane@fabrikam.com\ufeff', 'jane@fabrikam.com'],
  ['_jane_@fabrikam.co.uk', '_jane_@fabrikam.co.uk'],
  ["o'brien@fabrikam.com", "o'brien@fabrikam.com"],
  ['jane@BÜCHER.example', 'jane@xn--bcher-kva.example', 'jane@bücher.example'],
  ['jane@bu\u0308cher.example', 'jane@xn--bcher-kva.example', 'jane@bücher.example'],
  ['jane@xn--bcher-kva.example', 'jane@xn--bcher-kva.example', 'jane@bücher.example'],
];
for (const [written, address, shown = address] of good) {
  test(`the reader reads ${JSON.stringify(written)} as ${address}`, () => {
    const domain = address.slice(address.indexOf('@') + 1);
    assert.deepEqual(readAddress(written), { ok: true, address, domain, shown });
  });
}

const bad: [written: string, code: string, characters?: string][] = [
  ['', 'address missing'],
  ['   ', 'address missing'],
  ['jane', 'address malformed'],
  ['@fabrikam.com', 'address malformed'],
  ['jane@', 'address malformed'],
  ['jane@fabrikam', 'address malformed'],
  ['jane@fabrikam..com', 'address malformed'],
  ['jane@-fabrikam.com', 'address malformed'],
  ['jane@127.0.0.1', 'address malformed'],
  ['jane@fabrikam%2ecom', 'address malformed'],
  ['jane@b@fabrikam.com', 'address malformed'],
  ['jane doe@fabrikam.com', 'address malformed'],
  ['.jane@fabrikam.com', 'address malformed'],
  ['jane.@fabrikam.com', 'address malformed'],
  ['-jane@fabrikam.com', 'address malformed'],
  ['ja..ne@fabrikam.com', 'address malformed'],
  [`${'j'.repeat(65)}@fabrikam.com`, 'address malformed'],
  ['jane+x@fabrikam.com', 'address characters', '+'],
  ['ja#n!e#@fabrikam.com', 'address characters', '# !'],
  ['josé@fabrikam.com', 'address characters', 'é'],
  ['ja\u0007ne@fabrikam.com', 'address characters', 'U+0007'],
];
for (const [written, code, characters] of bad) {
  test(`the reader refuses ${JSON.stringify(written)}: ${code}`, () => {
    const read = readAddress(written);
    assert.ok(!read.ok);
    assert.equal(read.reason.code, code);
    assert.equal(read.reason.values?.characters, characters);
  });
}

test('the reader refuses every character that Entra says it refuses', () => {
  for (const character of '~!#$%^&*()+=[]{}\\/|;:"<>?,') {
    const read = readAddress(`ja${character}ne@fabrikam.com`);
    assert.ok(!read.ok && read.reason.code === 'address characters', character);
  }
});

test('the reader answers any text, and reads its own answer as the same address', () => {
  const parts = fc.constantFrom('jane', 'É', '@', '.', '-', 'x', 'bücher', '.com', ' ', '+', '<');
  const texts = fc.oneof(
    fc.string(),
    fc.emailAddress(),
    fc.array(parts).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(texts, (written) => {
      const read = readAddress(written);
      if (read.ok) assert.deepEqual(readAddress(read.address), read);
    }),
  );
});

test('the reason for a long address contains no half of an emoji, which the database would refuse', () => {
  const read = readAddress(`${'a'.repeat(98)}\u{1f600}${'b'.repeat(20)}@fabrikam.com`);
  assert.ok(!read.ok);
  assert.equal(read.reason.values?.address, `${'a'.repeat(98)}\u2026`);
});

test('the name of a guest account is told from an address, with the address in it', () => {
  const read = readAddress('jane_doe_fabrikam.example#EXT#@woodgrove.onmicrosoft.com');
  assert.ok(!read.ok);
  assert.equal(read.reason.values?.probable, 'jane_doe@fabrikam.example');
});
