import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../../', import.meta.url);
const text = readFileSync(new URL('docs/security.md', root), 'utf8');
const named = /`(test\/[\w/.-]+\.test\.ts)`(?:: ((?:"[^"]+"(?:, )?)+))?/g;

type Named = { file: string; titles: string[] };
const testsIn = (part: string): Named[] =>
  [...part.matchAll(named)].map(([, file = '', titles = '']) => ({
    file,
    titles: [...titles.matchAll(/"([^"]+)"/g)].map(([, title = '']) => title),
  }));

test('each test that the security page names exists under that title', () => {
  const all = testsIn(text);
  assert.ok(all.length > 40);
  const gone = all.filter(({ file }) => !existsSync(new URL(file, root)));
  assert.deepEqual(gone, []);
  const renamed = all.flatMap(({ file, titles }) => {
    const source = readFileSync(new URL(file, root), 'utf8');
    return titles.filter((title) => !source.includes(title)).map((title) => `${file}: ${title}`);
  });
  assert.deepEqual(renamed, []);
});

test('each line of the threat model names a test', () => {
  const [, after = ''] = text.split('## Threat model\n');
  const [model = ''] = after.split('\n## ');
  const lines = model.split('\n').filter((line) => line.startsWith('| '));
  const [head, ...claims] = lines;
  assert.match(head ?? '', /^\| who \| wants \| through \| what holds it \| tests \|$/);
  assert.ok(claims.length > 15);
  assert.deepEqual(
    claims.filter((line) => line.split('|').length !== 7 || testsIn(line).length === 0),
    [],
  );
});

test('the security page names the unencrypted line and the rights of the database roles', () => {
  assert.match(text, /`DATABASE_URL` without `sslmode` speaks in the clear/);
  for (const verb of ['CREATE', 'SELECT', 'INSERT', 'UPDATE', 'DELETE']) {
    assert.match(text, new RegExp(`\`${verb}\``));
  }
});
