import { isCapitalWord } from './capital-word.ts';

/**
 * True for a preposition that names have between capitals: `Kees uit de Weerd`, `Uwe vom Berg`. `words`: the word, with
 * the one before it and the one behind it.
 */
export function isPlace(words: readonly string[], hasBefore: boolean): boolean {
  const [before = '', text = '', article = ''] = hasBefore ? words : ['', ...words];
  if (text === 'und') return before === 'von';
  if (!isCapitalWord(before)) return false;
  if (/^(?:vom|zum|zur)$/.test(text)) return isCapitalWord(article);
  const isArticle = /^(?:de|den|der|het|'t|\u2019t|t)$/.test(article);
  return isArticle && /^(?:uit|aan|over|onder|voor|bij|auf)$/.test(text);
}

/** `jane at fabrikam` is more than a name. */
export const isLinkWord = (text: string): boolean =>
  /^(?:at|from|of|for|is|with|on|bij|bei|chez|uit|aus|works|werkt)$/.test(text);
