import { atATime, type InTurns } from '../in-turns.ts';
import { entryRow } from '../list/entry-row.ts';
import type { PartnerRow } from '../list/partner-row.ts';
import { cutUnmeant } from '../meant/cut-unmeant.ts';
import { isCapitalWord } from '../names/capital-word.ts';
import { isOfNames } from '../names/particles.ts';
import { type Known, knownNames, letters, type Said } from '../sentence/read-clauses.ts';
import { isPolite } from '../sentence/read-pieces.ts';
import { readTokens, type Token } from '../sentence/read-tokens.ts';
import { negations, warnings } from '../sentence/word-lists.ts';
import { readGuid } from '../text/guid.ts';
import {
  belongsToVerb,
  clauseAt,
  type KnownInLine,
  places,
  prepositions,
  projectAfter,
  projectsAmong,
} from './ending-clauses.ts';
import { plainText } from './plain-text.ts';

/** The text that people type after a command word that ends, extends, removes or restores. */
export type TypedEnding = {
  /** Set when the line names a request: `#1042`. */
  requestId?: number;
  /** The partners that the line names, each address once. An object id may stand in place of an address. */
  partners: PartnerRow[];
  /** The key or name of a project; the typed words if there is no such project. */
  project?: string;
  /** The last day, as YYYY-MM-DD; the typed words if they are no date. */
  until?: string;
  /**
   * Other projects and last days in the line. A project may stand here by another of its names. Where these differ from
   * `project` and `until`, nobody can know which guest has which.
   */
  others: { projects: readonly string[]; untils: readonly string[] };
  /** Words that the reader did not use, in their order. */
  leftOver: string[];
  /** Words about partners who may not be meant. */
  doubts?: readonly string[];
};

const noOthers = { projects: [], untils: [] };

/** Reads partners, project and last day from a line. An address after `not` or `except` is left over. */
export function* endingInTurns(text: string, known: Known = {}): InTurns<TypedEnding> {
  const names = knownNames(known);
  const isProject = (words: string) => names.projects.has(letters(words));
  const { body, left, doubts } = yield* cutUnmeant(plainText(text), { states: false, isProject });
  const number = /^#?\s*(\d{1,12})$/.exec(body.trim())?.[1];
  if (number !== undefined)
    return { requestId: Number(number), partners: [], others: noOthers, leftOver: [] };
  const tokens = readTokens(body).map(idAsAddress);
  const lastAddress = tokens.findLastIndex(({ kind }) => kind === 'address');
  const place = { known: names, lastAddress };
  const found: Found = {
    addresses: new Map(),
    said: {},
    sinceProject: 0,
    others: { projects: new Set(), untils: new Set() },
    beside: [],
    out: false,
    left: [],
    leftTokens: new Set(),
  };
  for (let at = 0, due = 0; at < tokens.length; at += takeNext(found, tokens, at, place)) {
    if (at < due) continue;
    due = at + atATime;
    yield 'break';
  }
  endPiece(found);
  for (const name of projectsAmong(found.leftTokens, tokens, place))
    found.others.projects.add(name);
  const { project, until } = found.said;
  return {
    partners: [...found.addresses.values()].map((token, index) =>
      entryRow({ address: token.text }, index + 1),
    ),
    ...(project !== undefined && { project }),
    ...(until !== undefined && { until }),
    others: { projects: [...found.others.projects], untils: [...found.others.untils] },
    leftOver: [...found.left, ...left],
    ...(doubts.length > 0 && { doubts }),
  };
}

/** Operators name an account by its object id, too. */
const idAsAddress = (token: Token): Token =>
  readGuid(token.text) === undefined ? token : { ...token, kind: 'address' };

type Found = {
  addresses: Map<string, Token>;
  said: Said;
  /** How many addresses the reader took after the project. */
  sinceProject: number;
  others: { projects: Set<string>; untils: Set<string> };
  /** Words since the last separator or address. */
  beside: Token[];
  /** True after an address that is not meant: addresses joined to it are not meant either. */
  out: boolean;
  left: string[];
  /** The words of `left`, without those of pieces that say `not`. */
  leftTokens: Set<Token>;
};

/** Takes what begins at this token. Returns how many tokens it took. */
function takeNext(found: Found, tokens: readonly Token[], at: number, place: KnownInLine): number {
  const token = tokens[at];
  if (token === undefined) return 1;
  if (token.kind === 'address') return takeAddress(found, token);
  if (token.kind === 'separator') return takeSeparator(found, token);
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

/** Notes a second date. Its words are left over. */
function takeOtherUntil(
  found: Found,
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
  { said, sinceProject, out }: Found,
  tokens: readonly Token[],
  at: number,
): boolean {
  if (said.project === undefined || sinceProject === 0 || out) return false;
  const word = tokens[at]?.text.toLowerCase() ?? '';
  const before = tokens[belongsToVerb(tokens, at - 1) ? at - 2 : at - 1]?.kind;
  return places.has(word) && (before === 'address' || before === 'note');
}

function takeSeparator(found: Found, { text }: Token): number {
  endPiece(found);
  if (/[\n;.]/.test(text)) found.out = false;
  return 1;
}

/** The words beside an address that say something: prepositions and polite words do not. */
const saying = ({ beside }: Found) =>
  beside.filter((token) => !isPolite(token) && !prepositions.has(token.text.toLowerCase()));

/** Takes an address as meant, unless the words before it say otherwise or speak of something else. */
function takeAddress(found: Found, token: Token): number {
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

function endPiece(found: Found): number {
  const words = saying(found);
  if (words.length > 0) found.left.push(words.map(({ text }) => text).join(' '));
  if (!words.some(negates)) for (const word of words) found.leftTokens.add(word);
  found.beside = [];
  return 1;
}

const isOneOf = (words: ReadonlySet<string>) => (token: Token) =>
  token.kind === 'word' && words.has(token.text.toLowerCase());
const negates = isOneOf(negations);
const warns = isOneOf(warnings);

const mayBeName = ({ kind, text }: Token) =>
  kind !== 'word' || isCapitalWord(text) || isOfNames(text);
