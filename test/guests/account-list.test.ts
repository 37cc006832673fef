import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { readAccountList } from '../../src/guests/csv/read-account-list.ts';
import { ListRefused } from '../../src/guests/list/list-refused.ts';
import { readAll } from './read-all.ts';

const limits = { maxBytes: 1_000_000, maxRows: 50 };
async function* chunksOf(text: string | Uint8Array, size = 7) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const read = (text: string | Uint8Array) => readAccountList(chunksOf(text), limits);
const corpus = (name: string) => readFile(new URL(`../data/csv/${name}`, import.meta.url));

test("the reader takes accounts to remove from Microsoft's file for bulk deletion, each with its line", async () => {
  const list = await read(await corpus('current-bulk-delete.csv'));
  assert.equal(list?.kind, 'remove');
  assert.deepEqual(
    list.people.map(({ line, said }) => [line, said]),
    [
      [3, 'alain@contoso.com'],
      [4, 'isabella@contoso.com'],
      [5, 'joseph@contoso.com'],
      [6, 'chaya@contoso.com'],
    ],
  );
});

test("the reader takes accounts to restore from Microsoft's file for bulk restoration, by their ids", async () => {
  const list = await read(await corpus('current-bulk-restore.csv'));
  assert.equal(list?.kind, 'restore');
  assert.equal(list.people[0]?.said, '00aa00aa-bb11-cc22-dd33-44ee44ee44ee');
  assert.equal(list.people.length, 3);
});

test('the reader skips the example row and empty rows', async () => {
  const list = await read(
    'version:v1.0\r\nUser name [userPrincipalName] Required\r\nExample: chris@contoso.com\r\n\r\n"jane_x.example#EXT#@c.example"\r\n',
  );
  assert.deepEqual(
    list?.people.map(({ said }) => said),
    ['jane_x.example#EXT#@c.example'],
  );
});

test('any other list is no list of accounts', async () => {
  for (const name of ['current-bulk-invite-header-en.csv', 'legacy-2016-05.csv'])
    assert.equal(await read(await corpus(name)), undefined, name);
  assert.equal(await read(''), undefined);
});

const exports = [
  ['User name [userPrincipalName],Account enabled [accountEnabled]', 'users export file'],
  ['Account enabled [accountEnabled],User name [userPrincipalName] Required', 'users export file'],
  ['Object ID [objectId] Required,Display name [displayName]', 'users export file'],
  ['User name [userPrincipalName] Required,Reason', 'users export file'],
  [
    'Name [displayName] Required,User name [userPrincipalName] Required,Initial password [passwordProfile] Required,Block sign in (Yes/No) [accountEnabled] Required',
    'bulk create file',
  ],
] as const;
for (const [header, code] of exports) {
  test(`a file with other columns beside the accounts removes, restores and invites nobody: ${header}`, async () => {
    const row = header
      .split(',')
      .map((cell) => (/userPrincipal/.test(cell) ? 'j@x.example' : 'TRUE'));
    for (const preamble of ['version:v1.0\r\n', '']) {
      const text = `${preamble}${header}\r\n${row}\r\n`;
      await assert.rejects(
        read(text),
        (error) => error instanceof ListRefused && error.code === code,
      );
      const { refused, rows } = await readAll(new TextEncoder().encode(text), limits);
      assert.equal(refused?.code, code);
      assert.deepEqual(rows, []);
    }
  });
}

test('a row without a heading over its cell changes nothing: Excel adds empty columns', async () => {
  const list = await read(
    'version:v1.0,,\r\nUser name [userPrincipalName] Required,,\r\nj@x.example,,\r\n',
  );
  assert.deepEqual([list?.kind, list?.people.length], ['remove', 1]);
});

test('the reader of partners refuses a list that removes and invites', async () => {
  const text =
    'version:v1.0\r\nEmail address to invite [inviteeEmail] Required,User name [userPrincipalName] Required\r\njoe@x.example,joe@x.example\r\n';
  const { refused, rows } = await readAll(new TextEncoder().encode(text), limits);
  assert.equal(refused?.code, 'mixed list');
  assert.deepEqual(rows, []);
});

test('the reader of accounts refuses a list that removes and invites', async () => {
  const header =
    'Email address to invite [inviteeEmail] Required,User name [userPrincipalName] Required';
  await assert.rejects(
    read(`version:v1.0\n${header}\njane@x.example,jane@x.example\n`),
    (error) => error instanceof ListRefused && error.code === 'mixed list',
  );
});

test('the reader refuses a list with more rows than the limit', async () => {
  const rows = Array.from({ length: 51 }, (_, n) => `p${n}@x.example`).join('\n');
  await assert.rejects(
    read(`version:v1.0\nUser name [userPrincipalName] Required\n${rows}`),
    (error) => error instanceof ListRefused && error.code === 'too many rows',
  );
});
