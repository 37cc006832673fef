import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Part, runSideBySide } from './side-by-side.ts';

const part = (asks: string, says: string, code: number): Part => ({
  command: `echo ${says} && exit ${code}`,
  asks,
});

test('a check names each part that fails, with all its words, in the order of the parts', async () => {
  let said = '';
  const failed = await runSideBySide(
    [
      part('lint', 'odd', 2),
      part('types', 'even', 0),
      { command: 'no-such-program-here', asks: 'dead code' },
    ],
    (words) => {
      said += words;
    },
  );
  assert.deepEqual(failed, ['echo odd && exit 2', 'no-such-program-here']);
  assert.match(
    said,
    /exit 2 failed \(lint\):\nodd\n[\s\S]*no-such-program-here failed \(dead code\):/,
  );
  assert.doesNotMatch(said, /even/, 'a part that passes says nothing');
});
