import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAll } from '../read-all.ts';
import { readTypedLine } from './read-typed.ts';

const read = (text: string) => {
  const { partners, leftOver, notes } = readTypedLine(text);
  return {
    people: partners.map(({ displayName, address }) => `${displayName} ${address}`),
    left: leftOver,
    asked: notes.flatMap(({ code, values }) =>
      code === 'perhaps not meant' ? [values.words] : [],
    ),
  };
};
const both = ['Jane Doe jane@x.example', 'Bob Roe bob@x.example'];

for (const [yes, no] of [
  ['Y', 'N'],
  ['true', 'false'],
  ['ja', ''],
  ['x', ''],
  ['\u2705', ''],
  ['\u2714\ufe0f', '\u2610'],
  ['sim', 'n\u00e3o'],
  ['sann', 'usann'],
  ['x', '-'],
]) {
  test(`a row with a no, or nothing, where others have a yes is asked about: ${yes} and ${no}`, () => {
    for (const rows of [
      `Jane Doe\t${yes}\tjane@x.example\nBob Roe\t${no}\tbob@x.example`,
      `Jane Doe\tjane@x.example\t${yes}\nBob Roe\tbob@x.example\t${no}`,
    ]) {
      const { people, asked } = read(rows);
      assert.deepEqual(people, both, rows);
      assert.equal(asked.length, 1, rows);
      assert.match(String(asked[0]), /^Bob Roe/);
    }
  });
}

test('a column of initials holds no answers', () => {
  const rows = 'J\tDoe\tj.doe@x.example\nN\tRoe\tn.roe@x.example\nJ\tPoe\tj.poe@x.example';
  assert.deepEqual(read(rows).asked, []);
});

test('initials in a file make no note about answers', async () => {
  const { notes } = await readAll(
    'email,name,Code\nj.doe@x.example,Jane Doe,J\nn.roe@x.example,Nora Roe,N\nm.poe@x.example,Moe Poe,\n',
  );
  assert.deepEqual(
    notes.map(({ code }) => code),
    ['columns left out'],
  );
});

test('jobs in the first cells of several rows are those of the people beside them', () => {
  const rows = 'Manager\tJane Doe\tjane@x.example\nDesigner\tBob Roe\tbob@x.example';
  assert.deepEqual(read(rows).people, both);
  assert.deepEqual(read('Manager\tJane Doe\tjane@x.example\nBob Roe\tbob@x.example').people, [
    'Bob Roe bob@x.example',
  ]);
});

test('a family that is a job too is a name in a cell, if the address goes by the given name', () => {
  const rows = 'Ravi Manager\travi@x.example\nJane Doe\tjane@x.example';
  assert.deepEqual(read(rows).people[0], 'Ravi Manager ravi@x.example');
  const desk = 'Office Manager\toffice@x.example\nJane Doe\tjane@x.example';
  assert.deepEqual(read(desk).people, ['Jane Doe jane@x.example']);
});

test('a state between two dashes takes the person back', () => {
  const { people, left } = read('Jane Doe - declined - jane@x.example\nBob Roe - bob@x.example');
  assert.deepEqual(people, ['Bob Roe bob@x.example']);
  assert.match(left.join(), /declined Jane Doe jane@x\.example/);
});

test('a small word for a job, and the page of a firm, are nobody', () => {
  const job = read('Jan de Vries, inkoper, c8@x.example');
  assert.deepEqual([job.people, job.left], [['Jan de Vries c8@x.example'], ['inkoper']]);
  for (const page of ['W www.x.example', 'www.x.example', 'https://x.example/']) {
    const { people, left } = read(`Jane Doe\njane@x.example\n${page}`);
    assert.deepEqual([people, left], [['Jane Doe jane@x.example'], [page]], page);
  }
});

test('both parts of a name with labels on one line end before the next label', () => {
  const { people, left } = read(
    'First name: Jane Last name: Doe Company: Fabrikam Email: jane@x.example',
  );
  assert.deepEqual(people, ['Jane Doe jane@x.example']);
  assert.match(left.join(), /Company.*Fabrikam/);
});

test('a telephone number behind a whole name is taken off it, and said', async () => {
  for (const number of [
    '+31 6 12345678',
    '020-1234567',
    '(tel. 0470 12 34 56)',
    'tel. 0470 12 34',
  ]) {
    const { rows, notes } = await readAll(`email,name\njane@x.example,Jane Doe ${number}\n`);
    assert.equal(rows[0]?.displayName, 'Jane Doe', number);
    assert.deepEqual(
      notes.map(({ code }) => code),
      ['names cleaned'],
    );
  }
});
