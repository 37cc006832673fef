import { atOnce, type Break, type InTurns } from '../in-turns.ts';
import { ListRefused } from '../list/list-refused.ts';
import type { ListEvent, ListSource } from '../table/list-event.ts';
import { startReading } from '../table/start-reading.ts';
import { startRecords } from './assemble-records.ts';
import { areCards, openCards } from './contact-cards.ts';
import { withoutSchema } from './list-schema.ts';
import { parseRecords } from './parse-records.ts';
import type { RawRecord } from './raw-record.ts';
import { sniffList } from './sniff-list.ts';
import { type Lines, startLines } from './text-lines.ts';

export type TextLimits = { maxRows: number };

/** Enough for every preamble and header that is not hostile. */
export const startCharacters = 131_072;
/** In characters. */
const longestLine = 65_536;

/** The door for text, with breaks for other work. Both functions throw ListRefused. */
export type TextDoor = {
  push(piece: string): Generator<ListEvent | Break>;
  end(): Generator<ListEvent | Break>;
};

/** `start`: the beginning of the text, with the headings. The caller pushes all of the text, `start` too. */
export function* openText(
  start: string,
  { maxRows }: TextLimits,
  codePage?: ListSource['codePage'],
): InTurns<TextDoor> {
  if (areCards(start)) return openCards({ maxRows }, codePage);
  const { reshape, ...shape } = yield* sniffList(withoutSchema(start));
  const { delimiter } = shape;
  const lines = startLines();
  const assembler = startRecords(shape);
  const reader = startReading({
    delimiter,
    maxRows,
    ...(codePage === undefined ? {} : { codePage }),
  });
  let isFirst = true;

  function assemble(found: Lines): RawRecord[] {
    if (isFirst && found.texts.length > 0) {
      isFirst = false;
      found.texts[0] = withoutSchema(found.texts[0] ?? '');
    }
    if (reshape !== undefined) found.texts = found.texts.map(reshape);
    return assembler.push(found);
  }

  const read = (raw: readonly RawRecord[]) => reader.take(parseRecords(raw, delimiter));

  return {
    *push(piece) {
      const found = lines.push(piece);
      yield* read(assemble(found));
      if (lines.waiting() > longestLine)
        throw new ListRefused('record too long', { line: assembler.line() + 1 });
    },
    *end() {
      yield* read(assemble(lines.end()));
      const { records, blank } = assembler.end();
      yield* read(records);
      yield* reader.end(blank);
    },
  };
}

/** Reads a complete list, as somebody pasted it. Throws ListRefused. */
export function* textInTurns(text: string, limits: TextLimits): InTurns<ListEvent[]> {
  const door = yield* openText(text, limits);
  const events: ListEvent[] = [];
  for (const step of [() => door.push(text), () => door.end()]) {
    for (const event of step()) {
      if (event === 'break') yield event;
      else events.push(event);
    }
  }
  return events;
}

/** The same without breaks. Throws ListRefused. */
export const readText = (text: string, limits: TextLimits): ListEvent[] =>
  atOnce(textInTurns(text, limits));
