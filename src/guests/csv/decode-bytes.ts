import { isUtf8 } from 'node:buffer';
import { setImmediate } from 'node:timers/promises';
import { ListRefused, type ListRefusedCode } from '../list/list-refused.ts';
import { startEvidence } from './code-page-evidence.ts';
import type { Encoding } from './encoding.ts';

/** Large chunks are cut, so that nothing downstream works on megabytes at a time. */
const pieceBytes = 65_536;

export type Decoded = {
  text: AsyncGenerator<string>;
  /** Set once it is known that the text is not Unicode alone. */
  codePage: () => CodePageFound | undefined;
};

export type CodePageFound = {
  name: string;
  /** Some lines are UTF-8 all the same. */
  mixed: boolean;
};

/**
 * The text of a file, piece by piece: UTF-8, UTF-16, or, from the first byte on that UTF-8 does not have, the code page
 * that the letters of the whole file speak for. How the bytes are cut into chunks makes no difference.
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
    reader ??= readerFor(bytes);
    for (let from = 0; from < bytes.length; from += pieceBytes) {
      yield withoutNul(reader.take(bytes.subarray(from, from + pieceBytes)));
    }
  }
  if (reader === undefined) return;
  yield withoutNul(reader.end());
  const rest = reader.rest();
  if (rest.length > 0) yield* decodeRest(rest, { wasBeyondAscii: reader.wasBeyondAscii(), found });
}

/** What is no UTF-8: its code page shows in the whole of it. */
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
    // A line without an end would be joined over and over.
    const whole = end === 0 && bytes.length > pieceBytes ? bytes.length : end;
    carry = bytes.subarray(whole);
    yield withoutNul(decodeLines(bytes.subarray(0, whole), encoding, found.codePage));
  }
  yield withoutNul(decodeLines(carry, encoding, found.codePage));
}

/** Line by line: where two files were pasted together, some lines are UTF-8. */
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

/** A dripping download may give one byte at a time; what kind of file it is takes more to see. */
async function* withFirstBytes(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] | undefined = [];
  for await (const chunk of chunks) {
    if (held === undefined) {
      yield chunk;
      continue;
    }
    held.push(chunk);
    if (held.reduce((sum, { length }) => sum + length, 0) < 1024) continue;
    yield Buffer.concat(held);
    held = undefined;
  }
  if (held !== undefined) yield Buffer.concat(held);
}

/** Gives text as long as it can; `rest` holds what needs a look at the whole. */
type PieceReader = {
  take(bytes: Uint8Array): string;
  end(): string;
  rest(): readonly Uint8Array[];
  wasBeyondAscii(): boolean;
};

function readerFor(first: Uint8Array): PieceReader {
  const kind = kindOf(first);
  if (kind !== undefined) throw new ListRefused(kind);
  if (first[0] === 0xff && first[1] === 0xfe) return unicode('utf-16le');
  if (first[0] === 0xfe && first[1] === 0xff) return unicode('utf-16be');
  return unmarked(first) ?? utf8OrElse();
}

/** Files that are no text at all, by their first bytes. */
function kindOf(first: Uint8Array): ListRefusedCode | undefined {
  const start = Buffer.from(first.subarray(0, 8)).toString('latin1');
  const head = Buffer.from(first.subarray(0, 4096)).toString('latin1');
  // An old .xls is mended the same way as an .xlsx.
  if (start.startsWith('\xd0\xcf\x11\xe0')) return 'xlsx';
  if (start.startsWith('PK\x03\x04')) {
    return /\[Content_Types\]\.xml|xl\/|_rels\/|docProps\//.test(head) ? 'xlsx' : 'zip';
  }
  if (start.startsWith('PK')) return 'zip';
  if (start.startsWith('\x1f\x8b')) return 'gzip';
  return /^(?:%PDF|\x89PNG|\xff\xd8\xff|GIF8|\{\\rtf)/.test(start) ? 'not csv' : undefined;
}

/** UTF-16 without its mark: every other byte of what is mostly ASCII is NUL. */
function unmarked(first: Uint8Array): PieceReader | undefined {
  const start = first.subarray(0, 1024);
  const pairs = Math.floor(start.length / 2);
  const zeros = [0, 0];
  for (let at = 0; at < pairs * 2; at += 1)
    if (start[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > pairs * 0.6 && even === 0) return unicode('utf-16le');
  return even > pairs * 0.6 && odd === 0 ? unicode('utf-16be') : undefined;
}

function unicode(encoding: string): PieceReader {
  const decoder = new TextDecoder(encoding);
  return {
    take: (bytes) => decoder.decode(bytes, { stream: true }),
    end: () => decoder.decode(),
    rest: () => [],
    wasBeyondAscii: () => true,
  };
}

/** UTF-8 until a byte that cannot be. */
function utf8OrElse(): PieceReader {
  const utf8 = new TextDecoder();
  const rest: Uint8Array[] = [];
  let beyondAscii = false;
  let carry: Uint8Array = new Uint8Array();
  function take(joined: Uint8Array, whole: number): string {
    if (rest.length > 0 || !isUtf8(joined.subarray(0, whole))) {
      rest.push(joined);
      carry = new Uint8Array();
      return '';
    }
    carry = joined.subarray(whole);
    const text = utf8.decode(joined.subarray(0, whole), { stream: true });
    beyondAscii ||= text.length < whole;
    return text;
  }
  return {
    take(bytes) {
      const joined = carry.length === 0 ? bytes : Buffer.concat([carry, bytes]);
      return take(joined, wholeCharacters(joined));
    },
    end: () => (carry.length === 0 ? '' : take(carry, carry.length)),
    rest: () => rest,
    wasBeyondAscii: () => beyondAscii,
  };
}

/** Where the last character that is there whole ends. */
function wholeCharacters(bytes: Uint8Array): number {
  const tail = [...bytes.subarray(-4)];
  const back = tail.length - tail.findLastIndex((byte) => (byte & 0b1100_0000) !== 0b1000_0000);
  const lead = tail.at(-back) ?? 0;
  const needed = [0xc0, 0xe0, 0xf0].filter((from) => lead >= from).length + 1;
  return needed > back ? bytes.length - back : bytes.length;
}

function withoutNul(text: string): string {
  if (text.includes('\0')) throw new ListRefused('nul bytes');
  return text;
}
