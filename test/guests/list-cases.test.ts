import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge } from './judge-list.ts';
import { listCases } from './list-cases.ts';
import { readAll } from './read-all.ts';

for (const { kind, file, bytes, want, level, why } of await listCases()) {
  test(`${kind} ${file} is ${level.toLowerCase()}: ${why}`, async () => {
    const judged = judge(await readAll(bytes), want);
    if (level === 'RIGHT') assert.deepEqual(judged.faults, []);
    else assert.deepEqual(judged.unsaid, []);
  });
}
