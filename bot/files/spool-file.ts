import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, inSnapshot } from '../../src/store/database.ts';
import { bounded, type WrittenFile } from './written-file.ts';

/** A file and its length, which an upload names before the first byte. */
export type SizedFile = {
  size: number;
  /** Reads so many bytes from there on; fewer only at the end. */
  part: (from: number, length: number) => Promise<Uint8Array<ArrayBuffer>>;
};

export type Spool = { folder: string; mostBytes?: number };

/**
 * Writes the file once, from the rows of one instant, into a temporary file, and hands it over when the transaction is
 * over: an upload may take minutes, and must hold no connection. The temporary file loses its name before the first
 * byte, so it goes with the process, however that ends. Throws FileTooLong.
 */
export async function spooled<Sent>(
  db: Db,
  file: WrittenFile,
  send: (sized: SizedFile) => Promise<Sent>,
  { folder, mostBytes }: Spool = { folder: tmpdir() },
): Promise<Sent> {
  const handle = await openNameless(folder);
  try {
    const size = await inSnapshot(db, (trx) =>
      writeAll(handle, bounded(file.chunks(trx), mostBytes)),
    );
    return await send({ size, part: (from, length) => readPart(handle, from, length) });
  } finally {
    await handle.close();
  }
}

async function openNameless(folder: string): Promise<FileHandle> {
  const path = join(folder, `guestlist-${crypto.randomUUID()}`);
  const handle = await open(path, 'wx+', 0o600);
  try {
    await unlink(path);
  } catch (error) {
    await handle.close();
    throw error;
  }
  return handle;
}

async function writeAll(handle: FileHandle, chunks: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0;
  for await (const chunk of chunks) {
    await handle.writeFile(chunk);
    bytes += chunk.length;
  }
  return bytes;
}

async function readPart(
  handle: FileHandle,
  from: number,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await handle.read(bytes, read, length - read, from + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return bytes.subarray(0, read);
}
