import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ReadAll, readAll } from '../read-all.ts';

/** The people whom a list invites, and the reasons for the others. */
const invited = ({ rows }: ReadAll) =>
  rows.filter(({ problems }) => problems.length === 0).map(({ address }) => address);
const reasons = ({ rows }: ReadAll) =>
  rows.flatMap(({ problems }) => problems.map(({ code, values }) => [code, values?.as ?? '']));

/** Cells with marks of a strike, and why their row is refused. */
const marked: readonly [cell: string, as: string][] = [
  ['~~bob@x.example', 'struck'],
  ['bob@x.example~~', 'struck'],
  ['~~ bob@x.example ~~', 'struck'],
  ['<!-- bob@x.example -->', 'struck'],
  ['/* bob@x.example */', 'struck'],
  ['<s>bob@x.example</s>', 'struck'],
  ['<del>bob@x.example', 'struck'],
  ['bob@x.example</strike>', 'struck'],
  ['[s]bob@x.example[/s]', 'struck'],
  ['[~~bob@x.example~~](mailto:bob@x.example)', 'struck'],
  ['~~bob@x.example; al@x.example', 'partly'],
  ['<s>old@x.example</s> al@x.example', 'partly'],
];
for (const [cell, as] of marked) {
  test(`a row with a mark of a strike beside its address is refused: ${cell}`, async () => {
    const read = await readAll(`email,name\n${cell},Bob Roe\njane@x.example,Jane Doe\n`);
    assert.deepEqual(invited(read), ['jane@x.example']);
    assert.deepEqual(reasons(read), [['words beside address', as]]);
  });
}

test('a strike over two rows of a list without other columns takes back both', async () => {
  for (const separator of ['\n', '\r\n']) {
    const lines = ['email', '~~ann@x.example', 'bob@x.example~~', 'jane@x.example', ''];
    const read = await readAll(lines.join(separator));
    assert.deepEqual(invited(read), ['jane@x.example']);
    assert.equal(read.rows.length, 3);
  }
});

test('a strike beside a name takes the person back', async () => {
  for (const name of ['~~Bob Roe', 'Bob Roe~~', '<s>Bob Roe</s>', '<del>Bob</del> Roe']) {
    const read = await readAll(`email,name\nbob@x.example,${name}\njane@x.example,Jane Doe\n`);
    assert.deepEqual(invited(read), ['jane@x.example'], name);
  }
});

test('the rows between the two halves of a strike are named', async () => {
  const read = await readAll(
    'email,name\n~~ann@x.example,Ann Aid\ncleo@x.example,Cleo Poe\nbob@x.example~~,Bob Roe\njane@x.example,Jane Doe\n',
  );
  const [note] = read.notes.filter(({ code }) => code === 'rows marked');
  assert.deepEqual(note?.values, { count: 1, lines: '3', text: 'cleo@x.example (~~)' });
});

test('half of a strike alone says nothing about the rows below it', async () => {
  const read = await readAll(
    'email,name\n~~ann@x.example,Ann Aid\ncleo@x.example,Cleo Poe\n~~bob@x.example,Bob Roe\njane@x.example,Jane Doe\n',
  );
  assert.deepEqual(
    read.notes.filter(({ code }) => code === 'rows marked'),
    [],
  );
});

test('a list whose separator is a tilde keeps its cells', async () => {
  const read = await readAll('email~name~firm\njane@x.example~Jane Doe~\nbob@x.example~~Roe\n');
  assert.deepEqual(invited(read), ['jane@x.example', 'bob@x.example']);
});
