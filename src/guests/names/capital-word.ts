/**
 * True for a word as names have it: it begins with a capital, or with a letter of a script that has none. A short word
 * with an apostrophe may stand before it: `d'Arcy`, `dell'Acqua`, `o'Brien`.
 */
export const isCapitalWord = (word: string): boolean =>
  /^(?:(?:[dlmo]|dell|dall|nell|sull|all)['\u2019])?[\p{Lu}\p{Lt}\p{Lo}]/u.test(word);
