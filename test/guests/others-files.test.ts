import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { type ReadAll, readAll } from './read-all.ts';

const data = new URL('../data/csv/', import.meta.url);
const appId = 'cd3ed3de-93ee-400b-8b19-b61ef44a0f29';

const addresses = (all: ReadAll) => all.rows.map(({ address }) => address);
const notes = (all: ReadAll) => all.notes.map(({ code, values }) => ({ code, ...values }));
const walters = ['wharp@contoso.com', 'jsmith@contoso.com', 'bsmith@contoso.com'];

for (const file of ['legacy-2016-05.csv', 'legacy-2016-05-rev-leading-space-header.csv']) {
  test(`the reader reads everything in Microsoft's file of May 2016: ${file}`, async () => {
    const all = await readAll(await readFile(new URL(file, data)));
    assert.equal(all.layout?.dialect, 'microsoft 2016');
    assert.deepEqual(addresses(all), walters);
    const [walter] = all.rows;
    assert.equal(walter?.displayName, 'Walter Harp');
    assert.equal(walter?.cc, 'you@yourcompany.com');
    assert.equal(walter?.language, 'en');
    assert.deepEqual(walter?.applications, [appId]);
    assert.equal(walter?.cells[2], 'Hi Walter! I hope you\u2019ve been doing well.');
    assert.deepEqual(
      all.notes.map(({ code, values }) => [code, values.count]),
      [['message not sent', 3]],
    );
  });
}

test("the reader reads Microsoft's file of 2015, and notes name columns without a meaning today", async () => {
  const all = await readAll(await readFile(new URL('legacy-2015-09.csv', data)));
  assert.equal(all.layout?.dialect, 'microsoft 2015');
  assert.deepEqual(addresses(all), walters);
  assert.match(all.rows[0]?.redirectUrl ?? '', /^http:\/\/azure/);
  assert.deepEqual(notes(all), [
    { code: 'column ignored', column: 'InviteAppID' },
    { code: 'column ignored', column: 'InviteContactUsUrl' },
  ]);
});

test("the reader reads today's Entra template in any language, and skips its example row", async () => {
  const all = await readAll(await readFile(new URL('current-bulk-invite-header-ja-lab.csv', data)));
  assert.equal(all.layout?.dialect, 'entra template');
  assert.deepEqual(all.layout?.preamble, ['version:v1.0']);
  assert.equal(all.rows.length, 5);
  assert.deepEqual(
    all.rows.map(({ line, sendMail }) => [line, sendMail]),
    [4, 5, 6, 7, 8].map((line) => [line, true]),
  );
  const skipped = all.notes.find(({ code }) => code === 'example skipped');
  assert.equal(skipped?.values.lines, '3');
});

for (const language of ['en', 'es']) {
  test(`the reader reads a row below the Entra template's headings: ${language}`, async () => {
    const template = await readFile(new URL(`current-bulk-invite-header-${language}.csv`, data));
    assert.equal((await readAll(template)).refused?.code, 'empty');
    const padded = template.toString().replace('version:v1.0', 'version:v1.0,,,');
    const all = await readAll(`${padded}jane@fabrikam.example,https://x.example,false,\n`);
    assert.deepEqual(all.layout?.preamble, ['version:v1.0,,,']);
    assert.deepEqual(
      all.rows.map(({ address, sendMail, line }) => ({ address, sendMail, line })),
      [{ address: 'jane@fabrikam.example', sendMail: false, line: 3 }],
    );
  });
}

test("the reader reads PowerShell's file", async () => {
  const all = await readAll(await readFile(new URL('powershell-bulk-invite.csv', data)));
  assert.equal(all.layout?.dialect, 'powershell');
  assert.deepEqual(addresses(all), ['b2binvitee@gmail.com', 'b2binvitee@outlook.com']);
  assert.equal(all.rows[1]?.displayName, 'Outlook B2B invitee');
});

const meantForElse: [file: string, code: string][] = [
  ['current-bulk-delete.csv', 'bulk delete file'],
  ['current-bulk-restore.csv', 'bulk restore file'],
  ['current-group-import-members-header.csv', 'group import file'],
];
for (const [file, code] of meantForElse) {
  test(`the refusal names a file for another task as what it is: ${file}`, async () => {
    const all = await readAll(await readFile(new URL(file, data)));
    assert.equal(all.refused?.code, code);
  });
}

test('without headings, the reader joins two columns that make up the addresses into the name', async () => {
  const lists: readonly (readonly string[])[] = [
    ['Jane,Doe,jane.doe@x.example', 'Bob,Smith,bob.smith@x.example'],
    ['Doe;Jane;jdoe@x.example', 'Smith;Bob;bsmith@x.example'],
    ['jane.doe@x.example\tFabrikam\tJane\tDoe', 'bob.smith@x.example\tFabrikam\tBob\tSmith'],
  ];
  for (const lines of lists) {
    const { rows, notes } = await readAll(Buffer.from(lines.join('\n')));
    assert.deepEqual(
      rows.map(({ displayName }) => displayName),
      ['Jane Doe', 'Bob Smith'],
    );
    assert.equal(notes[0]?.code, 'names joined');
  }
});

test('the reader leaves out two columns that the addresses do not show, and says so', async () => {
  const lines = ['Atlas,Rome,jd77@x.example', 'Beacon,Paris,bs78@x.example'];
  const { rows, notes } = await readAll(Buffer.from(lines.join('\n')));
  assert.deepEqual(
    rows.map(({ displayName }) => displayName),
    [undefined, undefined],
  );
  assert.deepEqual(
    notes.map(({ code }) => code),
    ['no headings', 'columns left out'],
  );
});
