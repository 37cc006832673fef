import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge } from './judge-list.ts';
import { variants } from './list-variants.ts';
import { readAll } from './read-all.ts';

const lineOf = (text: string, address: string) =>
  text.slice(0, text.indexOf(address)).split('\n').length;

for (const { what, text, want, said } of variants) {
  test(`the reader reads a list as people have it: ${what}`, async () => {
    const read = await readAll(text);
    const wanted = Object.entries(want).map(([address, name]) => ({
      address,
      name,
      line: lineOf(text, address),
    }));
    const { faults, unsaid } = judge(read, wanted);
    assert.deepEqual(unsaid, []);
    if (said === undefined) return assert.deepEqual(faults, []);
    const codes = [...read.notes, ...read.rows.flatMap(({ problems }) => problems)];
    assert.ok(
      codes.some(({ code }) => code === said),
      JSON.stringify(codes),
    );
  });
}
