import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAddressCell } from '../../../src/guests/list/read-address-cell.ts';
import { readCells } from '../../../src/guests/list/read-cells.ts';
import { readCc } from '../../../src/guests/rows/check-fields.ts';
import { readAll } from '../read-all.ts';

const jane = 'jane@fabrikam.example';
const bob = 'bob@northwind.example';

const one = [
  ...[
    "'@",
    "@'",
    '"@"',
    '„@“',
    '«@»',
    '「@」',
    '『@』',
    '【@】',
    '（@）',
    '＜@＞',
    '〈@〉',
    '<<@>>',
    '{@}',
  ],
  ...['@.', '@;', '•@', '- @', '1. @', '2) @', '☐ @', '→ @', '✉ @', '*@*', '**@**', '_@_'],
  ...[
    'mailto:@',
    'mailto://@',
    'mailto:@?subject=x',
    'SMTP:@',
    'sip:@',
    'E-Mail: @',
    '="@"',
    "'=@",
  ],
  ...['\u00a0@\u00a0', '\u200b@', '@\u200e', '\ufeff@', '&nbsp;@', '&lt;@&gt;', '&quot;@&quot;'],
  ...['[@](mailto:@)', '@<mailto:@>', '<a href="mailto:@">@</a>', '=HYPERLINK("mailto:@";"@")'],
  ...['@ (work)', 'privé: @', '["@"]', '@;#12'],
].map((form) => form.replaceAll('@', jane));
for (const cell of one) {
  test(`signs around an address are no part of it: ${cell}`, () => {
    const { entries, problem } = readAddressCell(cell, true);
    assert.equal(problem, undefined);
    assert.deepEqual(
      entries.map(({ address }) => address),
      [jane],
    );
  });
}

test('signs that nobody sees are no part of an address, also in its middle', () => {
  for (const sign of ['\u200b', '\u00ad', '\u2060', '\u200e']) {
    const { entries } = readAddressCell(`jane${sign}@fabrikam.example`, true);
    assert.equal(entries[0]?.address, jane);
  }
});

const several = [
  '@ and #',
  '@ en #',
  '@ & #',
  '@ / #',
  '@、#',
  '@；#',
  '@<br>#',
  '@;#12;## ',
  '["@","#"]',
]
  .concat(['<p>@</p><p>#</p>', '@ | #', '@\n#', '@ - #'])
  .map((form) => form.replace('@', jane).replace(/#(?!\d)(?!#)/, bob));
for (const cell of several) {
  test(`all of several addresses in one cell are read: ${JSON.stringify(cell)}`, () => {
    const { entries, problem } = readAddressCell(cell, false);
    assert.equal(problem, undefined);
    assert.deepEqual(
      entries.map(({ address }) => address),
      [jane, bob],
    );
  });
}

const notMeant = [
  ...[
    'Exported by @',
    'Contact @ for questions',
    'Questions? @',
    'Owner @',
    'Old @',
    '@ (do not use)',
  ],
  ...[
    'Do Not Use @',
    'no longer: @',
    '# @',
    '// @',
    '-- @',
    '#@',
    'Sent from @',
    'Vragen: @',
    'via @',
  ],
  ...['Total: 3 (questions: @)', '(✗ @)'],
].map((form) => form.replace('@', jane));
for (const cell of notMeant) {
  test(`words that say that an address is not meant refuse it: ${cell}`, () => {
    assert.ok(readAddressCell(cell, false).problem !== undefined);
    assert.ok(readAddressCell(cell, true).problem !== undefined);
  });
}

test('a formula that leads to another address than it shows is refused', () => {
  const { problem } = readAddressCell(`=HYPERLINK("mailto:${bob}","${jane}")`, false);
  assert.equal(problem?.code, 'several addresses');
});

test('of the addresses of one person the first or the marked one is read', () => {
  assert.deepEqual(readAddressCell(`${jane} ::: ${bob}`, true), {
    entries: [{ address: jane }],
    aliases: [bob],
  });
});

test('the name beside an address is its name if the address says it, or two words do', () => {
  const nameIn = (cell: string) => readAddressCell(cell, false).entries[0]?.name;
  assert.equal(nameIn(`Jane ${jane}`), 'Jane');
  assert.equal(nameIn(`Ann Poe ${jane}`), 'Ann Poe');
  assert.equal(nameIn(`Doe, Jane <${jane}>`), 'Doe, Jane');
  assert.equal(nameIn(`李娜 ${jane}`), '李娜');
  assert.ok(readAddressCell(`Fabrikam ${jane}`, false).problem !== undefined);
});

for (const aside of [
  'ex-employee',
  'uit dienst',
  'afgemeld',
  'manager',
  'wacht nog',
  'no',
  'old',
]) {
  test(`words in brackets beside an address are refused: ${aside}`, () => {
    assert.equal(readAddressCell(`${jane} (${aside})`, true).problem?.code, 'words beside address');
    const partner = { line: 1, cells: [], address: jane, cc: `${jane} (${aside})`, problems: [] };
    assert.equal(readCc(partner).problems[0]?.code, 'cc malformed');
  });
}

test('a name or a kind of address in brackets is read', () => {
  for (const aside of ['Jane Doe', 'Doe, Jane', 'work', 'home', 'Jane']) {
    assert.equal(readAddressCell(`${jane} (${aside})`, true).problem, undefined, aside);
  }
});

const nobodies =
  'Contact person|Service desk|Helpdesk|Do not reply|DO NOT INVITE|Dan Moe (uit dienst)|Manager|Aanvrager|Conference Room|Deleted user|Jane Doe - niet uitnodigen';
for (const name of nobodies.split('|')) {
  test(`words for a part or for nobody are no partner's name: ${name}`, () => {
    const row = readCells(['address', 'name'], ['x1@agency.example', name], 1);
    assert.equal(row.problems[0]?.code, 'name of nobody');
  });
}

const besides = [
  [`Jane Doe (Fabrikam) <${jane}>`, 'Jane Doe (Fabrikam)', ['names odd']],
  [`Jane Doe (Guest) <${jane}>`, 'Jane Doe', ['names cleaned']],
  [`${jane} (Jane Doe (Fabrikam))`, 'Jane Doe (Fabrikam)', ['names odd']],
  [`Jane Doe <${jane}> (organizer)`, 'Jane Doe (organizer)', ['rows marked', 'names odd']],
  [`Jane Doe <${jane}> nee`, 'Jane Doe (nee)', ['rows marked', 'names odd']],
  [`Jane? Doe <${jane}>`, 'Jane? Doe', ['names broken']],
  [`INC00123 <${jane}>`, 'INC00123', ['names odd']],
  [`{{name}} <${jane}>`, undefined, ['no names']],
  [`Test <${jane}>`, 'Test', ['names odd']],
  [`Doe, Jane <${jane}>`, 'Doe, Jane', []],
  [`[Jane Doe](mailto:${jane})`, 'Jane Doe', []],
] as const;
for (const [cell, name, notes] of besides) {
  test(`words beside an address are judged as a cell of names is: ${cell}`, async () => {
    const read = await readAll(`Email\n"${cell}"\n`);
    assert.equal(read.rows[0]?.displayName, name);
    assert.deepEqual(
      read.notes.map(({ code }) => code),
      notes,
    );
  });
}
