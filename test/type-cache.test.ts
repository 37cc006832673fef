import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readTree } from './architecture/read-tree.ts';
import { importedJson, textsOf, typeCache } from './type-cache.ts';

test('a change in an imported JSON file makes the compiler begin anew', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'types-')), 'types');
  const before = typeCache(folder, ['{ "a": 1 }', 'lock']);
  mkdirSync(folder);
  writeFileSync(before, 'what the last run found');
  assert.equal(typeCache(folder, ['{ "a": 1 }', 'lock']), before);
  assert.ok(existsSync(before), 'the same files keep the last run');
  assert.notEqual(typeCache(folder, ['{ "b": 1 }', 'lock']), before);
  assert.ok(!existsSync(before), 'nothing is left of the run before the change');
});

test('the check knows every JSON file that a program file imports', () => {
  const known = importedJson(readTree());
  assert.ok(known.includes('cards/strings/en.json'));
  assert.ok(known.length > 20, 'the topics were not found');
  const root = new URL('../', import.meta.url);
  assert.deepEqual(
    known.filter((path) => textsOf(root, [path])[0] === ''),
    [],
  );
});
