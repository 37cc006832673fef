import { atATime, type InTurns } from '../in-turns.ts';
import { entryRow } from '../list/entry-row.ts';
import type { PartnerRow } from '../list/partner-row.ts';
import { cutUnmeant } from '../meant/cut-unmeant.ts';
import { type Known, knownNames, letters } from '../sentence/read-clauses.ts';
import { readTokens, type Token } from '../sentence/read-tokens.ts';
import { readGuid } from '../text/guid.ts';
import type { Longer } from './end-lengths.ts';
import { firstProjectWithNames, mostWithNames, projectsAmong } from './ending-clauses.ts';
import { plainText } from './plain-text.ts';
import {
  endPiece,
  type FoundInLine,
  type NameInLine,
  nothingFound,
  takeNext,
} from './take-ending.ts';

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
  /** How much longer the access is to last. */
  longer?: Longer;
  /** The typed words that ask for access without an end. */
  endless?: string;
  /** What may name partners, in a line without addresses: `Jane Doe`. It is left over, too. */
  names?: readonly NameInLine[];
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
  const projectFrom = mayNameSomebody(tokens) ? firstProjectWithNames(tokens, names) : 0;
  const place = { known: names, lastAddress, projectFrom };
  const found = nothingFound();
  for (let at = 0, due = 0; at < tokens.length; at += takeNext(found, tokens, at, place)) {
    if (at < due) continue;
    due = at + atATime;
    yield 'break';
  }
  endPiece(found);
  for (const name of projectsAmong(found.leftTokens, tokens, place))
    found.others.projects.add(name);
  return {
    partners: [...found.addresses.values()].map((token, index) =>
      entryRow({ address: token.text }, index + 1),
    ),
    ...termsOf(found),
    ...(mayNameSomebody(tokens) && { names: namesIn(found) }),
    others: { projects: [...found.others.projects], untils: [...found.others.untils] },
    leftOver: [...found.left, ...left],
    ...(doubts.length > 0 && { doubts }),
  };
}

function termsOf({ said: { project, until }, longer, endless }: FoundInLine) {
  return {
    ...(project !== undefined && { project }),
    ...(until !== undefined && { until }),
    ...(longer !== undefined && { longer }),
    ...(endless !== undefined && { endless }),
  };
}

const mayNameSomebody = (tokens: readonly Token[]): boolean =>
  tokens.length <= mostWithNames && tokens.every(({ kind }) => kind !== 'address');

const namesIn = ({ names, namesBehind }: FoundInLine): readonly NameInLine[] =>
  names.length > 0 ? names : namesBehind;

/** Operators name an account by its object id, too. */
const idAsAddress = (token: Token): Token =>
  readGuid(token.text) === undefined ? token : { ...token, kind: 'address' };
