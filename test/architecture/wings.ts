/**
 * The packages and modules that the files of a wing may use. For a path, the longest name that it begins with counts.
 */
export type Wing = {
  packages: readonly string[] | 'any';
  /** Modules of Node. */
  node: readonly string[] | 'any';
  /** Words that must not be in these files. */
  never?: readonly RegExp[];
};

const environment = /\bprocess\.env\b/;
/** Time and chance must be arguments. */
const timeAndChance = [
  /\bDate\.now\(/,
  /\bnew Date\(\)/,
  /\bMath\.random\b/,
  /\bTemporal\.Now\b/,
  /\bperformance\.now\(/,
  /\brandom(UUID|Bytes|Int)\(/,
];

export const wings: Readonly<Record<string, Wing>> = {
  'src/guests': {
    packages: ['csv-parse', 'csv-stringify', 'temporal-polyfill', 'valibot'],
    node: ['buffer', 'stream', 'timers/promises', 'url'], // bytes and turns, no I/O
    never: [environment, ...timeAndChance, /\bsetTimeout\b/],
  },
  'src/guests/archive': {
    packages: [],
    node: ['stream', 'timers/promises', 'zlib'],
    never: [environment, ...timeAndChance, /\bsetTimeout\b/],
  },
  'src/guests/xlsx': {
    packages: ['hucre'],
    node: ['buffer', 'events', 'stream', 'timers/promises', 'worker_threads'], // the library runs in a thread of its own
    never: [environment, ...timeAndChance, /\bsetTimeout\b/],
  },
  'src/graph': {
    packages: ['@azure/identity', '@microsoft/microsoft-graph-client', 'valibot'],
    node: ['module'], // it reads the library of credentials only for a credential
    never: [environment],
  },
  'src/store': {
    packages: ['kysely', 'pg', 'pg-boss', 'valibot'],
    node: 'any', // it starts a database server
    never: [environment],
  },
  'src/work': {
    packages: ['temporal-polyfill', 'valibot'],
    node: [],
    never: [environment, ...timeAndChance, /\bsetTimeout\b/],
  },
  'src/rsa-certificate.ts': { packages: [], node: ['crypto'], never: [environment] },
  'src/secret-text.ts': { packages: [], node: ['fs'], never: [environment] }, // somebody may replace the file
  src: { packages: ['pino', 'temporal-polyfill'], node: [], never: [environment] },
  'bot/cards': { packages: ['adaptivecards-templating'], node: [], never: [environment] },
  'bot/words': { packages: ['intl-messageformat'], node: [], never: [environment] },
  'bot/http': {
    packages: ['pino', 'prom-client', 'restify'],
    node: 'any',
    never: [environment],
  },
  'bot/activities': {
    packages: ['botbuilder', 'jose', 'valibot'],
    node: 'any',
    never: [environment],
  },
  bot: {
    packages: ['@microsoft/teams-ai', 'botbuilder', 'temporal-polyfill', 'valibot'],
    node: 'any',
    never: [environment],
  },
  'bot/run.ts': { packages: [], node: 'any' },
  'bot/main.ts': { packages: [], node: 'any' },
  scripts: {
    packages: ['@clack/prompts', '@microsoft/app-manifest', 'fflate', 'valibot'],
    node: 'any',
  },
  test: { packages: 'any', node: 'any' },
};
