import { isUtf8 } from 'node:buffer';
import { foreign, kindOfBytes } from '../foreign/foreign-file.ts';
import { ListRefused, type ListRefusedCode } from '../list/list-refused.ts';

/** Decodes Unicode. After the first piece that is not UTF-8, it returns no more text. */
export type PieceReader = {
  take(bytes: Uint8Array): string;
  end(): string;
  /** The bytes from that piece on: only the whole file shows their code page. */
  rest(): readonly Uint8Array[];
  /** True when the decoded text has letters beyond ASCII. */
  wasBeyondAscii(): boolean;
};

/** Chooses the reader for a file by its first bytes. Throws ListRefused for a file that is no text. */
export function openPieces(first: Uint8Array): PieceReader {
  const kind = kindOf(first);
  if (kind !== undefined) throw new ListRefused(kind);
  const other = kindOfBytes(Buffer.from(first.subarray(0, 16)).toString('latin1'));
  if (other !== undefined) throw foreign(other);
  if (first[0] === 0xff && first[1] === 0xfe) return unicode('utf-16le');
  if (first[0] === 0xfe && first[1] === 0xff) return unicode('utf-16be');
  return unmarked(first) ?? utf8OrElse();
}

/** Recognises a file that is no text by its first bytes. */
function kindOf(first: Uint8Array): ListRefusedCode | undefined {
  const start = Buffer.from(first.subarray(0, 8)).toString('latin1');
  const head = Buffer.from(first.subarray(0, 4096)).toString('latin1');
  // An old .xls gets the same advice as a workbook with a password.
  if (start.startsWith('\xd0\xcf\x11\xe0')) return 'xlsx';
  if (start.startsWith('PK\x03\x04')) {
    return /\[Content_Types\]\.xml|xl\/|_rels\/|docProps\//.test(head) ? 'xlsx' : 'zip';
  }
  if (start.startsWith('PK')) return 'zip';
  return start.startsWith('\x1f\x8b') ? 'gzip' : undefined;
}

/** Recognises UTF-16 without a byte order mark: in text that is mostly ASCII, every other byte is NUL. */
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

/** Decodes UTF-8, up to the first piece that is not. */
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

/** Where the last complete character ends. */
function wholeCharacters(bytes: Uint8Array): number {
  const tail = [...bytes.subarray(-4)];
  const back = tail.length - tail.findLastIndex((byte) => (byte & 0b1100_0000) !== 0b1000_0000);
  const lead = tail.at(-back) ?? 0;
  const needed = [0xc0, 0xe0, 0xf0].filter((from) => lead >= from).length + 1;
  return needed > back ? bytes.length - back : bytes.length;
}
