import type { EnvReader } from './env-reader.ts';

/** A secret, or the file that holds it: somebody may replace that while the bot runs. */
export type SecretSetting =
  | { kind: 'text'; text: string }
  /** `variable` names the file. */
  | { kind: 'file'; variable: string; path: string };

/** Reads a secret from one variable, or the name of its file from another. Undefined: neither is set. */
export function secretSetting(
  read: EnvReader,
  name: string,
  fileName: string,
): SecretSetting | undefined {
  const text = read.text(name);
  const path = read.text(fileName);
  if (path === undefined) return text === undefined ? undefined : { kind: 'text', text };
  if (text !== undefined) read.fault(fileName, `is set beside ${name}. Keep one.`);
  return { kind: 'file', variable: fileName, path };
}

/** The value in the place of a missing secret, while the reader collects the other faults. */
export const noSecret: SecretSetting = { kind: 'text', text: '' };
