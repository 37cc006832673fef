import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAll } from '../read-all.ts';

const card = (...lines: string[]) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD'];
const cards = (...all: string[][]) => `${all.flat().join('\r\n')}\r\n`;

test('contact cards are a list, and every line is accounted for', async () => {
  const read = await readAll(
    cards(
      card('N:Doe;Jane;;;', 'FN:Jane Doe', 'EMAIL;TYPE=INTERNET:jane@fabrikam.example'),
      card('N:de Vries;Jan;;;', 'item1.EMAIL;type=INTERNET;type=pref:jan@fabrikam.example'),
    ),
  );
  assert.deepEqual(
    read.rows.map(({ line, address, displayName, problems }) => [
      line,
      address,
      displayName,
      problems,
    ]),
    [
      [2, 'jane@fabrikam.example', 'Jane Doe', []],
      [7, 'jan@fabrikam.example', 'Jan de Vries', []],
    ],
  );
  assert.equal(read.balance?.lines, 11);
});

test('a card reads folded and quoted lines, and its preferred address', async () => {
  const read = await readAll(
    cards(
      card(
        'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ren=C3=A9=20=',
        'M=C3=BCller',
        'EMAIL;TYPE=HOME:rene@home.example',
        'EMAIL;TYPE=WORK,PREF:rene@fabr',
        ' ikam.example',
        `PHOTO;ENCODING=b:${'A'.repeat(60)}`,
        ...Array.from({ length: 2_000 }, () => ` ${'A'.repeat(70)}`),
        'NOTE:assistant is kim@fabrikam.example',
      ),
    ),
  );
  assert.equal(read.rows[0]?.displayName, 'Ren\u00e9 M\u00fcller');
  assert.equal(read.rows[0]?.address, 'rene@fabrikam.example');
  assert.deepEqual(
    read.notes.map(({ code, values }) => [code, values.text ?? values.addresses ?? values.columns]),
    [
      ['other addresses', 'kim@fabrikam.example'],
      ['aliases left out', 'rene@home.example'],
      ['columns left out', 'NOTE'],
    ],
  );
});

test('a card names the fields that the reader does not use, and no others', async () => {
  const notesOf = async (...lines: string[]) =>
    (await readAll(cards(card('FN:Jane Doe', 'N:Doe;Jane;;;', 'EMAIL:jane@x.example', ...lines))))
      .notes;
  assert.deepEqual(await notesOf('REV:20270101', 'TEL:'), []);
  const [note] = await notesOf('ORG:Northwind;Sales', 'item1.TEL;type=CELL:+31 6');
  assert.deepEqual(note, { code: 'columns left out', values: { columns: 'ORG, TEL', count: 2 } });
});

test('a card without an address is a faulty row', async () => {
  const read = await readAll(
    cards(card('FN:Jane Doe', 'TEL:1'), card('FN:Bob', 'EMAIL:bob@x.example')),
  );
  assert.deepEqual(
    read.rows.map(({ address, displayName }) => [address, displayName]),
    [
      ['', 'Jane Doe'],
      ['bob@x.example', 'Bob'],
    ],
  );
});

test('a card prefers by number too, for addresses and names', async () => {
  const orders = [
    ['EMAIL;PREF=2:jane@home.example', 'EMAIL;PREF=1:jane@x.example'],
    ['EMAIL:jane@home.example', 'EMAIL;TYPE=work;PREF="1":jane@x.example'],
    ['EMAIL;PREF=50;TYPE=home:jane@home.example', 'EMAIL;TYPE=PREF:jane@x.example'],
    ['EMAIL;HOME:jane@home.example', 'EMAIL;INTERNET;PREF:jane@x.example'],
  ];
  for (const emails of orders) {
    const read = await readAll(cards(card('FN:J. Doe', 'FN;PREF=1:Jane Doe', ...emails)));
    assert.deepEqual(
      read.rows.map(({ address, displayName }) => [address, displayName]),
      [['jane@x.example', 'Jane Doe']],
    );
  }
});

test('the name of a mailbox inside Exchange does not refuse a card that has an address', async () => {
  for (const inside of [
    'EMAIL;TYPE=X500:/o=ExchangeLabs/ou=Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=jane',
    'EMAIL;TYPE=EX:/o=Labs/cn=12-jane@x.example',
    'EMAIL:IMCEAEX-_o=Labs_cn=jane@x.example',
  ]) {
    const read = await readAll(cards(card('FN:Jane Doe', inside, 'EMAIL:jane@fabrikam.example')));
    assert.deepEqual(
      read.rows.map(({ address, problems }) => [address, problems]),
      [['jane@fabrikam.example', []]],
    );
    assert.match(JSON.stringify(read.notes), /EMAIL \(X500\)/);
    const alone = await readAll(cards(card('FN:Jane Doe', inside)));
    assert.match(alone.rows[0]?.address ?? '', /cn=/);
  }
});

test('a line between two cards may take back the cards below it', async () => {
  for (const label of ['not this one:', 'NIET UITNODIGEN', 'nicht einladen:', 'Declined']) {
    const read = await readAll(
      cards(
        card('FN:Jane Doe', 'EMAIL:jane@x.example'),
        ['', label],
        card('FN:Bob Roe', 'EMAIL:bob@x.example'),
        ['And these:'],
        card('FN:Eve Loe', 'EMAIL:eve@x.example'),
      ),
    );
    const people = read.rows.flatMap(({ address, problems }) =>
      address === '' ? [] : [[address, ...problems.map(({ code }) => code)]],
    );
    assert.deepEqual(people, [
      ['jane@x.example'],
      ['bob@x.example', 'state denies'],
      ['eve@x.example'],
    ]);
    assert.equal(read.balance?.lines, 18);
  }
});
