import { entryRow } from '../list/entry-row.ts';
import type { PartnerRow } from '../list/partner-row.ts';
import {
  type Known,
  type KnownNames,
  knownNames,
  readClause,
  type Said,
} from '../sentence/read-clauses.ts';
import { readDateWords } from '../sentence/read-date-words.ts';
import { isPolite } from '../sentence/read-pieces.ts';
import { readTokens, type Token } from '../sentence/read-tokens.ts';
import { negations, particles, warnings } from '../sentence/word-lists.ts';
import { cutSignature } from './cut-signature.ts';
import { plainText } from './plain-text.ts';

/** What people type after a command word that ends, extends, removes or restores. */
export type TypedEnding = {
  /** Set when the line names a request: `#1042`. */
  requestId?: number;
  /** The partners that the line names, each address once. */
  partners: PartnerRow[];
  /** The key or name of a project; the typed words if there is no such project. */
  project?: string;
  /** The last day, as YYYY-MM-DD; the typed words if they are no date. */
  until?: string;
  /** Words that the reader did not use, in their order. */
  leftOver: string[];
};

const farthest = 20;
/** All of them may name a project here: `from Atlas`, as access ends, and `in Atlas`, which is no language. */
const prepositions = new Set('from of off in uit van vanuit bij within to for voor'.split(' '));

/** Reads partners, project and last day from a line. An address after `not` or `except` is left over. */
export function readEnding(text: string, known: Known = {}): TypedEnding {
  const { body, after } = cutSignature(plainText(text));
  const number = /^#?\s*(\d{1,12})$/.exec(body.trim())?.[1];
  if (number !== undefined) return { requestId: Number(number), partners: [], leftOver: [] };
  const tokens = readTokens(body);
  const place = {
    known: knownNames(known),
    lastAddress: tokens.findLastIndex(({ kind }) => kind === 'address'),
  };
  const found: Found = { addresses: new Map(), said: {}, beside: [], out: false, left: [] };
  for (let at = 0; at < tokens.length; ) at += takeNext(found, tokens, at, place);
  endPiece(found);
  const { project, until } = found.said;
  return {
    partners: [...found.addresses.values()].map((token, index) =>
      entryRow({ address: token.text }, index + 1),
    ),
    ...(project !== undefined && { project }),
    ...(until !== undefined && { until }),
    leftOver: after === '' ? found.left : [...found.left, after],
  };
}

type Found = {
  addresses: Map<string, Token>;
  said: Said;
  /** Words since the last separator or address. */
  beside: Token[];
  /** True after an address that is not meant: addresses joined to it are not meant either. */
  out: boolean;
  left: string[];
};

/** Takes what begins at this token. Returns how many tokens it took. */
function takeNext(found: Found, tokens: readonly Token[], at: number, place: Place): number {
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
  found.beside.push(token);
  return 1;
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
  return 1;
}

function endPiece(found: Found): number {
  const words = saying(found);
  if (words.length > 0) found.left.push(words.map(({ text }) => text).join(' '));
  found.beside = [];
  return 1;
}

const isOneOf = (words: ReadonlySet<string>) => (token: Token) =>
  token.kind === 'word' && words.has(token.text.toLowerCase());
const negates = isOneOf(negations);
const warns = isOneOf(warnings);

const mayBeName = ({ kind, text }: Token) =>
  kind !== 'word' || /^[\p{Lu}\p{Lt}\p{Lo}]/u.test(text) || particles.has(text.toLowerCase());

type Place = { known: KnownNames; lastAddress: number };

/**
 * Reads a project after a preposition, or a date, with or without a word before it. One that exists counts anywhere, an
 * unknown one only after the last address.
 */
function clauseAt(tokens: readonly Token[], at: number, { known, lastAddress }: Place) {
  const token = tokens[at];
  if (token?.kind !== 'word') return undefined;
  const words = tokens.slice(at, at + 6).map(({ text }) => text);
  const bare = readDateWords(words, known.dayFirst);
  if (bare !== undefined) return { clause: 'until' as const, value: bare.date, used: bare.used };
  const word = token.text.toLowerCase();
  // No clause is longer.
  const near = [{ ...token, text: 'to' }, ...tokens.slice(at + 1, at + farthest)];
  const asProject = () => readClause(near, 0, known);
  if (word === 'tot') {
    const project = asProject();
    if (project?.sure === true) return project;
  }
  const read = prepositions.has(word) ? asProject() : readClause(tokens, at, known);
  if (read === undefined || read.clause === 'language') return undefined;
  return read.sure || at > lastAddress
    ? { clause: read.clause, value: read.value, used: read.used }
    : undefined;
}
