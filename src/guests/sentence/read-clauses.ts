import { readAwaitedDate } from '../text/read-day.ts';
import { matchLanguage } from './match-language.ts';
import { dayInWords, readComingDay, readSpan } from './read-coming-day.ts';
import type { Token } from './read-tokens.ts';
import {
  articles,
  type Clause,
  clauseOf,
  courtesies,
  mayNameProject,
  projectNouns,
} from './word-lists.ts';

/** The clauses of a line about its partners. */
export type Said = { project?: string; language?: string; until?: string };
/** The facts that the reader knows before it reads a line. */
export type Known = {
  /** Keys and names of all projects. */
  projects?: readonly string[];
  /** True if this person writes 2 March as 02/03; absent if nobody can know. */
  dayFirst?: boolean | undefined;
  /** The day where this person is, YYYY-MM-DD. Without it `tomorrow` is no date. */
  today?: string;
  /** Verbs of commands that do not invite, in small letters: `revoke`, `verleng`. */
  verbs?: ReadonlySet<string>;
  /** The most rows of a list. */
  maxRows?: number;
};
/** Projects by the letters and digits of their names. */
export type KnownNames = {
  projects: ReadonlyMap<string, string>;
  dayFirst: boolean | undefined;
  today: string | undefined;
  /** Set where a capital after a name can only be more of the name: Atlas Two is not Atlas. */
  strict?: boolean;
};

type Found = { clause: Clause; value: string; used: number; sure: boolean };

const mostWords = 10;
/** They mean `to` and `until`. */
const toOrUntil = new Set(['tot', 'till', 'til']);
/** Before a length of time: `for 30 days`. */
const spans = new Set(['for', 'voor']);

/** Prepares the names of projects for comparison with typed words. */
export function knownNames({ projects = [], dayFirst, today }: Known): KnownNames {
  return { projects: new Map(projects.map((name) => [letters(name), name])), dayFirst, today };
}

/** Prepares a name for comparison: only its letters and digits, in lower case. */
export const letters = (text: string) =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Reads the clause that begins at this token. `sure`: its project or language exists, or its value is a date. */
export function readClause(
  tokens: readonly Token[],
  at: number,
  known: KnownNames,
): Found | undefined {
  const head = tokens[at];
  if (head?.kind !== 'word') return undefined;
  const word = head.text.toLowerCase();
  const clause = clauseOf(word);
  if (clause === undefined) {
    const weak = mayNameProject(word) ? matchProject(tokens, at + 1, known) : undefined;
    return weak && { clause: 'project', value: weak.value, used: weak.used + 1, sure: true };
  }
  const from = valueStart(tokens, at, word);
  const sure = readSure(tokens, from, { clause, known });
  if (sure !== undefined) return { ...sure, used: from + sure.used - at, sure: true };
  const value = readValue(tokens, from, clause);
  return value && { clause, ...value, used: from + value.used - at, sure: false };
}

/** Where the value begins: after `tot en met`, and after the colon of `Project: Atlas`. */
function valueStart(tokens: readonly Token[], at: number, word: string): number {
  let from = at + 1;
  if (word === 'tot' && isWord(tokens[from], 'en') && isWord(tokens[from + 1], 'met')) from += 2;
  return tokens[from]?.kind === 'separator' && tokens[from]?.text === ':' ? from + 1 : from;
}

const isWord = (token: Token | undefined, word: string) =>
  token?.kind === 'word' && token.text.toLowerCase() === word;

function readSure(
  tokens: readonly Token[],
  from: number,
  { clause, known }: { clause: Clause; known: KnownNames },
): Omit<Found, 'sure'> | undefined {
  const words = tokens.slice(from, from + 6).map(({ text }) => text);
  if (clause === 'until') return readEnd(tokens, from, known);
  const project = matchProject(tokens, from, known);
  if (project !== undefined) return { clause: 'project', ...project };
  // `for 30 days`
  const lasts = spans.has(tokens[from - 1]?.text.toLowerCase() ?? '');
  const span = lasts && known.today ? readSpan(words, known.today) : undefined;
  if (span) return { clause: 'until', value: span.day, used: span.used };
  const language = clause === 'language' ? matchLanguage(tokens, from) : undefined;
  return language && { clause, ...language };
}

