import {
  bodies,
  hosts,
  methods,
  others,
  paths,
  queries,
  schemes,
  types,
  versions,
} from './strange-parts.ts';

/** Random numbers that are the same for the same seed: mulberry32, which is in the public domain. */
export function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

type Chance = () => number;
const pick = <T>(chance: Chance, list: readonly T[]): T =>
  list[Math.floor(chance() * list.length)] as T;

/** At these addresses the bot answers everybody. */
const addresses = [
  '/',
  '/healthz',
  '/readyz',
  '/api/messages',
  '/api/notifications',
  '/api/lifecycle',
];
type Part =
  | 'method'
  | 'target'
  | 'path'
  | 'query'
  | 'version'
  | 'host'
  | 'type'
  | 'body'
  | 'length'
  | 'more';
const parts: readonly Part[] = [
  ...(['method', 'target', 'path', 'query', 'version', 'host', 'type', 'body', 'length'] as const),
  ...(['more', 'more'] as const),
];

/**
 * Bytes that look like a request, or nearly. Most have one or two strange parts, so that many get past the first check,
 * and each check gets many.
 */
export function generateRequest(chance: Chance): string {
  const strange = new Set(Array.from({ length: howStrange(chance) }, () => pick(chance, parts)));
  const isStrange = (part: Part) => strange.has(part);
  const body = isStrange('body') ? pick(chance, bodies) : '';
  const method = isStrange('method') ? pick(chance, methods) : pick(chance, ['GET', 'POST']);
  const path = isStrange('path') ? pick(chance, paths) : pick(chance, addresses);
  const before = isStrange('target') ? pick(chance, schemes) + pick(chance, hosts) : '';
  const query = isStrange('query') ? pick(chance, queries) : '';
  const head = [
    `${method} ${before}${path}${query} ${isStrange('version') ? pick(chance, versions) : 'HTTP/1.1'}`,
    ...(isStrange('host') ? strangeHost(chance) : ['Host: 127.0.0.1']),
    `Content-Type: ${isStrange('type') ? pick(chance, types) : 'application/json'}`,
    ...(isStrange('length') ? strangeLength(chance, body) : [`Content-Length: ${body.length}`]),
    ...(isStrange('more') ? [pick(chance, others)] : []),
  ];
  const end = chance() < 0.99 ? '\r\n' : '\n';
  const whole = `${head.join(end)}${end}${end}${body}`;
  return chance() < 0.02 ? whole.slice(0, Math.floor(chance() * whole.length)) : whole;
}

const howStrange = (chance: Chance) => pick(chance, [0, 0, 0, 0, 0, 1, 1, 1, 2, 3]);

const strangeHost = (chance: Chance) => (chance() < 0.9 ? [`Host: ${pick(chance, hosts)}`] : []);

const strangeLength = (chance: Chance, { length }: string) =>
  chance() < 0.7 ? [`Content-Length: ${length + pick(chance, [-1, 1, 7, 300_000])}`] : [];
