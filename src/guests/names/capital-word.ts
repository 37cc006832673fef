/**
 * True for a word as names have it: it begins with a capital, or with a letter of a script that has none. A short word
 * with an apostrophe or a hyphen may stand before it: `d'Arcy`, `dell'Acqua`, `'s-Gravesande`, `al-Masri`.
 */
export const isCapitalWord = (word: string): boolean =>
  /^(?:(?:[dlmo]|dell|dall|nell|sull|all|d['\u2019]en)['\u2019]|['\u2018\u2019][dnst]-|(?:a[dlnrstz]|ash|el|ter)-)?[\p{Lu}\p{Lt}\p{Lo}]/u.test(
    word,
  );

/** The same, or a small word that ends a name: `John Doe jr.` */
export const isNameWord = (word: string): boolean =>
  isCapitalWord(word) || /^[js](?:r|nr|un|en)\.?$/.test(word);
