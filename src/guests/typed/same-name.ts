import { foldWord } from '../names/fold-word.ts';
import { isParticle } from '../names/particles.ts';

/** The words of a name, without the small ones between two others: `An` and `Ben` may begin it. */
function wordsOf(name: string): string[] {
  const words = name.trim().split(/\s+/).map(foldWord);
  return words.filter((word, at) => at === 0 || at === words.length - 1 || !isParticle(word));
}

/** True for names of the same words, whatever their small words: `Jan van Dijk` and `Jan Dijk`. */
export const isSameName = (one: string, other: string): boolean =>
  wordsOf(one).join(' ') === wordsOf(other).join(' ');

/** True where each word begins a word of the name. */
export const beginsName = (words: string, name: string): boolean =>
  wordsOf(words).every((word) => wordsOf(name).some((each) => each.startsWith(word)));
