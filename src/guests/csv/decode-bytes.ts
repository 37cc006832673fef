import { isUtf8 } from 'node:buffer';
import { setImmediate } from 'node:timers/promises';
import { ListRefused } from '../list/list-refused.ts';
import { startEvidence } from './code-page-evidence.ts';
import type { Encoding } from './encoding.ts';
import { openPieces, type PieceReader } from './piece-reader.ts';

/** The decoder cuts larger chunks, so that no later stage works on megabytes at a time. */
const pieceBytes = 65_536;

export type Decoded = {
  text: AsyncGenerator<string>;
  /** Undefined while all of the text so far is Unicode. */
  codePage: () => CodePageFound | undefined;
};

export type CodePageFound = {
  name: string;
  /** Some lines are UTF-8 all the same. */
  mixed: boolean;
};

/**
 * Decodes a file piece by piece: as UTF-8, UTF-16, or, from the first piece that is not UTF-8, in the code page that
 * best explains the rest of the file. Chunk boundaries make no difference.
 */
export function decodeBytes(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Decoded {
  const found: { codePage?: CodePageFound } = {};
  return {
    text: decode(limited(chunks, maxBytes), found),
    codePage: () => found.codePage,
  };
}

async function* decode(
  chunks: AsyncIterable<Uint8Array>,
  found: { codePage?: CodePageFound },
): AsyncGenerator<string> {
  let reader: PieceReader | undefined;
  for await (const bytes of withFirstBytes(chunks)) {
    reader ??= openPieces(bytes);
    for (let from = 0; from < bytes.length; from += pieceBytes) {
      yield withoutNul(reader.take(bytes.subarray(from, from + pieceBytes)));
    }
  }
  if (reader === undefined) return;
  yield withoutNul(reader.end());
  const rest = reader.rest();
  if (rest.length > 0) yield* decodeRest(rest, { wasBeyondAscii: reader.wasBeyondAscii(), found });
}

/** Decodes what is not UTF-8. It takes all of it before it chooses the code page. */
async function* decodeRest(
  rest: readonly Uint8Array[],
  { wasBeyondAscii, found }: { wasBeyondAscii: boolean; found: { codePage?: CodePageFound } },
): AsyncGenerator<string> {
  const evidence = startEvidence();
  for (const piece of rest) {
    evidence.take(piece);
    await setImmediate();
  }
  const encoding = evidence.choose();
  found.codePage = { name: encoding.name, mixed: wasBeyondAscii };
  let carry: Uint8Array = new Uint8Array();
  for (const piece of rest) {
    const bytes = Buffer.concat([carry, piece]);
    const end = bytes.lastIndexOf(0x0a) + 1 || bytes.lastIndexOf(0x0d) + 1;
    // Otherwise each piece would copy a line without an end again.
    const whole = end === 0 && bytes.length > pieceBytes ? bytes.length : end;
    carry = bytes.subarray(whole);
    yield withoutNul(decodeLines(bytes.subarray(0, whole), encoding, found.codePage));
  }
  yield withoutNul(decodeLines(carry, encoding, found.codePage));
}

/** Decodes line by line: if somebody joined two files, some lines are UTF-8. */
function decodeLines(bytes: Uint8Array, encoding: Encoding, found: CodePageFound): string {
  const parts: string[] = [];
  let from = 0;
  while (from < bytes.length) {
    const feed = bytes.indexOf(0x0a, from);
    const end = feed < 0 ? bytes.length : feed + 1;
    const line = bytes.subarray(from, end);
    if (isUtf8(line)) {
      const text = Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString();
      found.mixed ||= text.length < line.length;
      parts.push(text);
    } else parts.push(encoding.decode(line));
    from = end;
  }
  return parts.join('');
}

async function* limited(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of chunks) {
    total += chunk.length;
    if (total > maxBytes) throw new ListRefused('too large', { limit: maxBytes });
    yield chunk;
  }
}

/** Joins the first 1024 bytes. A slow download may give one at a time, and `openPieces` needs more to see the kind. */
async function* withFirstBytes(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let first: Uint8Array[] | undefined = [];
  for await (const chunk of chunks) {
    if (first === undefined) {
      yield chunk;
      continue;
    }
    first.push(chunk);
    if (first.reduce((sum, { length }) => sum + length, 0) < 1024) continue;
    yield Buffer.concat(first);
    first = undefined;
  }
  if (first !== undefined) yield Buffer.concat(first);
}

function withoutNul(text: string): string {
  if (text.includes('\0')) throw new ListRefused('nul bytes');
  return text;
}
