import { atOnce } from '../../../src/guests/in-turns.ts';
import { endingInTurns, type TypedEnding } from '../../../src/guests/typed/typed-ending.ts';
import { type TypedLine, typedLineInTurns } from '../../../src/guests/typed/typed-line.ts';

type Known = Parameters<typeof typedLineInTurns>[1];

/** Reads a whole line without breaks: tests have short ones. */
export const readTypedLine = (text: string, known: Known = {}, firstLine = 1): TypedLine =>
  atOnce(typedLineInTurns(text, known, firstLine));

export const readEnding = (text: string, known: Known = {}): TypedEnding =>
  atOnce(endingInTurns(text, known));
