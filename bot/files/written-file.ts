import { type Db, inSnapshot } from '../../src/store/database.ts';

/** A file that the bot writes while it is sent, so that a long one is never in memory as a whole. */
export type WrittenFile = {
  name: string;
  /** Writes it from the rows as this database or transaction shows them. */
  chunks: (db: Db) => AsyncIterable<Uint8Array>;
};

/** A file of one piece. */
export const wholeFile = (name: string, text: string): WrittenFile => ({
  name,
  async *chunks() {
    yield new TextEncoder().encode(text);
  },
});

/** Turns pieces of text into bytes. */
export async function* asBytes(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const text of texts) yield encoder.encode(text);
}

/** Writes the file and keeps nothing of it but its length. */
export async function lengthOf(db: Db, { chunks }: WrittenFile): Promise<number> {
  let bytes = 0;
  for await (const chunk of chunks(db)) bytes += chunk.length;
  return bytes;
}

/** A file and its length, which an upload names before the first byte. */
export type SizedFile = { size: number; chunks: AsyncIterable<Uint8Array> };

/** Writes the file twice from the same rows, whatever changes meanwhile: once for its length, and once for the upload. */
export async function sendWritten<Sent>(
  db: Db,
  file: WrittenFile,
  send: (sized: SizedFile) => Promise<Sent>,
): Promise<Sent> {
  return await inSnapshot(db, async (trx) => {
    const size = await lengthOf(trx, file);
    return await send({ size, chunks: file.chunks(trx) });
  });
}
