import assert from 'node:assert/strict';
import { accessSync, constants, existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { tourFaults } from './architecture/faults.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const pages = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md', { cwd: root })];
const scripts: Readonly<Record<string, string>> = JSON.parse(read('package.json')).scripts;

/** The lines between fences. People paste each into a shell. */
const pasted = [...read('README.md').matchAll(/^```\n(.*?)^```/gms)].flatMap(([, block]) =>
  String(block).trim().split('\n'),
);
const testCommand = pasted.find((line) => line.includes('npm test')) ?? '';

/** The scripts in `npm test`, `npm start` and `npm run x`. */
function scriptsNamed(text: string): string[] {
  const named = text.matchAll(/\bnpm (?:run ([\w:-]+)|(test|start))\b/g);
  return [...named].map(([, run, short]) => String(run ?? short));
}

test('package.json has the commands of the contract', () => {
  for (const name of [
    'start',
    'sandbox',
    'test',
    'test:quick',
    'check',
    'bench',
    'cards',
    'package',
  ]) {
    assert.ok(scripts[name], name);
  }
});

test('start and package read .env', () => {
  for (const name of ['start', 'package'])
    assert.match(scripts[name] ?? '', /--env-file-if-exists=\.env /, name);
});

for (const page of pages) {
  test(`every command in ${page} is a script`, () => {
    const unknown = scriptsNamed(read(page)).filter((name) => scripts[name] === undefined);
    assert.deepEqual(unknown, []);
  });

  test(`every link in ${page} leads somewhere`, () => {
    const links = [...read(page).matchAll(/\]\(([^)#\s]+)/g)].map(([, link]) => String(link));
    const dead = links
      .filter((link) => !link.includes('://'))
      .filter((link) => !existsSync(join(root, dirname(page), link)));
    assert.deepEqual(dead, []);
  });

  test(`every file that ${page} names exists`, () => {
    const named = [
      ...read(page).matchAll(/`((?:bot|cards|docs|manifest|scripts|src|test)\/[\w./-]*)`/g),
    ];
    const missing = named
      .map(([, path]) => String(path))
      .filter((path) => !existsSync(join(root, path)));
    assert.deepEqual(missing, []);
  });
}

test('the tour has a line for every room', () => {
  assert.deepEqual(tourFaults(read('CONTRIBUTING.md')), []);
  assert.match(tourFaults('')[0] ?? '', /^src is missing from the tour/);
});

test("the README's lines install once, because a second install deletes the files of a running sandbox", () => {
  assert.equal(pasted.filter((line) => line.includes('npm ci')).length, 1);
  assert.match(pasted[0] ?? '', /^npm ci &&/);
});

test("the README's lines call only npm", () => {
  assert.ok(pasted.length >= 2);
  for (const line of pasted) assert.match(line, /^(npm ci && )?npm (run [\w-]+|test)$/);
});

test("continuous integration runs the README's lines, then the check, then the tour", () => {
  assert.notEqual(testCommand, '');
  const lines = read('.ci/run').split('\n');
  const wanted = [testCommand, 'npm run check', 'npm run sandbox -- --tour'];
  const found = wanted.map((command) => lines.indexOf(command));
  assert.ok(
    found.every((line, index) => line > (found[index - 1] ?? 0)),
    `lines ${found}`,
  );
  assert.match(read('.ci/run'), /^set -euo pipefail$/m);
  assert.doesNotThrow(() => accessSync(join(root, '.ci/run'), constants.X_OK));
});
