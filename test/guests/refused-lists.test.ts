import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readAll } from './read-all.ts';

const many = 'e@b.example,Bob\n'.repeat(10_000);
const refusals: [what: string, file: string | Uint8Array, code: string, values?: object][] = [
  ['nothing', '', 'empty'],
  ['blank lines', '\r\n \n\n', 'empty'],
  ['headings alone', 'email,name\n', 'empty'],
  ['headings over empty cells', 'email,name\n,\n , \n', 'empty'],
  ['a workbook', Buffer.from('PK\x03\x04\x14\0\x06\0[Content_Types].xml'), 'xlsx'],
  ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'xlsx'],
  ['a zip', Buffer.from('PK\x03\x04\x14\0\0\0partners.csv'), 'zip'],
  ['a gzip', gzipSync('email\na@b.example\n'), 'gzip'],
  ['a PDF', Buffer.from('%PDF-1.7\n'), 'not csv', { kind: 'pdf' }],
  ['JSON', '[{"email":"a@b.example"}]', 'not csv', { kind: 'json' }],
  ['a web page', '<html><body>email</body></html>', 'not csv', { kind: 'page' }],
  ['LDIF', 'dn: cn=Jane\nmail: a@b.example\n', 'not csv', { kind: 'directory' }],
  [
    'a calendar entry',
    'BEGIN:VCALENDAR\nATTENDEE:mailto:a@b.example\n',
    'not csv',
    { kind: 'calendar' },
  ],
  [
    'a mail',
    'Return-Path: <a@b.example>\nFrom: A <a@b.example>\nTo: c@d.example\nSubject: x\n\nHi\n',
    'not csv',
    { kind: 'mail' },
  ],
  ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'not csv', { kind: 'picture' }],
  ['control characters', 'email\x01\na@b.example\n', 'not csv'],
  ['a NUL late', `email\n${many.repeat(2)}\0`, 'nul bytes'],
  ['no address', 'name,phone\nJane,1\n', 'no address column', { nearest: '' }],
  ['a slip', 'Emial;Naam\n;x\n', 'no address column', { nearest: 'Emial' }],
  [
    'two addresses',
    'Email,Name,E-mailadres\na@b.example,x,c@d.example\n',
    'duplicate column',
    { column: 'E-mailadres', other: 'Email' },
  ],
  [
    'two columns of addresses, and no heading that says which one counts',
    'Work email,Personal email,Home email\na@b.example,c@d.example,e@f.example\n',
    'two address columns',
    { column: 'Personal email', other: 'Work email' },
  ],
  [
    'Format-List',
    'DisplayName : Jane\nMail        : a@b.example\nManager : c@b.example\n',
    'vertical list',
  ],
  [
    'fields and values',
    'Field;Value\nName;Jane\nEmail;a@b.example\nManager;c@b.example\n',
    'vertical list',
  ],
  [
    'YAML',
    '- name: Jane\n  email: a@b.example\n- name: Bob\n  email: c@b.example\n',
    'vertical list',
  ],
  ['10,000 columns', `email${',x'.repeat(10_000)}\n`, 'too many columns', { limit: 256 }],
  [
    'a quote left open over many lines that are no rows',
    `email,name\na@b.example,x\nc@d.example,"Jane\n${'and more\n'.repeat(2000)}`,
    'unterminated quote',
    { line: 3 },
  ],
  [
    'one long field',
    `email,name\na@b.example,x\nc@d.example,${'x'.repeat(1_000_000)}\n`,
    'record too long',
    { line: 3 },
  ],
];
for (const [what, file, code, values] of refusals) {
  test(`the reader refuses a file of ${what}: ${code}`, async () => {
    const { refused } = await readAll(file);
    assert.equal(refused?.code, code);
    if (values !== undefined) assert.deepEqual(refused?.values, values);
  });
}

test('the reader takes as many rows as the limit and no more, and blank lines do not count', async () => {
  const rows = (count: number) => `email\n${'a@b.example\n\n'.repeat(count)}`;
  const atLimit = await readAll(rows(5), { maxRows: 5 });
  assert.equal(atLimit.refused, undefined);
  assert.equal(atLimit.rows.length, 5);
  const { refused } = await readAll(rows(6), { maxRows: 5 });
  assert.deepEqual([refused?.code, refused?.values], ['too many rows', { limit: 5 }]);
});

/** An endless source of bytes. `taken`: how many the reader took. `released`: it stopped the source. */
function endless(header: string, row: string) {
  const source = { taken: 0, released: false, bytes: give() };
  async function* give(): AsyncGenerator<Uint8Array> {
    try {
      yield Buffer.from(header);
      for (;;) {
        source.taken += row.length;
        yield Buffer.from(row);
      }
    } finally {
      source.released = true;
    }
  }
  return source;
}

test('the reader takes an endless file up to the limit of bytes, and then stops its source', async () => {
  const source = endless('email,name\n', 'a@b.example,x\n'.repeat(100));
  const { refused } = await readAll(source.bytes, { maxBytes: 100_000 });
  assert.deepEqual([refused?.code, refused?.values], ['too large', { limit: 100_000 }]);
  assert.ok(source.taken <= 102_000, String(source.taken));
  assert.ok(source.released);
});

test('the reader also stops the source of an endless file without an address column', async () => {
  const source = endless('name\n', 'x\n'.repeat(1000));
  const { refused } = await readAll(source.bytes);
  assert.equal(refused?.code, 'no address column');
  assert.ok(source.released);
});

test('an error of the source comes through the reader', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('email\na@b.example\n');
    throw new RangeError('the line is dead');
  }
  await assert.rejects(readAll(broken()), RangeError);
});

test('the reader soon refuses a file of nothing but line ends', async () => {
  const all = await readAll(`email,name\n${'\n'.repeat(600_000)}`);
  assert.equal(all.refused?.code, 'too many rows');
});

test('two columns with one heading are told apart by their numbers', async () => {
  const { refused } = await readAll('Email,Name,Email\na@x.example,Jane,b@x.example\n');
  assert.deepEqual(refused?.values, { column: 'Email (3)', other: 'Email (1)' });
});
