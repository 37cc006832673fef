import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import released from './released-migrations.json' with { type: 'json' };

const folder = new URL('../../src/store/migrations/', import.meta.url);
const hashOf = (name: string) =>
  createHash('sha256')
    .update(readFileSync(new URL(`${name}.ts`, folder)))
    .digest('hex');

test('no migration that a release has is changed, taken away or put between: databases have run it', () => {
  const names = Object.keys(released);
  const files = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));
  const upTo = files.filter((name) => name <= (names.at(-1) ?? '')).toSorted();
  assert.deepEqual(upTo, names, 'the next migration gets the next number');
  const changed = Object.entries(released).filter(([name, hash]) => hashOf(name) !== hash);
  assert.deepEqual(
    changed.map(([name]) => name),
    [],
    'write another migration',
  );
});
