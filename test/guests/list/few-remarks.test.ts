import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAll } from '../read-all.ts';

const quoted = async (list: string) =>
  (await readAll(list)).notes.flatMap(({ code, values }) =>
    code === 'few remarks' ? [[values.lines, values.text]] : [],
  );

test('the reader quotes a remark that few people have in a column, whatever it says', async () => {
  for (const [heading, words] of [
    ['Remarks', 'moved to other company'],
    ['Opmerking', 'competitor'],
    ['Bemerkung', 'erst die Juristen fragen'],
    ['Bijzonderheden', 'werkt nu elders'],
  ]) {
    const list = `name,email,${heading}\nJane Doe,jane@x.example,\nBob Roe,bob@y.example,${words}\n`;
    assert.deepEqual(await quoted(list), [['3', `${heading}: ${words}`]]);
  }
  const card = 'BEGIN:VCARD\nFN:Bob Roe\nEMAIL:bob@y.example\nNOTE:works elsewhere\nEND:VCARD\n';
  assert.deepEqual(await quoted(card), [['2', 'note: works elsewhere']]);
});

test('remarks that most people have, answers for the day and marked rows are not quoted', async () => {
  for (const [heading, ...cells] of [
    ['Remarks', 'met in Paris', 'met in Berlin', 'met in Rome'],
    ['Remarks', '', '', ''],
    ['Remarks', '12', '', ''],
    ['Dietary notes', 'no nuts', '', ''],
    ['Company', 'Fabrikam', '', ''],
    ['Remarks', 'please remove', '', ''],
  ] as const) {
    const rows = cells.map((cell, index) => `Jane Doe,p${index}@x.example,${cell}`);
    assert.deepEqual(await quoted([`name,email,${heading}`, ...rows].join('\n')), []);
  }
});

test('columns that look like names and hold none are not offered', async () => {
  for (const [heading, cell] of [
    ['Position', 'Project Manager'],
    ['City', 'New York'],
    ['List Name', 'To Invite'],
    ['Meeting', 'Kickoff Day'],
  ]) {
    const { rows, notes } = await readAll(`Email,${heading}\njane@x.example,${cell}\n`);
    assert.equal(rows[0]?.displayName, undefined);
    assert.deepEqual(
      notes.map(({ code }) => code),
      ['columns left out'],
    );
  }
});

test('a guest is named after the column of guests, and not after the person who filled in the form', async () => {
  const { rows } = await readAll('Your name;Guest;Email\nAlex Vos;Jane Doe;jane@x.example\n');
  assert.equal(rows[0]?.displayName, 'Jane Doe');
});
