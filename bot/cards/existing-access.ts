import { clean } from '../words/clean.ts';
import { grouped } from '../words/formats.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { fact, shortList } from './access-facts.ts';
import type { CardData } from './render-card.ts';

/** The guests and members who are in the tenant already: how many lack nothing, how many lack something, and what. */
export type ExistingAccess = {
  complete: number;
  lacking: number;
  /** How many the bot could not read. */
  unknown: number;
  /** Each piece of access with how many lack it, what most lack first. */
  missing: readonly { name: string; role?: string | undefined; count: number }[];
};

/** Longer lists would make the card of many projects too large for Teams. */
const mostPieces = 3;

/** One line or none. Guests who are in the tenant already get exactly what they lack. */
export function thereFacts(there: ExistingAccess | undefined, language: Language): CardData[] {
  if (there === undefined) return [];
  const say = speaker(language);
  const { complete, lacking, unknown } = there;
  const words = [
    ...(complete > 0 ? [say('there.complete', { count: complete })] : []),
    ...(lacking > 0
      ? // Beside the words, not among their values, which are cut off where they are long.
        [`${say('there.lacking', { count: lacking })} ${missingWords(there, language)}`]
      : []),
    ...(unknown > 0 ? [say('there.unknown', { count: unknown })] : []),
  ];
  return words.length === 0 ? [] : [fact(say, say('label.there'), words.join('; '))];
}

function missingWords({ missing, lacking }: ExistingAccess, language: Language): string {
  const pieces = missing.map(({ name, role, count }) => {
    const named = clean(role === undefined ? name : `${name} (${role})`, 40);
    return lacking === 1 ? named : `${grouped(count, language)} \u00d7 ${named}`;
  });
  return shortList(pieces, speaker(language), mostPieces);
}
