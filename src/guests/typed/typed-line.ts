import type { PartnerRow } from '../list/partner-row.ts';
import { entryRow } from '../list/read-entry.ts';
import { cutSignature } from './cut-signature.ts';
import { plainText } from './plain-text.ts';
import { type Known, knownPlace, type Said } from './read-clauses.ts';
import { type People, readPeople } from './read-people.ts';
import { readTokens } from './read-tokens.ts';

export type TypedLine = {
  partners: PartnerRow[];
  /** Every project that is named, in order; where there are several, each row has its own. */
  projects: string[];
  /** Words that nothing was done with, in their order. Every address among them is one that is not invited. */
  leftOver: string[];
};

/**
 * What stands after the command word `invite`: whom, to which project, in which language, until when. Project, language
 * and date stand in each partner's row, as if a file had named them. `firstLine` is the line of the message that `text`
 * begins on.
 */
export function readTypedLine(text: string, known: Known = {}, firstLine = 1): TypedLine {
  const { people, leftOver } = readMessage(text, known, firstLine);
  return typedLine(people, leftOver);
}

/** The same, with what a pasted list is told by. */
export function readMessage(text: string, known: Known, firstLine: number): People {
  const { body, after } = cutSignature(plainText(text));
  const read = readPeople(readTokens(body, firstLine), knownPlace(known));
  return { ...read, leftOver: after === '' ? read.leftOver : [...read.leftOver, after] };
}

export function typedLine(people: People['people'], leftOver: string[]): TypedLine {
  const partners = people.map(({ line, said, ...entry }) => entryRow(entry, line, said));
  const projects = people.flatMap(({ said }) => said.project ?? []);
  return { partners, projects: [...new Set(projects)], leftOver };
}

export type TypedBeside = Said & { leftOver: string[] };

/** What stands beside a file: `to atlas in nl`. Other words are left over. */
export function readBesideFile(text: string, known: Known = {}): TypedBeside {
  const plain = plainText(text);
  // An address beside a file is nobody whom the file names: nothing is done with it.
  if (plain.includes('@')) return { leftOver: [plain.replace(/\s+/g, ' ')] };
  const { people, leftOver, said } = readPeople(readTokens(plain), knownPlace(known));
  return { ...said, leftOver: [...people.map(({ address }) => address), ...leftOver] };
}
