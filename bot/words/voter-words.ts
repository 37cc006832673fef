import { clean } from './clean.ts';
import type { Say } from './say.ts';

/** Names a voter or an asked owner, and the owner for whom they stand in. `instead` empty: nobody. */
export function voterWords(
  { name, instead }: { name: string; instead?: string | undefined },
  say: Say,
): string {
  const who = clean(name, 40);
  return instead === undefined || instead === ''
    ? who
    : say('voter.instead', { name: who, instead: clean(instead, 40) });
}
