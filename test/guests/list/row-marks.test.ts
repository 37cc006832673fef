import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAll } from '../read-all.ts';
import { against, denied, harmless } from './marked-rows.ts';

const marked = async (list: string) =>
  (await readAll(list)).notes.flatMap(({ code, values }) =>
    code === 'rows marked' ? [values.text] : [],
  );

const deniedBy = async (list: string) =>
  (await readAll(list)).rows.map(({ problems }) =>
    problems.map(({ code, values }) =>
      [code, values?.column, values?.value].filter(Boolean).join(' '),
    ),
  );

for (const [heading, cell] of denied) {
  test(`a row is refused whose state says that the list does not mean it: ${heading} ${cell}`, async () => {
    const list = `email,name,${heading}\njane@x.example,Jane Doe,\nbob@y.example,Bob Roe,${cell}\n`;
    const column = heading.trim();
    assert.deepEqual(await deniedBy(list), [[], [`state denies ${column} ${cell}`]]);
    assert.deepEqual(await marked(list), []);
  });
}

for (const [heading, cell] of against) {
  test(`a column that is not read may say that a row is not meant: ${heading} ${cell}`, async () => {
    const list = `email,name,${heading}\njane@x.example,Jane Doe,\nbob@y.example,Bob Roe,${cell}\n`;
    assert.deepEqual(await marked(list), [`bob@y.example (${heading}: ${cell})`]);
  });
}

for (const [heading, cell] of harmless) {
  test(`a column with other words marks no row: ${heading} ${cell}`, async () => {
    const list = `email,name,${heading}\njane@x.example,Jane Doe,\nbob@y.example,Bob Roe,${cell}\n`;
    assert.deepEqual(await marked(list), []);
  });
}

test('a title above rows may say that they are not meant', async () => {
  const list = [
    'Name,Email',
    'Confirmed:,',
    'Jane Doe,jane@x.example',
    'Declined:,',
    'Bob Roe,bob@y.example',
    'Cleo Poe,cleo@z.example',
    'Attending,',
    'Dan Moe,dan@w.example',
  ].join('\n');
  const said = ['state denies Declined'];
  assert.deepEqual(await deniedBy(list), [[], [], [], said, said, [], []]);
});

test('a title above repeated headings may say that the rows below are not meant', async () => {
  const list = [
    'Name,Email',
    'Jane Doe,jane@x.example',
    '',
    'Do not invite',
    'Name,Email',
    'Bob Roe,bob@y.example',
  ].join('\n');
  assert.deepEqual((await deniedBy(list)).at(-1), ['state denies Do not invite']);
});

test('a title in capitals, or for several people, may say so too', async () => {
  const list = 'Name,Email\nGUESTS,\nJane Doe,jane@x.example\nNO-SHOWS,\nBob Roe,bob@y.example\n';
  assert.deepEqual(await marked(list), ['bob@y.example (NO-SHOWS)']);
});

test('a name that is struck through is nobody’s', async () => {
  for (const name of ['~~Cleo Poe~~', 'C\u0336l\u0336e\u0336o\u0336']) {
    const { rows } = await readAll(`email,name\ncleo@z.example,${name}\n`);
    assert.deepEqual(
      rows[0]?.problems.map(({ code, values }) => [code, values?.name]),
      [['name of nobody', name]],
    );
  }
});

test('a report may write the first cell of a group once', async () => {
  const rows = ['Declined,Bob Roe,bob@y.example', ',Cleo Poe,cleo@z.example'];
  const grouped = ['Status,Name,Email', 'Accepted,Jane Doe,jane@x.example', ...rows].join('\n');
  const said = ['state denies Status Declined'];
  assert.deepEqual(await deniedBy(grouped), [[], said, said]);
  const single = ['Status,Name,Email', ',Jane Doe,jane@x.example', ...rows].join('\n');
  assert.deepEqual(await deniedBy(single), [[], said, []]);
});

test('a name alone on a row does not end such a title', async () => {
  const list = 'Name,Email\nDeclined,\nFabrikam,\nBob Roe,bob@y.example\n';
  assert.deepEqual((await deniedBy(list)).at(-1), ['state denies Declined']);
});

