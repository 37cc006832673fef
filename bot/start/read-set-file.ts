import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of the path is no folder',
  EISDIR: 'it is a folder',
  EACCES: 'the bot has no right to read it',
  EPERM: 'the bot has no right to read it',
};

/** No file that people write comes near: a thousand projects are one megabyte. */
const mostBytes = 4 * 1024 * 1024;

/**
 * Reads the text of a file that a variable names: UTF-8, and at most 4 MiB. Throws an error that names both, for the
 * person who starts the bot.
 */
export async function readSetFile(variable: string, file: string): Promise<string> {
  try {
    return await readText(file);
  } catch (cause) {
    throw new Error(`${variable}: the bot cannot read ${file}: ${reasonOf(cause)}.`, { cause });
  }
}

class Unfit extends Error {}

/** A pipe would keep the bot waiting for ever, and a device has no end: it opens neither. */
async function readText(file: string): Promise<string> {
  const kind = await stat(file);
  if (kind.isDirectory()) throw new Unfit('it is a folder');
  if (!kind.isFile()) throw new Unfit('it is no ordinary file');
  const bytes = await readFirst(file, mostBytes + 1);
  if (bytes.length > mostBytes) throw new Unfit('it is larger than 4 MB');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new Unfit('it is no text in UTF-8', { cause });
  }
}

async function readFirst(file: string, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  // `end` is the last byte that is read.
  for await (const chunk of createReadStream(file, { end: most - 1 })) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function reasonOf(error: unknown): string {
  if (error instanceof Unfit) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return reasons[code] ?? `the machine answers ${code}`;
}
