import { foldWord } from './fold-word.ts';

/**
 * Small words within names, in the languages of Europe and of names that come with them. A capital word behind one is a
 * family.
 */
const particles: ReadonlySet<string> = new Set(
  `van von de der den del della dello delle degli dei dell' dell dall' dal dalla di da das do dos du d d' de' da' dei' la le les los las lo l' li el al as-
  'l bin ibn ben bint bte binti binte bt abu abd ul ur as an ad az bar bat ap ab ferch ter ten te t' 't 's 'n 'd in op op't zu zum zur vom am im af av y e i
  vd v.d v/d vdr vande vander vanden vant van't onder over voor tot bij uit aan auf und en och og het des dels d'en d'en na nic n\u00ed mac mc \u00f3 ua san santa sant st
  thoe tho ver of von und zu auf'm zo a/l a/p s/o d/o ze z na sur sous lez l\u00e8s dit dite n\u00e9 n\u00e9e geb geboren gen genannt born nata nato`
    .split(/\s+/)
    .filter(Boolean),
);

/** True for a small word that names have between their capitals: `van`, `de'`, `\u2019t`. */
export const isParticle = (word: string): boolean => particles.has(foldWord(word));
