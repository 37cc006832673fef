import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/operations.md', root), 'utf8');
const warning = /\blog\.warn\(\s*'([^']+)'/g;

test('the page about running the bot explains every warning of the log', () => {
  const warnings = ['src/', 'bot/'].flatMap((folder) => {
    const files = readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' });
    return files
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(new URL(`${folder}${file}`, root), 'utf8'))
      .flatMap((source) => [...source.matchAll(warning)].map(([, event = '']) => event));
  });
  assert.ok(warnings.length > 25);
  assert.deepEqual(
    warnings.filter((event) => !page.includes(`\`${event}\``)),
    [],
  );
});
