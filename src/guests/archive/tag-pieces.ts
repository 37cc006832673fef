import { setImmediate } from 'node:timers/promises';
import { unpackPart } from './unpack-part.ts';
import type { ZipEntry } from './zip-directory.ts';

const pieceLength = 262_144;

/** The beginnings of an element of a sheet. */
export const cellsAndRows = ['<c ', ':c ', '<row'] as const;
/** The beginnings of a shared text. */
export const sharedTexts = ['<si>', '<si ', ':si>', ':si '] as const;

/** The text of a part in pieces that end before one of the marks, or before any tag in a piece without them. */
export async function* tagPieces(
  bytes: Uint8Array,
  entry: ZipEntry,
  marks: readonly string[],
): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of unpackPart(bytes, entry)) {
    rest += piece;
    if (rest.length < pieceLength) continue;
    const end = Math.max(...marks.map((mark) => rest.lastIndexOf(mark)));
    const cut = end > 0 ? rest.lastIndexOf('<', end) : rest.lastIndexOf('<');
    if (cut <= 0) continue;
    yield rest.slice(0, cut);
    rest = rest.slice(cut);
    await setImmediate();
  }
  yield rest;
}
