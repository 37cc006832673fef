import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAll } from '../read-all.ts';

for (const [titles, width] of [
  [35, 100],
  [26, 120],
  [14, 255],
] as const) {
  test(`the reader finds the headings below ${titles} lines of ${width} cells`, async () => {
    const row = (...cells: string[]) =>
      [...cells, ...Array.from({ length: width - cells.length }, () => '')].join(',');
    const above = Array.from({ length: titles }, (_, n) => row(`Report ${n}`));
    const list = [...above, row('email', 'name'), row('jane@fabrikam.example', 'Jane Doe')];
    const { rows, refused } = await readAll(list.join('\n'));
    assert.equal(refused, undefined);
    assert.deepEqual(
      rows.map(({ address, displayName }) => [address, displayName]),
      [['jane@fabrikam.example', 'Jane Doe']],
    );
  });
}
