import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTree } from './architecture/read-tree.ts';
import { needOf, testsByNeed } from './needs.ts';

const server = "import { startDatabase } from './start-database.ts';";
const tree = {
  'test/store/start-database.ts': "import { joinTestServer } from './test-server.ts';",
  'test/store/test-server.ts': "import { spawn } from 'node:child_process';",
  'test/store/rows.test.ts': server,
  'test/store/killed.test.ts': `${server}\nimport { fork } from 'node:child_process';`,
  'test/page/browser.ts': "import { chromium } from 'playwright-core';",
  'test/page/page.test.ts': "import { openPage } from './browser.ts';",
  'test/guests/rule.test.ts': "import { test } from 'node:test';",
};

for (const [path, need] of [
  ['test/guests/rule.test.ts', 'nothing'],
  ['test/store/rows.test.ts', 'database'],
  ['test/store/killed.test.ts', 'processes'],
  ['test/page/page.test.ts', 'browser'],
] as const) {
  test(`${path} needs ${need}`, () => {
    assert.equal(needOf(tree, path), need);
  });
}

test('the quick tests have no journey and no page, and most others', () => {
  const files = testsByNeed(readTree());
  const quick = [...(files.get('nothing') ?? []), ...(files.get('database') ?? [])];
  assert.deepEqual(
    quick.filter((path) => /^test\/(journeys|page|playground)\//.test(path)),
    [],
  );
  assert.ok((files.get('nothing') ?? []).length > 80);
  assert.ok((files.get('processes') ?? []).length + (files.get('browser') ?? []).length < 100);
});
