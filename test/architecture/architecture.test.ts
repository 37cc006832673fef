import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { circles, crowdedRooms, faultsOf, fileFaults, tableFaults, tourFaults } from './faults.ts';
import { longFiles, mostLines } from './long-files.ts';
import { readTree } from './read-tree.ts';
import { largeRooms, mostFiles } from './room-sizes.ts';
import { rooms } from './rooms.ts';
import { sharedNames } from './shared-names.ts';
import { wings } from './wings.ts';

test('the tree keeps every rule of the house', () => {
  const tree = readTree();
  assert.ok(Object.keys(tree).length > 200, 'the tree was not found');
  assert.deepEqual(faultsOf(tree), []);
});

test('no package that production uses is a devDependency', () => {
  const { dependencies } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  const used = Object.entries(wings).flatMap(([name, { packages }]) =>
    /^(bot|src)/.test(name) && packages !== 'any' ? packages : [],
  );
  assert.deepEqual(
    used.filter((name) => !(name in dependencies)),
    [],
  );
});

const bad: readonly [path: string, text: string, fault: RegExp][] = [
  [
    'src/guests/bad.ts',
    "import type { Activity } from 'botbuilder';",
    /^src\/guests\/bad\.ts must not import botbuilder/,
  ],
  [
    'src/work/engine/bad.ts',
    "import {\n  type Activity,\n  ActivityTypes,\n} from 'botbuilder';",
    /must not import botbuilder/,
  ],
  [
    'src/guests/bad.ts',
    "export { openDatabase } from '../store/database.ts';",
    /must not import \.\.\/store\/database\.ts: src\/guests stands on no other room/,
  ],
  [
    'src/store/requests/bad.ts',
    "import { sweepPending } from '../../work/redemption/sweep-pending.ts';",
    /must not import .*sweep-pending\.ts/,
  ],
  [
    'src/work/ledger/bad.ts',
    "import { runEngine } from '../engine/engine.ts';",
    /must not import \.\.\/engine\/engine\.ts/,
  ],
  ['src/work/engine/bad.ts', "import pg from 'pg';", /must not import pg/],
  [
    'src/work/engine/bad.ts',
    "const { readFile } = await import('node:fs/promises');",
    /must not import node:fs\/promises/,
  ],
  [
    'bot/commands/bad.ts',
    "import { Client } from '@microsoft/microsoft-graph-client';",
    /must not import @microsoft\/microsoft-graph-client/,
  ],
  ['bot/clicks/bad.ts', "import { seed } from '../sandbox/seed.ts';", /must not import .*seed\.ts/],
  [
    'test/sandbox/tenant/bad.ts',
    "import type { Reason } from '../../../src/guests/reason.ts';",
    /must not import .*reason\.ts/,
  ],
  ['src/guests/bad.ts', 'export const today = () => new Date();', /must not say new Date\(\)/],
  ['src/graph/bad.ts', 'const url = process.env.GRAPH_URL;', /must not say process\.env/],
  ['elsewhere/bad.ts', '', /is in no room/],
  ['bot/bad.ts', '', /is in no room/],
  ['src/work/nowhere/bad.ts', '', /is in no room/],
];

for (const [path, text, fault] of bad) {
  test(`the rules refuse ${path} with: ${text === '' ? 'no room' : text.split('\n').at(-1)}`, () => {
    const faults = fileFaults(path, text);
    assert.equal(faults.length, 1);
    assert.match(faults[0] ?? '', fault);
  });
}

test('a room may import from itself and from its own rooms and packages', () => {
  const text = [
    "import { parse } from 'csv-parse/sync';",
    "import type { Reason } from './reason.ts';",
    'export const later = (now: Date) => new Date(now.getTime() + 1);',
  ].join('\n');
  assert.deepEqual(fileFaults('src/guests/good.ts', text), []);
});

test('an arrow against the order and a circle of rooms are faults of the table', () => {
  const faults = tableFaults([
    { name: 'below', uses: ['above'] },
    { name: 'above', uses: ['below'] },
  ]);
  assert.deepEqual(faults, ['below uses above, which does not stand above it']);
});

