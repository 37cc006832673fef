import { isCapitalWord } from '../names/capital-word.ts';
import { isOfNames } from '../names/particles.ts';
import type { Said } from '../sentence/read-clauses.ts';
import { isPolite } from '../sentence/read-pieces.ts';
import type { Token } from '../sentence/read-tokens.ts';
import { negations, warnings } from '../sentence/word-lists.ts';
import { endlessAt, type Longer, lengthAt } from './end-lengths.ts';
import {
  belongsToVerb,
  clauseAt,
  type KnownInLine,
  places,
  prepositions,
  projectAfter,
} from './ending-clauses.ts';

/**
 * Words that may name somebody. `typed`: all of them, as a name may have them. `said`: without polite words and
 * prepositions, as they stand among the words left over.
 */
export type NameInLine = { typed: string; said: string };

/** What the reader has found in a line so far. */
export type FoundInLine = {
  addresses: Map<string, Token>;
  said: Said;
  longer?: Longer;
  endless?: string;
  /** How many addresses the reader took after the project. */
  sinceProject: number;
  others: { projects: Set<string>; untils: Set<string> };
  /** Words since the last separator or address. */
  beside: Token[];
  /** True after an address that is not meant: addresses joined to it are not meant either. */
  out: boolean;
  left: string[];
  /** The pieces of `left` that may name somebody: those before the project and the end, and those behind. */
  names: NameInLine[];
  namesBehind: NameInLine[];
  /** The words of `left`, without those of pieces that say `not`. */
  leftTokens: Set<Token>;
};

/** A line of which nothing is read yet. */
export const nothingFound = (): FoundInLine => ({
  addresses: new Map(),
  said: {},
  sinceProject: 0,
  others: { projects: new Set(), untils: new Set() },
  beside: [],
  out: false,
  left: [],
  names: [],
  namesBehind: [],
  leftTokens: new Set(),
});

/** Takes what begins at this token. Returns how many tokens it took. */
export function takeNext(
  found: FoundInLine,
  tokens: readonly Token[],
  at: number,
  place: KnownInLine,
): number {
  const token = tokens[at];
  if (token === undefined) return 1;
  if (token.kind === 'address') return takeAddress(found, token);
  if (token.kind === 'separator') return takeSeparator(found, token);
  const term = takeTerm(found, tokens, at);
  if (term !== undefined) return term;
  const clause = clauseAt(tokens, at, place);
  if (clause !== undefined && found.said[clause.clause] === undefined) {
    endPiece(found);
    found.out = false;
    found.said[clause.clause] = clause.value;
    return clause.used;
  }
  if (clause?.clause === 'until')
    return takeOtherUntil(found, tokens.slice(at, at + clause.used), clause);
  if (namesOtherProject(found, tokens, at)) {
    const other = projectAfter(tokens, at, place);
    if (other !== undefined) found.others.projects.add(other.value);
  }
  found.beside.push(token);
  return 1;
}

/** Takes how much longer the access is to last, or that it is to have no end. The first one counts. */
function takeTerm(found: FoundInLine, tokens: readonly Token[], at: number): number | undefined {
  const length = found.longer === undefined ? lengthAt(tokens, at) : undefined;
  const endless = found.endless === undefined ? endlessAt(tokens, at) : undefined;
  const used = length?.used ?? endless?.used;
  if (used === undefined) return undefined;
  endPiece(found);
  if (length !== undefined) found.longer = length.longer;
  else if (endless !== undefined) found.endless = endless.said;
  return used;
}

/** Notes a second date. Its words are left over. */
function takeOtherUntil(
  found: FoundInLine,
  tokens: readonly Token[],
  { value }: { value: string },
): number {
  if (value !== found.said.until) found.others.untils.add(value);
  found.beside.push(...tokens.filter(({ kind }) => kind !== 'separator'));
  return tokens.length;
}

/**
 * True before words that speak of another project for the address before them: `a@x.example from Atlas, b@y.example
 * from Beacn`. Such a project need not exist.
 */
function namesOtherProject(
  { said, sinceProject, out }: FoundInLine,
  tokens: readonly Token[],
  at: number,
): boolean {
  if (said.project === undefined || sinceProject === 0 || out) return false;
  const word = tokens[at]?.text.toLowerCase() ?? '';
  const before = tokens[belongsToVerb(tokens, at - 1) ? at - 2 : at - 1]?.kind;
  return places.has(word) && (before === 'address' || before === 'note');
}

function takeSeparator(found: FoundInLine, { text }: Token): number {
  endPiece(found);
  if (/[\n;.]/.test(text)) found.out = false;
  return 1;
}

/** The words beside an address that say something: prepositions and polite words do not. */
const saying = ({ beside }: FoundInLine) =>
  beside.filter((token) => !isPolite(token) && !prepositions.has(token.text.toLowerCase()));

/** The words up to the last one that is no preposition: `Trek Jane Doe in uit Atlas`. */
function typedIn({ beside }: FoundInLine): string {
  const last = beside.findLastIndex(({ text }) => !prepositions.has(text.toLowerCase()));
  return beside
    .slice(0, last + 1)
    .map(({ text }) => text)
    .join(' ');
}

/** Takes an address as meant, unless the words before it say otherwise or speak of something else. */
function takeAddress(found: FoundInLine, token: Token): number {
  const words = saying(found);
  const isTalk = !words.every(mayBeName) && found.addresses.size > 0 && token.bracketed !== true;
  const isOfSomebodyElse = found.addresses.size > 0 && words.some(warns);
  if (words.some(negates) || isOfSomebodyElse || isTalk) found.out = true;
  else if (words.length > 0) found.out = false;
  if (found.out) {
    found.beside.push(token);
    return endPiece(found);
  }
  if (words.every(mayBeName)) found.beside = [];
  endPiece(found);
  const key = token.text.toLowerCase();
  if (!found.addresses.has(key)) found.addresses.set(key, token);
  if (found.said.project !== undefined) found.sinceProject += 1;
  return 1;
}

/** Ends the words since the last separator or address: they are left over. */
export function endPiece(found: FoundInLine): number {
  const words = saying(found);
  const text = words.map((word) => word.text).join(' ');
  if (words.length > 0) found.left.push(text);
  if (words.length > 0 && !words.some((word) => negates(word) || warns(word)))
    (saysMore(found) ? found.namesBehind : found.names).push({
      typed: typedIn(found),
      said: text,
    });
  if (!words.some(negates)) for (const word of words) found.leftTokens.add(word);
  found.beside = [];
  return 1;
}

const saysMore = ({ said, longer, endless }: FoundInLine): boolean =>
  Object.keys(said).length > 0 || longer !== undefined || endless !== undefined;

const isOneOf = (words: ReadonlySet<string>) => (token: Token) =>
  token.kind === 'word' && words.has(token.text.toLowerCase());
const negates = isOneOf(negations);
const warns = isOneOf(warnings);

const mayBeName = ({ kind, text }: Token) =>
  kind !== 'word' || isCapitalWord(text) || isOfNames(text);
