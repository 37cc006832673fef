import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTypedLine } from './read-typed.ts';
import { known } from './typed-lines.ts';

const families = `José Ortega y Gasset|Kees uit de Weerd|Jan aan de Brugh|De Wit|Op den Kamp|Rita over de Linden|Henk onder de Boom
Anna uit den Bogaard|Uwe vom Berg|Fleur de Wit|Ad voor den Dag|Karin bij de Vaate`;
for (const name of families.split(/[|\n]/)) {
  for (const text of [
    `${name} <x7@x.example>`,
    `${name}, x7@x.example\nBob Roe, bob.roe@y.example`,
  ]) {
    test(`"${text.split('\n')[0]}" keeps the words of the family's name`, () => {
      const [first] = readTypedLine(text, known).partners;
      assert.deepEqual([first?.address, first?.displayName], ['x7@x.example', name]);
    });
  }
}

test('y between two people joins no name', () => {
  const { partners } = readTypedLine('Jane Doe y Bob <bob@x.example>', known);
  assert.equal(partners.at(-1)?.displayName, 'Bob');
});

test('von und zu joins one name', () => {
  const [only] = readTypedLine('Ludwig von und zu Poe <ludwig@x.example>', known).partners;
  assert.equal(only?.displayName, 'Ludwig von und zu Poe');
});

const asked = `geef X toegang tot beacon|toegang voor X tot beacon|kun je X toegang geven tot beacon?|ge X tillgång till beacon
geef X toegang tot beacon tot 31-01-2027`;
for (const text of asked.split(/[|\n]/)) {
  test(`"${text}" names a project, and no day`, () => {
    const { partners } = readTypedLine(text.replace('X', 'Jane Doe <jane@x.example>'), known);
    assert.equal(partners[0]?.project?.toLowerCase(), 'beacon');
    assert.equal(partners[0]?.until, text.includes('31') ? '2027-01-31' : undefined);
  });
}

test('lines of contact cards without their frame name their people', () => {
  const text =
    'N:Doe;Jane;;;\nFN:Jane Doe\nEMAIL;TYPE=WORK:jane@x.example\nTEL:+31\n\nFN:Bob Roe\nitem1.EMAIL:bob@y.example';
  const { partners } = readTypedLine(text, known);
  assert.deepEqual(
    partners.map(({ address, displayName }) => [address, displayName]),
    [
      ['jane@x.example', 'Jane Doe'],
      ['bob@y.example', 'Bob Roe'],
    ],
  );
});

const heads = `差出人: X|送信日時: 2026年11月20日|宛先: Y|件名: Beacon
差出人： X|送信日時： 2026年11月20日|宛先： Y|件名： Beacon
发件人: X|发送时间: 2026年11月20日|收件人: Y|主题: Beacon
寄件者: X|寄件日期: 2026年11月20日|收件者: Y|主旨: Beacon
보낸 사람: X|보낸 날짜: 2026년|받는 사람: Y|제목: Beacon
От: X|Отправлено: пятница|Кому: Y|Тема: Beacon
Från: X|Skickat: fredag|Till: Y|Ämne: Beacon
Od: X|Wysłano: piątek|Do: Y|Temat: Beacon`;
for (const line of heads.split('\n')) {
  test(`the writer of a pasted mail is not invited: ${line.slice(0, 12)}`, () => {
    const head = line
      .replace('X', 'Max Power <max@y.example>')
      .replace('Y', 'Alex <alex@z.example>')
      .replaceAll('|', '\n');
    for (const text of [
      `${head}\n\nJane Doe <jane@x.example>`,
      `Jane Doe <jane@x.example>\n\n${head}`,
    ]) {
      const { partners, leftOver } = readTypedLine(text, known);
      assert.equal(
        partners.some(({ address }) => address === 'max@y.example'),
        false,
      );
      assert.match(leftOver.join(' '), /max@y\.example/);
      assert.equal(
        partners.find(({ address }) => address === 'jane@x.example')?.displayName,
        'Jane Doe',
      );
    }
  });
}