test('words in brackets behind a name may say that somebody is gone', async () => {
  for (const name of ['Cleo Poe (left 2025)', 'Cleo Poe [inactive]', 'Questions? Ask the desk']) {
    const { rows } = await readAll(`email,name\ncleo@z.example,${name}\n`);
    assert.equal(rows[0]?.problems[0]?.code, 'name of nobody', name);
  }
  const { rows } = await readAll('email,name\ncleo@z.example,Cleo Poe (Oldenburg)\n');
  assert.deepEqual(rows[0]?.problems, []);
});

test('a refused row that is short gets no remark of its own', async () => {
  const { notes } = await readAll('Email,Name,Team\njane@x.example,Jane Doe,a\nx,Bob\n');
  assert.deepEqual(
    notes.map(({ code }) => code),
    ['columns left out'],
  );
});

test('a note names a row without a tick where others have one', async () => {
  const list = (heading: string) =>
    `${heading};name;email\nx;Jane Doe;jane@x.example\n;Bob Roe;bob@y.example\n`;
  assert.deepEqual(await marked(list('Uitnodigen')), ['bob@y.example (Uitnodigen: \u2013)']);
  assert.deepEqual(await deniedBy(list('Niet uitnodigen')), [
    ['state denies Niet uitnodigen x'],
    [],
  ]);
  assert.deepEqual(await marked(list('Lunch')), []);
  assert.deepEqual(await marked(list('Uitnodigen').replace('x;', ';')), []);
});

test('a note names a column that says yes and no, whatever its heading', async () => {
  const said = async (heading: string, cells: readonly string[]) => {
    const rows = cells.map((cell, index) => `p${index}@x.example,Pia Poe,${cell}\n`);
    const { notes } = await readAll(`email,name,${heading}\n${rows.join('')}`);
    return notes.flatMap(({ code, values }) => (code === 'yes and no' ? [values.columns] : []));
  };
  assert.deepEqual(await said('Zzz', ['ja', 'nee', '', 'ja']), ['Zzz']);
  assert.deepEqual(await said('Zzz', ['x', '', 'x']), ['Zzz']);
  assert.deepEqual(await said('Zzz', ['ja', 'ja']), []);
  assert.deepEqual(await said('Nr', ['1', '2', '3', '4', '0']), []);
  // What such a heading means is known: the rows themselves are said.
  assert.deepEqual(await said('Coming?', ['ja', 'nee']), []);
});

test('a title above the first headings is judged like one further down', async () => {
  const under = (title: string) => `${title}\nEmail,Name\nbob@y.example,Bob Roe\n`;
  for (const title of ['Declined', 'Do not invite,', 'not these ones:,', 'DO NOT INVITE,']) {
    const text = title.replaceAll(',', '').replace(':', '');
    assert.deepEqual(await deniedBy(under(title)), [[`state denies ${text}`]]);
  }
  for (const title of ['People who left in 2026,,', 'Host Details', 'Not yet:', 'Already invited'])
    assert.deepEqual(await marked(under(title)), [
      `bob@y.example (${title.replaceAll(',', '').replace(':', '')})`,
    ]);
  for (const title of ['Partners', 'Skip Jones', 'Without Borders Ltd'])
    assert.deepEqual([await marked(under(title)), await deniedBy(under(title))], [[], [[]]]);
});

test('a title that names people to invite, in words that deny, refuses nobody', async () => {
  for (const title of [
    'Not invited yet:',
    'Not in Entra:',
    'Zonder licentie:',
    'Never logged in:',
  ]) {
    const list = `Name,Email\n${title},\nBob Roe,bob@y.example\n`;
    assert.deepEqual(await marked(list), [`bob@y.example (${title.slice(0, -1)})`]);
  }
});

test('copies of a mail below a title are perhaps not meant', async () => {
  const list = 'Name,Email\nJane Doe,jane@x.example\nCc:,\nBob Roe,bob@y.example\n';
  assert.deepEqual(await marked(list), ['bob@y.example (Cc)']);
});

for (const name of [
  'Contact for questions',
  'e.g. John Smith',
  'bijv. Jan Jansen',
  'Your name here',
  'Voorbeeld: Jan Jansen',
]) {
  test(`what a list says of itself is nobody’s name: ${name}`, async () => {
    const { rows } = await readAll(`Name,Email\n${name},max@y.example\n`);
    assert.deepEqual(
      rows[0]?.problems.map(({ code }) => code),
      ['name of nobody'],
    );
  });
}
