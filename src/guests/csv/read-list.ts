import { setImmediate } from 'node:timers/promises';
import type { ListEvent } from '../table/list-event.ts';
import { cutText } from '../text/cut-text.ts';
import { decodeBytes } from './decode-bytes.ts';
import { openText, startCharacters } from './read-text.ts';

export type ListLimits = { maxBytes: number; maxRows: number };

/** Few enough that even records of one character each are read within some milliseconds. */
const turnCharacters = 8192;

/**
 * Streams a partner list: its layout first, then rows in their order, then notes and the balance of its lines. An
 * unusable file throws ListRefused, perhaps after it gave rows: the caller may keep nothing before the end.
 */
export async function* readList(
  chunks: AsyncIterable<Uint8Array>,
  limits: ListLimits,
): AsyncGenerator<ListEvent> {
  const { text, codePage } = decodeBytes(chunks, limits.maxBytes);
  try {
    const start = await takeStart(text);
    const door = openText(start, limits, codePage);
    for await (const piece of join(start, text)) yield* door.push(piece);
    yield* door.end();
  } finally {
    // Whoever gives the bytes learns that no more are wanted, however reading ended.
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

/** Between two pieces others get their turn: a file that is there whole would keep them waiting. */
async function* join(start: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield* inTurns(start);
  for await (const piece of rest) yield* inTurns(piece);
}

async function* inTurns(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; ) {
    await setImmediate();
    // The parser works on bytes: half an emoji would become two signs of nothing.
    const piece = cutText(text.slice(at), turnCharacters);
    at += piece.length;
    yield piece;
  }
}
