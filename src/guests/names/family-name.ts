import { isCapitalWord } from './capital-word.ts';
import { isParticle } from './particles.ts';

/** True for words that may be the name of a family alone: `Doe`, `van den Berg`, `De Gast`, `'s-Gravesande`. */
export function isFamilyName(text: string): boolean {
  if (text.length > 100) return false;
  const words = text.split(' ');
  const last = words.at(-1) ?? '';
  return words.length <= 4 && isCapitalWord(last) && words.slice(0, -1).every(isParticle);
}
