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

/** Each row's address, and the lines of the strike that runs through it. */
const struck = ({ rows }: ReadAll) =>
  rows.flatMap(({ line, problems }) =>
    problems.flatMap(({ values }) =>
      values?.as === 'rows' ? [`${line}: ${values.line}-${values.last}`] : [],
    ),
  );

for (const [first, last] of [
  ['~~', '~~'],
  ['<s>', '</s>'],
  ['<del>', '</del>'],
  ['[s]', '[/s]'],
  ['<!-- ', ' -->'],
  ['/* ', ' */'],
]) {
  test(`a strike over several rows takes back all of them: ${first}`, async () => {
    const read = await readAll(
      `email,name\n${first}ann@x.example,Ann Aid\ncleo@x.example,Cleo Poe\nbob@x.example${last},Bob Roe\njane@x.example,Jane Doe\n`,
    );
    assert.deepEqual(invited(read), ['jane@x.example']);
    assert.deepEqual(struck(read), ['2: 2-4', '3: 2-4', '4: 2-4']);
    assert.equal(read.notes.length, 0);
  });
}

test('a strike begins and ends in any column, also on lines of its own', async () => {
  const wide = await readAll(
    'nr,email,name,firm\n<s>1,ann@x.example,Ann Aid,X\n2,cleo@x.example,Cleo Poe,X</s>\n3,jane@x.example,Jane Doe,X\n',
  );
  assert.deepEqual(invited(wide), ['jane@x.example']);
  const within = await readAll(
    'nr,email,name,firm\n<s>1,ann@x.example,Ann Aid,X</s>\n2,jane@x.example,Jane Doe,X\n',
  );
  assert.deepEqual(invited(within), ['jane@x.example']);
  const alone = await readAll(
    'email,name\n<s>,\nann@x.example,Ann Aid\n</s>,\njane@x.example,Jane Doe\n',
  );
  assert.deepEqual(struck(alone), ['3: 2-4']);
  assert.deepEqual(alone.notes, []);
});

test('a strike over many rows takes back all of them, in their order', async () => {
  const rows = Array.from({ length: 3_000 }, (_, at) => `p${at}@x.example,Pia Poe`);
  const read = await readAll(
    ['email,name', '<s>,', ...rows, '</s>,', 'jane@x.example,Jane Doe', ''].join('\n'),
  );
  assert.equal(struck(read).length, 3_000);
  assert.deepEqual(
    read.rows.map(({ line }) => line),
    Array.from({ length: 3_003 }, (_, at) => at + 2),
  );
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
