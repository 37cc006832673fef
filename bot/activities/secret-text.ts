import { readFileSync } from 'node:fs';
import type { Config } from '../../src/config.ts';
import type { SecretSetting } from '../../src/secret-setting.ts';

/** The secret as it is now. */
export type SecretText = () => string;

/**
 * Makes the reader of a secret. It reads a file at each call: somebody may replace it while the bot runs. While the
 * file cannot be read, or is empty because somebody is writing it, the last secret counts. Throws where there is none
 * at the beginning, in words for the person who starts the bot.
 */
export function secretText(setting: SecretSetting): SecretText {
  if (setting.kind === 'text') return () => setting.text;
  const { variable, path } = setting;
  let last = '';
  const look = () => {
    try {
      last = readFileSync(path, 'utf8').trim() || last;
    } catch (cause) {
      if (last === '')
        throw new Error(`${variable}: the bot cannot read the secret in ${path}.`, { cause });
    }
    return last;
  };
  if (look() === '') throw new Error(`${variable}: ${path} is empty.`);
  return look;
}

/** Why the bot could not start with the secrets that this configuration names, in words. */
export function secretFaults({
  graph: { credential },
  registration,
}: Pick<Config, 'graph' | 'registration'>): string[] {
  const settings = [
    ...(credential.kind === 'secret' ? [credential.secret] : []),
    ...(registration?.type === 'SingleTenant' ? [registration.password] : []),
  ];
  return settings.flatMap((setting) => {
    try {
      secretText(setting);
      return [];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  });
}