/** A date; or a project behind a word that means `to` as well: `toegang tot Beacon`. */
function readEnd(
  tokens: readonly Token[],
  from: number,
  known: KnownNames,
): Omit<Found, 'sure'> | undefined {
  const words = tokens.slice(from, from + mostWords).map(({ text }) => text);
  const read =
    readAwaitedDate(words, known.dayFirst) ?? (known.today && readComingDay(words, known.today));
  if (read)
    return { clause: 'until', value: dayInWords(words, read, known.today), used: read.used };
  const isTo = toOrUntil.has(tokens[from - 1]?.text.toLowerCase() ?? '');
  const to = isTo ? matchProject(tokens, from, known) : undefined;
  return to && { clause: 'project', ...to };
}

/** Finds the longest project name here, perhaps after `the project` and before `team`. */
function matchProject(
  tokens: readonly Token[],
  from: number,
  { projects, strict }: KnownNames,
): { value: string; used: number } | undefined {
  let start = from;
  while (start < from + 3 && isAround(tokens[start], start > from)) start += 1;
  // A project may itself be called The Team.
  const found = [...range(from, start)].flatMap((at) => {
    const name = longestName(tokens, at, projects);
    return name === undefined ? [] : [{ value: name.value, end: at + name.used }];
  })[0];
  if (found === undefined) return undefined;
  const next = tokens[found.end];
  if (strict === true && goesOn(next)) return undefined;
  const hasNoun = next?.kind === 'word' && projectNouns.has(next.text.toLowerCase());
  return { value: found.value, used: found.end - from + (hasNoun ? 1 : 0) };
}

function* range(from: number, to: number): Generator<number> {
  for (let at = from; at <= to; at += 1) yield at;
}

/** True for the words before a project name: `the`, `our project`, `project:`. */
function isAround(token: Token | undefined, isBehind: boolean): boolean {
  if (token?.kind === 'separator') return isBehind && token.text === ':';
  if (token?.kind !== 'word') return false;
  const word = token.text.toLowerCase();
  return articles.has(word) || projectNouns.has(word);
}

function goesOn(next: Token | undefined): boolean {
  if (next?.kind !== 'word' || !/^[\p{Lu}\p{N}]/u.test(next.text)) return false;
  const word = next.text.toLowerCase();
  const isOther = clauseOf(word) ?? [courtesies, projectNouns].find((words) => words.has(word));
  return isOther === undefined;
}

/** Reads the longest name of a known project that begins at this token. */
export function longestName(
  tokens: readonly Token[],
  start: number,
  projects: ReadonlyMap<string, string>,
): { value: string; used: number } | undefined {
  let best: { value: string; used: number } | undefined;
  let text = '';
  for (let used = 1; used <= mostWords; used += 1) {
    const token = tokens[start + used - 1];
    if (token === undefined || token.kind === 'address' || token.text === '\n') break;
    text += token.text;
    if (token.kind === 'separator') continue;
    const value = projects.get(letters(text));
    if (value !== undefined) best = { value, used };
  }
  return best;
}

/** Takes all words up to the next clause or the end of the sentence as the value. */
function readValue(
  tokens: readonly Token[],
  from: number,
  clause: Clause,
): { value: string; used: number } | undefined {
  const first = tokens[from];
  if (first?.kind === 'quoted') return { value: first.text, used: 1 };
  const words: string[] = [];
  for (const token of tokens.slice(from, from + mostWords)) {
    const ends = token.kind !== 'word' || clauseOf(token.text.toLowerCase()) !== undefined;
    if (ends) break;
    words.push(token.text);
  }
  while (courtesies.has(words.at(-1)?.toLowerCase() ?? '')) words.pop();
  if (words.length === 0) return undefined;
  // A language has one word: `in the Paris office` names none.
  if (clause === 'language' && words.length > 1) return undefined;
  return { value: words.join(' '), used: words.length };
}
