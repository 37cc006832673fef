import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const run = (script: string, flag: string, LANG: string) =>
  spawnSync(process.execPath, [`scripts/${script}.ts`, flag], {
    cwd: root,
    env: { PATH: process.env.PATH, LANG },
    encoding: 'utf8',
  });

for (const [script, flag, language, words] of [
  [
    'setup',
    '--nonsense=swordfish',
    'en_GB.UTF-8',
    /^One of the flags is unknown.* docs\/setup\.md .*: --tenant, .*, --yes\n$/,
  ],
  [
    'doctor',
    '--json=swordfish',
    'nl_NL.UTF-8',
    /^Een van de opties is onbekend.*: --json, --with-a-test-guest\n$/,
  ],
] as const) {
  test(`${script} answers ${flag} in words, and does nothing`, () => {
    const { status, stdout, stderr } = run(script, flag, language);
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr, words);
    assert.doesNotMatch(stderr, /swordfish/);
  });
}

test('set-up names its flags to somebody who asks for help', () => {
  const { status, stdout, stderr } = run('setup', '--help', 'en_GB.UTF-8');
  assert.deepEqual([status, stderr], [0, '']);
  assert.match(stdout, /^The flags, which docs\/setup\.md explains: --tenant, .*--dry-run/);
});
