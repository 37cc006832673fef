import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanLists } from './clean-lists.ts';
import { judge } from './judge-list.ts';
import { pollute } from './pollute.ts';
import { readAll } from './read-all.ts';

test('the reader loses, adds or misnames nobody of a polluted list in silence, and reads nearly all right', async () => {
  const files = pollute(cleanLists);
  assert.ok(files.length >= 500, `${files.length} files`);
  let [rows, right] = [0, 0];
  for (const { what, bytes, want } of files) {
    const judged = judge(await readAll(bytes), want);
    assert.deepEqual(judged.unsaid, [], what);
    rows += want.length;
    right += judged.right;
  }
  assert.ok(right / rows >= 0.97, `${right} of ${rows} rows`);
});

for (const { what, bytes, want } of pollute(cleanLists)) {
  if (!what.endsWith(': nothing wrong')) continue;
  test(`${what.replace(/: .*/, '')}: without pollution every row is right`, async () => {
    const judged = judge(await readAll(bytes), want);
    assert.deepEqual([judged.faults, judged.right], [[], want.length]);
  });
}
