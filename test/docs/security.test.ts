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

/** The titles of the tests in a file. The page writes an ellipsis for what a title takes from a table. */
const titlesIn = (source: string): Set<string> =>
  new Set(
    [...source.matchAll(/\btest\(\s*(['"`])((?:\\.|(?!\1).)*)\1/g)].map(([, , title = '']) =>
      title
        .replace(/\\u([\da-f]{4})/gi, (_, code: string) =>
          String.fromCharCode(Number.parseInt(code, 16)),
        )
        .replace(/\\(.)/g, '$1')
        .replace(/\$\{[^}]*\}/g, '\u2026'),
    ),
  );

test('each test that the security page names exists under exactly that title', () => {
  const all = testsIn(text);
  assert.ok(all.length > 60);
  const gone = all.filter(({ file }) => !existsSync(new URL(file, root)));
  assert.deepEqual(gone, []);
  const renamed = all.flatMap(({ file, titles }) => {
    const known = titlesIn(readFileSync(new URL(file, root), 'utf8'));
    return titles.filter((title) => !known.has(title)).map((title) => `${file}: ${title}`);
  });
  assert.deepEqual(renamed, []);
});

/** Says what the bot does not protect against, so no test can hold it. */
const withoutTests = [
  'The bot protects:',
  'Each line names',
  '- **People keep',
  '- **Teams guards',
];

test('each claim of the security page names a test', () => {
  const [, ...sections] = text.replace(/```[\s\S]*?```/g, '').split(/^## .*$/m);
  assert.ok(sections.length > 6);
  const claims = sections.flatMap((section) => {
    // A table belongs to the words before or behind it.
    const words = section.split(/\n(?=- |\n)/).map((block) => block.trim());
    return words.filter((block) => block !== '' && !block.startsWith('|'));
  });
  assert.ok(claims.length > 20);
  const bare = claims.filter(
    (claim) =>
      testsIn(claim).length === 0 && !withoutTests.some((start) => claim.startsWith(start)),
  );
  assert.deepEqual(bare, []);
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
