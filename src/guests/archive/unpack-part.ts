import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { ListRefused } from '../list/list-refused.ts';
import { packedBytes, type ZipEntry } from './zip-directory.ts';

/** Unpacks the text of a part, piece by piece. Throws ListRefused if it is longer than the directory says. */
export async function* unpackPart(bytes: Uint8Array, entry: ZipEntry): AsyncGenerator<string> {
  const packed = packedBytes(bytes, entry);
  if (packed === undefined || (entry.method !== 0 && entry.method !== 8)) throw broken();
  const decoder = new TextDecoder();
  let size = 0;
  for await (const piece of entry.method === 0 ? [packed] : inflated(packed)) {
    size += piece.length;
    if (size > entry.size) throw broken();
    yield decoder.decode(piece, { stream: true });
  }
  yield decoder.decode();
}

/** Unpacks a small part whole. */
export async function partText(bytes: Uint8Array, entry: ZipEntry): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of unpackPart(bytes, entry)) pieces.push(piece);
  return pieces.join('');
}

async function* inflated(packed: Uint8Array): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw();
  const source = Readable.from([packed]);
  source.pipe(inflate);
  try {
    for await (const piece of inflate) yield piece;
  } catch (cause) {
    throw broken(cause);
  } finally {
    source.destroy();
    inflate.destroy();
  }
}

/** The refusal of a workbook whose parts cannot be unpacked. */
export const broken = (cause?: unknown) => new ListRefused('workbook broken', {}, { cause });
