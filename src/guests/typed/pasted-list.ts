import type { Known } from '../sentence/read-clauses.ts';
import { plainText } from './plain-text.ts';
import { readMessage, readTable, type TypedLine, typedLine } from './typed-line.ts';

/**
 * Reads a message that is a list of partners and nothing else: addresses with or without names, one per line or
 * separated; rows copied from a spreadsheet; a mail's To line. Undefined for any other message.
 */
export function readPastedList(text: string, known: Known = {}): TypedLine | undefined {
  const plain = plainText(text);
  const table = readTable(plain, known);
  if (table !== undefined) return table;
  const read = readMessage(plain, known);
  const good = read.people.filter(({ address }) => /^[^\s@]+@[^\s@]+$/.test(address)).length;
  // Prose with addresses is no list; several partners with one slip among them are one.
  return good * 2 > read.people.length && read.talk * 2 < good ? typedLine(read) : undefined;
}
