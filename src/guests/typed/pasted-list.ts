import { atOnce, type InTurns } from '../in-turns.ts';
import type { Known } from '../sentence/read-clauses.ts';
import { plainText } from './plain-text.ts';
import { readMessage, readTable, type TypedLine, typedLine, withFields } from './typed-line.ts';

/**
 * A question about somebody, in one line: `Who is jane@x.example?`. Requests begin with other words: `Can you add
 * ...?`.
 */
const asksAbout =
  /^\s*(?:whom?|whose|what|why|when|where|how|is|are|was|were|does|did|has|have|had|wie|wat|waarom|wanneer|waar|hoe|heeft|hebben|zijn|wer|wen|warum|wann|wo|hat|ist|sind|qui|quelle?|pourquoi|quand|o\u00f9|comment|est-ce)(?![\p{L}@.-])[^\n]{1,2000}\?\s*$/iu;

const asksWho =
  /^\s*(?:who|wie|wer|qui)(?:['\u2019]s|\s+(?:is|are|was|zijn|ist|sind|est|sont))\s[^\n]{1,2000}$/iu;

/**
 * Reads a message that is a list of partners and nothing else: addresses with or without names, one per line or
 * separated; rows copied from a spreadsheet; a mail's To line. Undefined for any other message.
 */
export function* pastedListInTurns(
  text: string,
  known: Known = {},
): InTurns<TypedLine | undefined> {
  const plain = plainText(text);
  if (asksAbout.test(plain) || asksWho.test(plain)) return undefined;
  yield 'break';
  const table = yield* readTable(plain, known);
  if (table !== undefined) return table;
  const read = yield* readMessage(plain, known);
  const good = read.people.filter(({ address }) => /^[^\s@]+@[^\s@]+$/.test(address)).length;
  // Prose with addresses is no list; several partners with one slip among them are one.
  const isList = good * 2 > read.people.length && read.talk * 2 < good;
  return isList ? withFields(text, yield* typedLine(read)) : undefined;
}

/** The same without breaks, for short text. */
export const readPastedList = (text: string, known: Known = {}): TypedLine | undefined =>
  atOnce(pastedListInTurns(text, known));
