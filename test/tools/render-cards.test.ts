import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

test('for a name that no card has the tool draws nothing and names the cards', () => {
  const tool = new URL('render-cards.ts', import.meta.url).pathname;
  const { status, stdout } = spawnSync(process.execPath, [tool, 'out', '--help'], {
    encoding: 'utf8',
  });
  assert.equal(status, 1);
  assert.match(stdout, /No card has a name that begins with "--help".*review, /);
});
