import { remembered } from './remembered.ts';

/** A word as the lists of words have it: small, with plain apostrophes, without the stop or colon behind it. */
export function foldWord(word: string): string {
  // Nearly all words.
  return /^(?:[A-Za-z]*|\d+)$/.test(word) ? word.toLowerCase() : foldOther(word);
}

const foldOther = remembered((word) =>
  word
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u2018\u2019\u00b4`]/g, "'")
    .replace(/(?<![.:,!])[.:,!]+$/, ''),
);

/** The same without accents: people leave them out. */
export function plainWord(word: string): string {
  const small = foldWord(word);
  return /^[\x20-\x7e]*$/.test(small) ? small : bareWords(small);
}

const bareWords = remembered((small) => small.normalize('NFD').replace(/\p{M}/gu, ''));
