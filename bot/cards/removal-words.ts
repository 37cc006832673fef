import { dayWords } from '../words/formats.ts';
import { type Language, say as speaker } from '../words/say.ts';

/** Accounts that the bot blocked and is to remove: how many, and from which day (YYYY-MM-DD) to which. */
export type PlannedRemovals = { count: number; first: string; last: string };

/** One line about planned removals, or none. */
export function removalWords(planned: PlannedRemovals | undefined, language: Language): string[] {
  if (planned === undefined) return [];
  const { count, first, last } = planned;
  const several = first === last ? 'no' : 'yes';
  return [speaker(language)('result.removals', { count, several, day: dayWords(first, language) })];
}