test('a circle of files is a fault, also by types only', () => {
  const found = circles({
    'bot/cards/one.ts': "import { two } from './two.ts';",
    'bot/cards/two.ts': "import type { One } from './one.ts';",
  });
  assert.deepEqual(found, ['bot/cards/one.ts imports bot/cards/two.ts imports bot/cards/one.ts']);
});

test('a room with more than 20 files is a fault, whatever the wing', () => {
  const files = (room: string, count: number) =>
    Array.from({ length: count }, (_, at) => `${room}/file-${at}.ts`);
  for (const room of ['src', 'src/work/engine', 'bot/clicks', 'scripts', 'scripts/setup'])
    assert.deepEqual(crowdedRooms(files(room, mostFiles + 1)), [
      `${room} has 21 files, 20 at most`,
    ]);
  assert.deepEqual(crowdedRooms(files('scripts', mostFiles)), []);
  for (const room of largeRooms) assert.deepEqual(crowdedRooms(files(room, mostFiles + 1)), []);
});

test('a file with more than 200 lines is a fault, also a test', () => {
  const text = 'one\n'.repeat(mostLines);
  assert.deepEqual(
    longFiles({ 'src/good.ts': text, 'src/store/migrations/one.ts': `${text}two` }),
    [],
  );
  assert.deepEqual(longFiles({ 'test/bad.test.ts': `${text}two\n` }), [
    'test/bad.test.ts has 201 lines, 200 at most',
  ]);
});

test('a name that two files of the product export is a fault', () => {
  const found = sharedNames({
    'src/guests/one.ts': 'export type Seen = string;',
    'bot/http/two.ts': 'export type Seen = number;\nexport const other = 1;',
    'src/store/migrations/0001-other.ts': 'export const other: Migration = {};',
    'test/sandbox/three.ts': 'export type Seen = boolean;',
  });
  assert.deepEqual(found, [
    'Seen is exported by src/guests/one.ts and bot/http/two.ts: one name for one thing',
    'other is exported by bot/http/two.ts and src/store/migrations/0001-other.ts: one name for one thing',
  ]);
});

test('a name in a list of exports counts too, unless the list only passes it on', () => {
  const found = sharedNames({
    'src/guests/one.ts': 'const a = 1;\nconst b = 2;\nexport { a, b as c };',
    'src/guests/zero.ts': 'export const { z: a } = all;',
    'src/guests/two.ts': "export type { A as a } from 'library';",
    'src/guests/three.ts': "export {\n  type B,\n  d as c,\n} from './four.ts';",
    'src/guests/four.ts': 'export const d = 1;\nexport type B = string;',
  });
  assert.deepEqual(found, [
    'a is exported by src/guests/one.ts and src/guests/zero.ts and src/guests/two.ts: one name for one thing',
    'c is exported by src/guests/one.ts and src/guests/three.ts: one name for one thing',
  ]);
});

test('a room that the tour omits, names twice or names too early is a fault', () => {
  const lines = rooms.map(({ name }) => `- \`${name}\` something`);
  assert.deepEqual(tourFaults(lines.join('\n')), []);
  assert.deepEqual(tourFaults(`- ${lines.map((line) => line.slice(2)).join(' · ')}`), []);
  assert.deepEqual(tourFaults([...lines, ...lines.slice(0, 1)].join('\n')), [
    'src stands 2 times in the tour of CONTRIBUTING.md',
  ]);
  assert.deepEqual(tourFaults(lines.toReversed().join('\n')), [
    'test stands elsewhere in the tour of CONTRIBUTING.md than in the list of rooms',
  ]);
  assert.deepEqual(tourFaults(lines.slice(1).join('\n')), [
    'src is missing from the tour of CONTRIBUTING.md',
  ]);
});

test('the tour may name a room by its name in its wing', () => {
  const inWing = rooms.map(({ name }) =>
    name.startsWith('src/guests/')
      ? `**\`src/guests\`: the rules.**\n- \`${name.slice('src/guests/'.length)}\` something`
      : `- \`${name}\` something`,
  );
  assert.deepEqual(tourFaults(inWing.join('\n')), []);
});
