import { type KnownNames, longestName, readClause } from '../sentence/read-clauses.ts';
import type { Token } from '../sentence/read-tokens.ts';
import { readDateWords } from '../text/read-day.ts';

/** The facts that the reader knows at each token. `lastAddress`: -1 where there is none. */
export type KnownInLine = { known: KnownNames; lastAddress: number };

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
  const { known, lastAddress } = place;
  const token = tokens[at];
  if (token?.kind !== 'word') return undefined;
  const words = tokens.slice(at, at + 6).map(({ text }) => text);
  const bare = readDateWords(words, known.dayFirst);
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
  return read.sure || at > lastAddress
    ? { clause: read.clause, value: read.value, used: read.used }
    : undefined;
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
