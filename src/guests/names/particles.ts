import { foldWord } from './fold-word.ts';

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));

/** Small words within names, in the languages of Europe and of names that come with them. */
const ofNames = list(
  `van von de der den del della dello delle degli dei dell' dell dall' dal dalla di da das dos du d' d'en de' da' dei' la le los las lo l' li el al as-
  'l bin ibn ben bint bte binti binte bt abu abd ul ur ap ab ferch verch fab ter ten te t' 't 's 'd 'n op op't in zu zum zur af av y e i
  vd v.d v/d vdr vande vander vanden vant van't des dels nic n\u00ed mac mc \u00f3 ua san santa sant st thoe tho`,
);
/** Some of them say something else in a message: `over`, `tot`, `called`. */
const ofSentencesToo = list(
  `do an ad az bar bat vom am im les onder over voor tot bij uit aan auf und en och og het d'en na as
  ver of auf'm zo a/l a/p s/o d/o ze z sur sous lez l\u00e8s dit dite n\u00e9 n\u00e9e geb geboren gen genannt born nata nato`,
);

/** True for a small word that a message has within a name only: `van`, `de'`, `\u2019t`. */
export const isOfNames = (word: string): boolean => ofNames.has(foldWord(word));

/** The same, written small. With a capital it begins a family. */
export const isSmallOfNames = (word: string): boolean =>
  word === word.toLowerCase() && isOfNames(word);

/**
 * True for a small word that names have between their capitals, in a text that is a name. A capital word behind one is
 * a family.
 */
export function isParticle(word: string): boolean {
  const small = foldWord(word);
  return ofNames.has(small) || ofSentencesToo.has(small);
}
