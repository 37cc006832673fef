import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readText } from '../../../src/guests/csv/read-text.ts';
import { readAll } from '../read-all.ts';

const lists: [what: string, text: string][] = [
  ['a plain list', 'email,name\njane@fabrikam.example,Jane Doe\n'],
  [
    'a quote that is not closed',
    'email\tname\tnotes\njane@fabrikam.example\tJane Doe\t"new\nbob@northwind.example\tBob Roe\t\n',
  ],
  ['a list without headings', 'Jane Doe;jane@fabrikam.example\nBob Roe;bob@northwind.example'],
  ['given and family name', 'First name\tLast name\tEmail\nJane\tDoe\tjane@fabrikam.example'],
];
for (const [what, text] of lists) {
  test(`a file and pasted text give the same rows and notes: ${what}`, async () => {
    const { refused: _, ...file } = await readAll(text);
    const events = readText(text, { maxRows: 50 });
    assert.deepEqual(
      events.flatMap((event) => (event.kind === 'row' ? [event.row] : [])),
      file.rows,
    );
    assert.deepEqual(
      events.flatMap((event) => (event.kind === 'note' ? [event.note] : [])),
      file.notes,
    );
    assert.deepEqual(events.at(-1), { kind: 'balance', balance: file.balance });
  });
}
