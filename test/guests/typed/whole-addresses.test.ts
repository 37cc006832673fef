import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAddress } from '../../../src/guests/text/address.ts';
import { readAll } from '../read-all.ts';
import { readTypedLine } from './read-typed.ts';

/** Mailboxes as Exchange writes them, and addresses with signs that part others. */
const whole = [
  'IMCEAEX-_o=ExchangeLabs_ou=Group+20+28FYDIBOHF23SPDLT+29_cn=Recipients_cn=1234-jane@fabrikam.example',
  'imceaex-_O=LABS_CN=RECIPIENTS_CN=JANE@fabrikam.example',
  '/o=ExchangeLabs/ou=Group/cn=Recipients/cn=1234abcd-jane@x.example',
  '/cn=Recipients/cn=jane@x.example',
  'jane+tag/x=y@x.example',
  'jane/fabrikam@x.example',
  'j=doe@x.example',
  'bounce=jane@x.example',
];
for (const address of whole) {
  test(`no part of an address is invited: ${address}`, async () => {
    const typed = readTypedLine(`invite ${address}, bob@y.example`).partners;
    assert.deepEqual(
      typed.map((row) => row.address),
      [address, 'bob@y.example'],
    );
    assert.equal(readAddress(address).ok, false);
    const { rows } = await readAll(`email,name\n${address},Jane Doe\nbob@y.example,Bob Roe\n`);
    assert.equal(rows[0]?.address, address);
  });
}

test('the mailbox of Exchange that a person types with its spaces is not invited in part', () => {
  const { partners } = readTypedLine(
    '/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=12-jane@x.example',
  );
  assert.deepEqual(
    partners.map(({ address }) => address),
    ['/cn=Recipients/cn=12-jane@x.example'],
  );
});

test('a mailbox of Exchange is said to be one, in each of its forms', () => {
  for (const address of whole.slice(0, 4)) {
    const read = readAddress(address);
    assert.deepEqual(!read.ok && [read.reason.code, read.reason.values?.kind], [
      'address malformed',
      'exchange',
    ]);
  }
});

for (const text of [
  'a@x.example /b@x.example',
  'a@x.example/ b@x.example',
  'a@x.example / b@x.example',
  'a@x.example/b@x.example',
  'a@x.example =b@x.example',
  'Ann:a@x.example /b@x.example',
  'email=a@x.example, mail/b@x.example',
]) {
  test(`signs between two addresses are no part of them: ${text}`, () => {
    assert.deepEqual(
      readTypedLine(text).partners.map(({ address }) => address),
      ['a@x.example', 'b@x.example'],
    );
  });
}
