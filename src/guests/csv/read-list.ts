import { setImmediate } from 'node:timers/promises';
import { betweenBreaks, withBreaks } from '../in-turns.ts';
import type { ListEvent } from '../table/list-event.ts';
import { cutText } from '../text/cut-text.ts';
import { decodeBytes } from './decode-bytes.ts';
import { openText, startCharacters } from './read-text.ts';

export type ListLimits = { maxBytes: number; maxRows: number };

/** The reader needs only milliseconds for so many characters, even if each is a record. */
const turnCharacters = 8192;

/**
 * Streams a partner list: its layout first, then rows in their order, then notes and the balance of its lines. Throws
 * ListRefused for an unusable file, perhaps after some rows: the caller must keep nothing before the end.
 */
export async function* readList(
  chunks: AsyncIterable<Uint8Array>,
  limits: ListLimits,
): AsyncGenerator<ListEvent> {
  const { text, codePage } = decodeBytes(chunks, limits.maxBytes);
  try {
    const start = await takeStart(text);
    const door = await withBreaks(openText(start, limits, codePage));
    for await (const piece of join(start, text)) {
      for (const event of door.push(piece)) {
        if (event === 'break') await setImmediate();
        else yield event;
      }
    }
    yield* betweenBreaks(door.end());
  } finally {
    // Tells the source of the bytes to stop, however reading ended.
    await text.return(undefined);
  }
}

async function takeStart(text: AsyncIterator<string>): Promise<string> {
  let start = '';
  while (start.length < startCharacters) {
    const next = await text.next();
    if (next.done) break;
    start += next.value;
  }
  return start;
}

/** Lets other work run between two pieces. A file that is already complete would block it. */
async function* join(start: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield* inTurns(start);
  for await (const piece of rest) yield* inTurns(piece);
}

async function* inTurns(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; ) {
    await setImmediate();
    // The parser works on bytes, and would make two replacement signs of an emoji cut in half.
    const piece = cutText(text.slice(at), turnCharacters);
    at += piece.length;
    yield piece;
  }
}
