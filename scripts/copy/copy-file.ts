import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { CopyFault } from '../../src/store/copy/copy-lines.ts';

/**
 * Writes lines into a compressed file that only its owner may read. The file is there as a whole or not at all.
 */
export async function writeCopyFile<Result>(
  path: string,
  copy: (write: (line: string) => Promise<void>) => Promise<Result>,
): Promise<Result> {
  const half = `${path}.half`;
  await mkdir(dirname(path), { recursive: true });
  await rm(half, { force: true });
  const gzip = createGzip();
  const written = pipeline(gzip, createWriteStream(half, { mode: 0o600, flags: 'wx' }));
  const write = async (line: string) => {
    if (gzip.write(`${line}\n`)) return;
    await new Promise((resolve) => gzip.once('drain', resolve));
  };
  try {
    const result = await copy(write);
    gzip.end();
    await written;
    await rename(half, path);
    return result;
  } catch (error) {
    gzip.destroy();
    await written.catch(() => undefined);
    await rm(half, { force: true });
    throw error;
  }
}

/** The lines of such a file. Throws CopyFault where it is none, or was cut off. */
export async function* readCopyFile(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  let rest = '';
  try {
    const decoder = new TextDecoder();
    for await (const chunk of file.pipe(createGunzip())) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      throw new CopyFault(error.code === 'Z_BUF_ERROR' ? 'cut off' : 'damaged', { cause: error });
    throw error;
  } finally {
    file.destroy();
  }
  if (rest !== '') throw new CopyFault('cut off');
}
