import { cardCells, cardHeader, fieldsBeside } from '../foreign/card-cells.ts';
import type { Break } from '../in-turns.ts';
import { ListRefused } from '../list/list-refused.ts';
import type { ListEvent, ListSource } from '../table/list-event.ts';
import type { ListRecord } from '../table/list-record.ts';
import { startReading } from '../table/start-reading.ts';
import { startLines } from './text-lines.ts';

/** In characters, without pictures. */
const longestCard = 65_536;
const begins = /^\s*BEGIN:VCARD\s*$/i;
const ends = /^\s*END:VCARD\s*$/i;
/** Pictures, sounds and keys take most of a card, and say nothing about who is meant. */
const heavy = /^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]/i;

/** True when a text is a file of contact cards, as telephones and address books export them. */
export const areCards = (start: string): boolean =>
  /^\ufeff?\s{0,100}BEGIN:VCARD[ \t]*[\r\n]/i.test(start);

/** A card that has begun. `text`: its lines without pictures. */
type Open = { line: number; lines: number; blank: number; texts: string[]; length: number };

/**
 * Reads contact cards as rows with an address and a name. The first line stands for the headings, so every line is
 * accounted for. Both functions throw ListRefused.
 */
export function openCards({ maxRows }: { maxRows: number }, codePage?: ListSource['codePage']) {
  const lines = startLines();
  const fields = new Set<string>();
  const reader = startReading({
    delimiter: ',',
    maxRows,
    leftOut: () => [...fields],
    ...(codePage === undefined ? {} : { codePage }),
  });
  let line = 0;
  let blank = 0;
  let open: Open | undefined;
  let isHeavy = false;
  let hasHeader = false;

  function close(): ListRecord[] {
    if (open === undefined) return [];
    const { texts, length: _, ...place } = open;
    open = undefined;
    for (const field of fieldsBeside(texts)) fields.add(field);
    return [{ ...place, cells: cardCells(texts) }];
  }

  function begin(text: string): ListRecord[] {
    const before = close();
    open = { line, lines: 1, blank, texts: [text], length: 0 };
    blank = 0;
    return before;
  }

  function add(text: string): ListRecord[] {
    // The line that stands for the headings begins the first card too.
    open ??= { line, lines: 0, blank, texts: [], length: 0 };
    if (open.lines === 0) blank = 0;
    open.lines += 1;
    isHeavy = /^[ \t]/.test(text) ? isHeavy : heavy.test(text);
    if (!isHeavy) {
      open.texts.push(text);
      open.length += text.length;
    }
    if (open.length > longestCard) throw new ListRefused('record too long', { line: open.line });
    return ends.test(text) ? close() : [];
  }

  function take(text: string): ListRecord[] {
    line += 1;
    if (text.trim() === '' && open === undefined) {
      blank += 1;
      return [];
    }
    if (!hasHeader) {
      hasHeader = true;
      const header = { line, lines: 1, blank, cells: cardHeader };
      blank = 0;
      return [header];
    }
    return begins.test(text) ? begin(text) : add(text);
  }

  const read = (texts: readonly string[]) => reader.take(texts.flatMap(take));

  return {
    *push(piece: string): Generator<ListEvent | Break> {
      yield* read(lines.push(piece).texts);
      if (lines.waiting() > longestCard)
        throw new ListRefused('record too long', { line: line + 1 });
    },
    *end(): Generator<ListEvent | Break> {
      yield* read(lines.end().texts);
      yield* reader.take(close());
      yield* reader.end(blank);
    },
  };
}
