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

/** A line of a card whose frame is lost. A label has nothing behind its colon. */
const isField = /^(?:[\w-]+\.)?[A-Z-]{1,20}(?:;[^:]{0,200})?:\s*\S/i;

/** A line between two cards: a title of the cards below it, as above the rows of a table. */
const titleAt = (line: number, blank: number, text: string): ListRecord => ({
  line,
  lines: 1,
  blank,
  cells: cardHeader.map((heading) => (heading === 'name' ? text.trim() : '')),
});

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
  let hasCard = false;

  function close(): ListRecord[] {
    if (open === undefined) return [];
    const { texts, length: _, ...place } = open;
    open = undefined;
    hasCard = true;
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
      const lead = blank;
      blank = 0;
      return [{ line, lines: 1, blank: lead, cells: cardHeader }];
    }
    if (begins.test(text)) return begin(text);
    const isBetween = hasCard && open === undefined && !text.includes('@') && !isField.test(text);
    if (!isBetween) return add(text);
    const title = [titleAt(line, blank, text)];
    blank = 0;
    return title;
  }

  return {
    *push(piece: string): Generator<ListEvent | Break> {
      yield* reader.take(lines.push(piece).texts.flatMap(take));
      if (lines.waiting() > longestCard)
        throw new ListRefused('record too long', { line: line + 1 });
    },
    *end(): Generator<ListEvent | Break> {
      yield* reader.take(lines.end().texts.flatMap(take));
      yield* reader.take(close());
      yield* reader.end(blank);
    },
  };
}
