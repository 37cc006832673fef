import { readFileSync } from 'node:fs';
import type { Config } from './config.ts';
import { rsaCertificate } from './rsa-certificate.ts';
import type { SecretSetting } from './secret-setting.ts';

/** The secret as it is now. */
export type SecretText = () => string;

/**
 * Makes the reader of a secret. It reads a file at each call: somebody may replace it while the bot runs. While the
 * file cannot be read, or is empty because somebody is writing it, the last secret counts. Throws where there is none
 * at the beginning, in words for the person who starts the bot.
 */
export function secretText(setting: SecretSetting): SecretText {
  if (setting.kind === 'text') return () => setting.text;
  return fileText(setting, {
    what: 'the secret',
    lack: 'is empty',
    check: (text) => text !== '',
  });
}

/** The same for the file of a certificate, which holds its private key too. */
export const certificateText = (path: string): SecretText =>
  fileText(
    { variable: 'AZURE_CLIENT_CERTIFICATE_PATH', path },
    {
      what: 'the certificate',
      lack: 'holds no certificate with its private RSA key in PEM',
      check: (text) => rsaCertificate(text) !== undefined,
    },
  );

/** `check`: true for a whole secret. It may throw instead, with the cause. */
type Kind = { what: string; lack: string; check: (text: string) => boolean };

function fileText(
  { variable, path }: { variable: string; path: string },
  { what, lack, check }: Kind,
): SecretText {
  let last: string | undefined;
  const read = () => {
    try {
      return readFileSync(path, 'utf8').trim();
    } catch (cause) {
      throw new Error(`${variable}: the bot cannot read ${what} in ${path}.`, { cause });
    }
  };
  const whole = () => {
    const text = read();
    try {
      if (check(text)) return text;
    } catch (cause) {
      throw new Error(`${variable}: ${path} ${lack}.`, { cause });
    }
    throw new Error(`${variable}: ${path} ${lack}.`);
  };
  const look = () => {
    try {
      last = whole();
    } catch (error) {
      if (last === undefined) throw error;
    }
    return last;
  };
  look();
  return look;
}

/** Why the bot could not start with the secrets that this configuration names, in words. */
export function secretFaults({
  graph: { credential },
  registration,
}: Pick<Config, 'graph' | 'registration'>): string[] {
  const readers = [
    ...(credential.kind === 'secret' ? [() => secretText(credential.secret)] : []),
    ...(credential.kind === 'certificate' ? [() => certificateText(credential.path)] : []),
    ...(registration?.type === 'SingleTenant' ? [() => secretText(registration.password)] : []),
  ];
  return readers.flatMap((read) => {
    try {
      read();
      return [];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  });
}
