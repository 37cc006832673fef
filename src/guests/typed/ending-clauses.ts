import { type KnownNames, longestName, readClause } from '../sentence/read-clauses.ts';
import type { Token } from '../sentence/read-tokens.ts';
import { readDateWords } from '../text/read-day.ts';
import { fromTodayAt } from './end-lengths.ts';

/**
 * The facts that the reader knows at each token. `lastAddress`: -1 where there is none. `projectFrom`: a preposition
 * before this token is no head of an unknown project.
 */
export type KnownInLine = { known: KnownNames; lastAddress: number; projectFrom: number };

const farthest = 20;
/** All of them may name a project here: `from Atlas`, as access ends, and `in Atlas`, which is no language. */
export const prepositions = new Set(
  'from of off in uit van vanuit bij within to for voor'.split(' '),
);
/** Words after which people name nothing but a project, or a firm. `For` may begin a reason. */
export const places = new Set('from of off in uit van vanuit bij within to tot'.split(' '));

/** These tokens with `to` in place of the first. No clause is longer. */
const asProject = (tokens: readonly Token[], at: number): Token[] =>
  tokens.slice(at, at + farthest).map((token, n) => (n === 0 ? { ...token, text: 'to' } : token));

/** True for a preposition before another one. `Trek jane@x.example in uit Atlas`: it belongs to the verb. */
export const belongsToVerb = (tokens: readonly Token[], at: number): boolean =>
  [tokens[at], tokens[at + 1]].every(
    (token) => token?.kind === 'word' && prepositions.has(token.text.toLowerCase()),
  );

/** Reads the project, known or not, after the preposition at this token. */
export const projectAfter = (tokens: readonly Token[], at: number, { known }: KnownInLine) =>
  belongsToVerb(tokens, at) ? undefined : readClause(asProject(tokens, at), 0, known);

/**
 * Reads a project after a preposition, or a date, with or without a word before it. A project that exists counts
 * anywhere, an unknown one only after the last address.
 */
export function clauseAt(tokens: readonly Token[], at: number, place: KnownInLine) {
  const { known, lastAddress, projectFrom } = place;
  const token = tokens[at];
  if (token?.kind !== 'word') return undefined;
  const words = tokens.slice(at, at + 6).map(({ text }) => text);
  const bare = bareDay(words, known);
  if (bare !== undefined) return { clause: 'until' as const, value: bare.day, used: bare.used };
  const word = token.text.toLowerCase();
  if (word === 'tot') {
    const found = projectAfter(tokens, at, place);
    if (found?.sure === true) return found;
  }
  const read = prepositions.has(word)
    ? projectAfter(tokens, at, place)
    : readClause(tokens, at, known);
  if (read === undefined || read.clause === 'language') return undefined;
  const mayBeUnknown = at > lastAddress && (read.clause !== 'project' || at >= projectFrom);
  return read.sure || mayBeUnknown
    ? { clause: read.clause, value: read.value, used: read.used }
    : undefined;
}

/** A last day without a word before it: `31 January 2027`, `in 30 days`. */
const bareDay = (words: readonly string[], { dayFirst, today }: KnownNames) =>
  readDateWords(words, dayFirst) ?? (today === undefined ? undefined : fromTodayAt(words, today));

/** In tokens. A longer text without an address names nobody. */
export const mostWithNames = 200;

/**
 * Where an unknown project may stand in a line that names nobody by an address: `van` may belong to a name, as in `Jan
 * van Dijk uit Atlas`. A project that exists goes before all others.
 */
export function firstProjectWithNames(tokens: readonly Token[], known: KnownNames): number {
  const isHead = ({ kind, text }: Token) => kind === 'word' && places.has(text.toLowerCase());
  const place = { known, lastAddress: -1, projectFrom: Number.POSITIVE_INFINITY };
  const sure = tokens.findLastIndex(
    (token, at) => isHead(token) && projectAfter(tokens, at, place)?.sure === true,
  );
  if (sure >= 0) return sure;
  const last = tokens.findLastIndex((token) => isHead(token) && token.text.toLowerCase() !== 'van');
  return last < 0 ? tokens.length : last;
}

/** The projects that exist among words which were left over. */
export function projectsAmong(
  left: ReadonlySet<Token>,
  tokens: readonly Token[],
  { known }: KnownInLine,
): string[] {
  return tokens.flatMap((token, at) => {
    const name = left.has(token) ? longestName(tokens, at, known.projects) : undefined;
    return name === undefined ? [] : [name.value];
  });
}
