import { dayWords } from '../words/formats.ts';
import { type Language, say as speaker } from '../words/say.ts';
import { fact } from './access-facts.ts';

/** Accounts that the bot blocked and is to remove: how many, and from which day (YYYY-MM-DD) to which. */
export type PlannedRemovals = { count: number; first: string; last: string };

/** One line about planned removals, or none. */
export function removalWords(planned: PlannedRemovals | undefined, language: Language): string[] {
  if (planned === undefined) return [];
  const { count, first, last } = planned;
  const several = first === last ? 'no' : 'yes';
  return [speaker(language)('result.removals', { count, several, day: dayWords(first, language) })];
}

/** The day (YYYY-MM-DD) on which one account goes, as a fact of its guest, or none. */
export function removalFact(removedOn: string | undefined, language: Language) {
  const say = speaker(language);
  if (removedOn === undefined) return [];
  const value = say('guest.removed on', { day: dayWords(removedOn, language) });
  return [fact(say, say('guest.account'), value)];
}
