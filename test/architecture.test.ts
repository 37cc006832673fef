import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

type Room = {
  /** Folders and files of ours, beside the room itself. */
  ours: readonly string[];
  packages: readonly string[] | 'any';
  /** Modules of Node. */
  node: readonly string[] | 'any';
  /** Words that must not stand there. */
  never?: readonly RegExp[];
};

const environment = /\bprocess\.env\b/;
/** Time and chance are arguments. */
const timeAndChance = [
  /\bDate\.now\(/,
  /\bnew Date\(\)/,
  /\bMath\.random\b/,
  /\bTemporal\.Now\b/,
  /\bperformance\.now\(/,
  /\brandom(UUID|Bytes|Int)\(/,
];

/** Who may import what. The longest name that a file's path begins with is its room. */
const rooms: Readonly<Record<string, Room>> = {
  'src/guests': {
    ours: [],
    packages: ['csv-parse', 'csv-stringify', 'temporal-polyfill', 'valibot'],
    node: ['buffer', 'stream', 'timers/promises', 'url'], // bytes and turns, no I/O
    never: [environment, ...timeAndChance, /\bsetTimeout\b/],
  },
  'src/graph': {
    ours: ['src/guests'],
    packages: ['@azure/identity', '@microsoft/microsoft-graph-client', 'valibot'],
    node: [],
    never: [environment],
  },
  'src/store': {
    ours: ['src/guests'],
    packages: ['kysely', 'pg', 'pg-boss', 'valibot'],
    node: 'any', // it starts a server of its own
    never: [environment],
  },
  'src/work': {
    ours: ['src/guests', 'src/graph', 'src/store', 'src/log.ts'],
    packages: ['temporal-polyfill', 'valibot'],
    node: [],
    never: [environment, ...timeAndChance, /\bsetTimeout\b/],
  },
  src: { ours: [], packages: ['pino', 'temporal-polyfill'], node: [], never: [environment] },
  'bot/cards': {
    ours: ['bot/commands.ts', 'src/guests', 'cards'],
    packages: ['adaptivecards-templating', 'intl-messageformat'],
    node: [],
    never: [environment],
  },
  'bot/http': {
    ours: [
      'src/config.ts',
      'src/config-addresses.ts',
      'src/config-identity.ts',
      'src/log.ts',
      'src/store/counts.ts',
    ],
    packages: ['botbuilder', 'pino', 'prom-client', 'restify', 'valibot'],
    node: 'any',
    never: [environment],
  },
  bot: {
    ours: ['bot', 'src'],
    packages: ['@microsoft/teams-ai', 'botbuilder', 'temporal-polyfill', 'valibot'],
    node: 'any',
    never: [environment],
  },
  'bot/main.ts': { ours: ['bot', 'src'], packages: [], node: 'any' },
  scripts: { ours: [], packages: ['@microsoft/app-manifest', 'fflate'], node: 'any' },
  // The outside world: it must not know how the bot is made.
  'test/sandbox': { ours: [], packages: 'any', node: 'any' },
  test: {
    ours: ['test', 'bot', 'src', 'cards', 'manifest', 'scripts'],
    packages: 'any',
    node: 'any',
  },
};

const root = fileURLToPath(new URL('../', import.meta.url));
const statement =
  /^(?:import|export)\b[^;'"]*?\bfrom\s*'([^']+)'|^import\s*'([^']+)'|\bimport\(\s*'([^']+)'/gm;

function roomOf(path: string): [string, Room] | undefined {
  const within = (name: string) => path === name || path.startsWith(`${name}/`);
  const names = Object.keys(rooms).filter(within);
  const name = names.sort((one, other) => other.length - one.length)[0];
  const room = name === undefined ? undefined : rooms[name];
  return name === undefined || room === undefined ? undefined : [name, room];
}

function mayImport([name, room]: [string, Room], path: string, target: string): boolean {
  const listed = (list: readonly string[] | 'any', value: string) =>
    list === 'any' || list.includes(value);
  if (target.startsWith('node:')) return listed(room.node, target.slice('node:'.length));
  if (!target.startsWith('.')) {
    const [scope, rest] = target.split('/');
    return listed(room.packages, scope?.startsWith('@') ? `${scope}/${rest}` : (scope ?? target));
  }
  const file = posix.join(dirname(path), target);
  return [name, ...room.ours].some((ours) => file === ours || file.startsWith(`${ours}/`));
}

/** What is wrong with a file, in words that say what to take away. */
function faultsOf(path: string, text: string): string[] {
  const room = roomOf(path);
  if (room === undefined) return [`${path} is in no room of the table`];
  const imports = [...text.matchAll(statement)].map(([, from, bare, late]) =>
    String(from ?? bare ?? late),
  );
  const barred = imports.filter((target) => !mayImport(room, path, target));
  const said = (room[1].never ?? []).flatMap((pattern) => pattern.exec(text)?.[0] ?? []);
  return [
    ...barred.map((target) => `${path} must not import ${target}`),
    ...said.map((words) => `${path} must not say ${words}`),
  ];
}

test('every file imports only what its room may', () => {
  const files = globSync('{bot,src,scripts,test}/**/*.{ts,js,mjs}', { cwd: root });
  const paths = files.map((path) => path.replaceAll('\\', '/'));
  assert.ok(paths.length > 200, 'the tree was not found');
  const faults = paths.flatMap((path) => faultsOf(path, readFileSync(`${root}${path}`, 'utf8')));
  assert.deepEqual(faults, []);
});

test('what runs in production is no devDependency', () => {
  const { dependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  const used = Object.entries(rooms).flatMap(([name, { packages }]) =>
    /^(bot|src)/.test(name) && packages !== 'any' ? packages : [],
  );
  assert.deepEqual(
    used.filter((name) => !(name in dependencies)),
    [],
  );
});

const bad: readonly [path: string, text: string, fault: string][] = [
  [
    'src/guests/bad.ts',
    "import type { Activity } from 'botbuilder';",
    'src/guests/bad.ts must not import botbuilder',
  ],
  [
    'src/work/bad.ts',
    "import {\n  type Activity,\n  ActivityTypes,\n} from 'botbuilder';",
    'src/work/bad.ts must not import botbuilder',
  ],
  [
    'src/guests/bad.ts',
    "export { openDatabase } from '../store/database.ts';",
    'src/guests/bad.ts must not import ../store/database.ts',
  ],
  [
    'src/store/bad.ts',
    "import { sweepPending } from '../work/sweep-pending.ts';",
    'src/store/bad.ts must not import ../work/sweep-pending.ts',
  ],
  ['src/work/bad.ts', "import pg from 'pg';", 'src/work/bad.ts must not import pg'],
  [
    'src/work/bad.ts',
    "const { readFile } = await import('node:fs/promises');",
    'src/work/bad.ts must not import node:fs/promises',
  ],
  [
    'bot/handlers/bad.ts',
    "import { Client } from '@microsoft/microsoft-graph-client';",
    'bot/handlers/bad.ts must not import @microsoft/microsoft-graph-client',
  ],
  [
    'bot/bad.ts',
    "import { seed } from '../test/sandbox/seed.ts';",
    'bot/bad.ts must not import ../test/sandbox/seed.ts',
  ],
  [
    'test/sandbox/tenant/bad.ts',
    "import type { Reason } from '../../../src/guests/reason.ts';",
    'test/sandbox/tenant/bad.ts must not import ../../../src/guests/reason.ts',
  ],
  [
    'src/guests/bad.ts',
    'export const today = () => new Date();',
    'src/guests/bad.ts must not say new Date()',
  ],
  [
    'src/graph/bad.ts',
    'const url = process.env.GRAPH_URL;',
    'src/graph/bad.ts must not say process.env',
  ],
  ['elsewhere/bad.ts', '', 'elsewhere/bad.ts is in no room of the table'],
];

for (const [path, text, fault] of bad) {
  test(`the table says: ${fault}`, () => assert.deepEqual(faultsOf(path, text), [fault]));
}

test('the table lets a room use itself and what it is given', () => {
  const text = [
    "import { parse } from 'csv-parse/sync';",
    "import type { Reason } from './reason.ts';",
    'export const later = (now: Date) => new Date(now.getTime() + 1);',
  ].join('\n');
  assert.deepEqual(faultsOf('src/guests/good.ts', text), []);
});
