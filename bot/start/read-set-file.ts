import { readFile } from 'node:fs/promises';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of the path is no folder',
  EISDIR: 'it is a folder',
  EACCES: 'the bot has no right to read it',
  EPERM: 'the bot has no right to read it',
};

/** Reads the text of a file that a variable names. Throws an error that names both, for the person who starts the bot. */
export async function readSetFile(variable: string, file: string): Promise<string> {
  return await readFile(file, 'utf8').catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    const reason = reasons[code] ?? `the machine answers ${code}`;
    throw new Error(`${variable}: the bot cannot read ${file}: ${reason}.`, { cause });
  });
}
