import { isUtf8 } from 'node:buffer';
import { ListRefused, type ListRefusedCode } from './list-refused.ts';

/** Large chunks are cut, so that nothing downstream works on megabytes at a time. */
const pieceBytes = 65_536;

/**
 * The text of a file, piece by piece: UTF-8, UTF-16 with a byte order mark, or, where the bytes
 * are no UTF-8, Windows-1252. How the bytes are cut into chunks makes no difference.
 */
export async function* decodeBytes(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<string> {
  let decode: Decode | undefined;
  for await (const bytes of withFirstBytes(limited(chunks, maxBytes))) {
    decode ??= decoderFor(bytes);
    for (let from = 0; from < bytes.length; from += pieceBytes) {
      yield withoutNul(decode(bytes.subarray(from, from + pieceBytes)));
    }
  }
  if (decode !== undefined) yield withoutNul(decode('end'));
}

type Decode = (bytes: Uint8Array | 'end') => string;

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

function decoderFor(first: Uint8Array): Decode {
  const kind = kindOf(first);
  if (kind !== undefined) throw new ListRefused(kind);
  if (first[0] === 0xff && first[1] === 0xfe) return streaming('utf-16le');
  if (first[0] === 0xfe && first[1] === 0xff) return streaming('utf-16be');
  return utf8OrWindows();
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

function streaming(encoding: string): Decode {
  const decoder = new TextDecoder(encoding);
  return (bytes) => (bytes === 'end' ? decoder.decode() : decoder.decode(bytes, { stream: true }));
}

/**
 * UTF-8 until a byte that cannot be. Up to there the text was plain ASCII, or the file mixes two
 * encodings and no reading of it would be right.
 */
function utf8OrWindows(): Decode {
  const utf8 = streaming('utf-8');
  let windows: Decode | undefined;
  let beyondAscii = false;
  let carry: Uint8Array = new Uint8Array();
  return (bytes) => {
    if (windows !== undefined) return windows(bytes);
    const joined = Buffer.concat([carry, bytes === 'end' ? new Uint8Array() : bytes]);
    const whole = bytes === 'end' ? joined.length : wholeCharacters(joined);
    const body = joined.subarray(0, whole);
    if (isUtf8(body)) {
      carry = joined.subarray(whole);
      const text = utf8(body);
      beyondAscii ||= text.length < body.length;
      return text;
    }
    const lenient = new TextDecoder().decode(body);
    if (beyondAscii || /[^\0-\x7f]/.test(lenient.slice(0, lenient.indexOf('\ufffd')))) {
      throw new ListRefused('not csv');
    }
    windows = streaming('windows-1252');
    return windows(joined);
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
