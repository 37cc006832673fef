import type { Db } from '../../src/store/database.ts';

/** A file that the bot writes piece by piece, so that a long one is never in memory as a whole. */
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

/**
 * More than half a million entries of an audit. With the files made at once it bounds the room in the temporary folder.
 */
export const mostFileMegabytes = 100;

/** A file is longer than the bot makes one. */
export class FileTooLong extends Error {
  constructor() {
    super(`The file is longer than ${mostFileMegabytes} MB`);
    this.name = 'FileTooLong';
  }
}

/** Passes the pieces of a file on. Throws FileTooLong once they are too many. */
export async function* bounded(
  chunks: AsyncIterable<Uint8Array>,
  mostBytes: number = mostFileMegabytes * 1_000_000,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new FileTooLong();
    yield chunk;
  }
}

/**
 * Writes the file and keeps nothing of it but its length. It needs no connection of its own: each page is a statement.
 */
export async function lengthOf(db: Db, { chunks }: WrittenFile): Promise<number> {
  let bytes = 0;
  for await (const chunk of bounded(chunks(db))) bytes += chunk.length;
  return bytes;
}
