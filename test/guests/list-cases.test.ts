import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import * as v from 'valibot';
import { judge } from './judge-list.ts';
import { readAll } from './read-all.ts';

const folder = new URL('../data/lists/', import.meta.url);

const wantedShape = v.object({
  kind: v.string(),
  file: v.optional(v.string()),
  want: v.optional(
    v.array(
      v.object({
        address: v.string(),
        name: v.nullable(v.union([v.string(), v.array(v.nullable(v.string()))])),
        cc: v.optional(v.string()),
        line: v.number(),
      }),
    ),
    [],
  ),
  level: v.picklist(['RIGHT', 'SAID']),
  why: v.string(),
});
const text = await readFile(new URL('wanted.json', folder), 'utf8');
const cases = v.parse(v.array(wantedShape), JSON.parse(text));

for (const { kind, file, want, level, why } of cases) {
  if (file === undefined) continue;
  test(`${kind} ${file} is ${level.toLowerCase()}: ${why}`, async () => {
    const judged = judge(await readAll(await readFile(new URL(file, folder))), want);
    if (level === 'RIGHT') assert.deepEqual(judged.faults, []);
    else assert.deepEqual(judged.unsaid, []);
  });
}
