import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inChunks, type ReadAll, readAll } from '../read-all.ts';

const appId = 'cd3ed3de-93ee-400b-8b19-b61ef44a0f29';

const addresses = (all: ReadAll) => all.rows.map(({ address }) => address);
const notes = (all: ReadAll) => all.notes.map(({ code, values }) => ({ code, ...values }));

test('the reader reads every column of our own template, in any order', async () => {
  const all = await readAll(
    [
      'until,SENDMAIL,"Applications",groups,cc,redirect,language,project,name,E-Mail',
      `2027-01-31,nee,${appId},"${appId} ${appId};x",c@d.example,https://x.example,nl-NL,atlas,"Doe, Jane",a@b.example`,
    ].join('\n'),
  );
  const { cells: _, ...row } = all.rows[0] ?? { cells: [] };
  assert.deepEqual(row, {
    line: 2,
    address: 'a@b.example',
    displayName: 'Doe, Jane',
    project: 'atlas',
    language: 'nl-NL',
    redirectUrl: 'https://x.example',
    cc: 'c@d.example',
    groups: [appId, 'x'],
    applications: [appId],
    sendMail: false,
    until: '2027-01-31',
    problems: [],
  });
});

const headings: [language: string, header: string, delimiter: string][] = [
  ['Dutch', 'E-mailadres;Weergavenaam;Project;Taal', ';'],
  ['German', 'E-Mail-Adresse\tAnzeigename\tProjekt\tSprache', '\t'],
  ['French', 'Adresse électronique,Nom complet,Projet,Langue', ','],
  ['Spanish', 'Correo electrónico|Nombre|Proyecto|Idioma', '|'],
];
for (const [language, header, delimiter] of headings) {
  test(`the reader understands headings in ${language}`, async () => {
    const all = await readAll(
      `${header}\r\n${['a@b.example', 'Jane', 'atlas', 'nl'].join(delimiter)}`,
    );
    assert.equal(all.layout?.delimiter, delimiter);
    const [row] = all.rows;
    assert.deepEqual(
      [row?.address, row?.displayName, row?.project, row?.language],
      ['a@b.example', 'Jane', 'atlas', 'nl'],
    );
    assert.deepEqual(all.notes, []);
  });
}

const text = 'E-mail;Naam\r\nrenee@b.example;Renée\r\n';
const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
const encodings: [name: string, bytes: Buffer][] = [
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
  ['UTF-16 LE', utf16],
  ['UTF-16 BE', Buffer.from(utf16).swap16()],
  ['Windows-1252', Buffer.from(text, 'latin1')],
];
for (const [name, bytes] of encodings) {
  test(`the reader reads ${name}, however the bytes arrive`, async () => {
    for (const size of [1, 2, 3, 1000]) {
      const all = await readAll(inChunks(bytes, size));
      assert.equal(all.layout?.header[0], 'E-mail');
      assert.equal(all.rows[0]?.displayName, 'Renée');
    }
  });
}

test('the reader recognises Windows-1252 also when its first letter comes late', async () => {
  const many = 'plain@b.example;Jane\r\n'.repeat(20_000);
  const all = await readAll(Buffer.from(`email;name\r\n${many}late@b.example;Zoë\r\n`, 'latin1'));
  assert.equal(all.rows.length, 20_001);
  assert.equal(all.rows.at(-1)?.displayName, 'Zoë');
});

test('line numbers are those of the file, with any line ends and with cells over several lines', async () => {
  const all = await readAll(
    'sep=;\r\nPartners of 2027\r\n"E-mail\r\naddress";Name\r\n\r\na@b.example;"Jane\nDoe"\r;;\n b@b.example ; "X; Y" \nc@b.example;z;;\n',
  );
  assert.deepEqual(all.layout?.preamble, ['sep=;', 'Partners of 2027']);
  assert.deepEqual(
    all.rows.map(({ line, address, displayName }) => [line, address, displayName]),
    [
      [6, 'a@b.example', 'Jane Doe'],
      [9, 'b@b.example', 'X; Y'],
      [10, 'c@b.example', 'z'],
    ],
  );
});

test('a note names an unknown column, which changes nothing', async () => {
  const all = await readAll('Phone,email\n0123,a@b.example\n');
  assert.deepEqual(notes(all), [{ code: 'columns left out', columns: 'Phone', count: 1 }]);
  assert.deepEqual(addresses(all), ['a@b.example']);
});

const rowProblems: [what: string, file: string, code: string][] = [
  ['a value beyond the last heading', 'email,name\na@b.example,Hi,Jane\n', 'too many fields'],
  ['a value under no heading', 'email,,name\na@b.example,x,Jane\n', 'too many fields'],
  ['no cell for the address', 'name,email\nJane\n', 'too few fields'],
  ['a control character in a name', 'email,name\na@b.example,Jane\vDoe\n', 'control characters'],
  ['a name without end', `email,name\na@b.example,${'x'.repeat(300)}\n`, 'too long'],
  ['neither yes nor no', 'email,sendMail\na@b.example,perhaps\n', 'send mail malformed'],
];
for (const [what, file, code] of rowProblems) {
  test(`${what} is a problem of its row only`, async () => {
    const all = await readAll(`${file}good@b.example\n`);
    assert.deepEqual(
      all.rows.map(({ problems }) => problems.map((problem) => problem.code)),
      what === 'no cell for the address' ? [[code], [code]] : [[code], []],
    );
  });
}

test('the reader cuts no emoji in half, anywhere in a long file', async () => {
  const name = '\u{1f600}\u{20000}'.repeat(4);
  const lines = Array.from(
    { length: 2000 },
    (_, n) => `p${n}@fabrikam.com,${name}${'a'.repeat(n % 3)}`,
  );
  const all = await readAll(`email,name\n${lines.join('\n')}\n`);
  assert.equal(all.rows.length, 2000);
  assert.deepEqual(
    all.rows.filter(({ displayName }) => !displayName?.startsWith(name)),
    [],
  );
});
