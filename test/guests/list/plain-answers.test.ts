import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAll } from '../read-all.ts';
import { check } from '../rows/atlas-rows.ts';
import { readTypedLine } from '../typed/read-typed.ts';

test('a line break inside a nickname belongs to one name', async () => {
  const { rows } = await readAll('email,name\nbob@x.example,"Bob ""The\nBuilder"" Roe"\n');
  assert.deepEqual(
    rows.map(({ displayName, problems }) => [displayName, problems]),
    [['Bob "The Builder" Roe', []]],
  );
});

test('a day that its month does not have is answered as it was written, with the end of the month', () => {
  const valuesOf = (until: string) => check({ until }).problems[0]?.values;
  assert.deepEqual(valuesOf('31.02.2027'), { value: '31.02.2027', ends: '2027-02-28' });
  assert.deepEqual(valuesOf('2027-04-31'), { value: '2027-04-31', ends: '2027-04-30' });
  assert.deepEqual(valuesOf('2027-13-01'), { value: '2027-13-01', ends: 'none' });
});

test('an address that somebody struck through is no address to invite, and the row says why', async () => {
  const { rows } = await readAll(
    'email,name\n~~bob@x.example~~,Bob Roe\njane@x.example,Jane Doe\n~~old@x.example~~ new@x.example,Al Roe\n',
  );
  assert.deepEqual(
    rows.map(({ problems }) => problems.map(({ code, values }) => [code, values?.as])),
    [[['words beside address', 'struck']], [], [['words beside address', 'partly']]],
  );
});

test('the name of a mailbox inside Exchange is said to be one', () => {
  const [problem] = check({
    address: '/o=ExchangeLabs/ou=Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=bob',
  }).problems;
  assert.deepEqual([problem?.code, problem?.values?.kind], ['address malformed', 'exchange']);
});

test('of many columns that are left out, the sentence names those with addresses first', async () => {
  const others = Array.from({ length: 20 }, (_, n) => `A column of our own ${n}`);
  const cells = others.map(() => 'words').join(',');
  const { notes } = await readAll(
    `email,name,${others},Assistant\njane@x.example,Jane Doe,${cells},boss@x.example\nbob@x.example,Bob Roe,${cells},\n`,
  );
  const columns = String(notes.find(({ code }) => code === 'columns left out')?.values.columns);
  assert.match(columns, /^Assistant, A column of our own 0, .* \u2026$/);
});

test('any number of addresses with slashes between is read, typed and in a cell', async () => {
  const all = Array.from({ length: 120 }, (_, n) => `p${n}@fabrikam.example`);
  const typed = readTypedLine(`${all.join('/')} to atlas`);
  assert.deepEqual(
    typed.partners.map(({ address }) => address),
    all,
  );
  const { rows } = await readAll(`email\n${all.join('/')}\n`);
  assert.deepEqual(
    rows.map(({ address, problems }) => [address, problems]),
    all.map((each) => [each, []]),
  );
});
