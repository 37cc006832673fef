import { readLanguage } from '../text/language.ts';
import { languageCalled } from '../text/language-names.ts';
import type { Token } from './read-tokens.ts';
import { languageNouns } from './word-lists.ts';

/** Reads a language, by name or by tag, at this token: `Dutch`, `language nl`. `used`: how many tokens it took. */
export function matchLanguage(
  tokens: readonly Token[],
  from: number,
): { value: string; used: number } | undefined {
  const skipped = isNoun(tokens[from]) ? 1 : 0;
  const token = tokens[from + skipped];
  const next = tokens[from + skipped + 1];
  const isText = token?.kind === 'word' || token?.kind === 'quoted';
  if (!isText || !isLanguage(token.text, next)) return undefined;
  return { value: token.text, used: skipped + 1 + (isNoun(next) ? 1 : 0) };
}

const isNoun = (token: Token | undefined) =>
  token?.kind === 'word' && languageNouns.has(token.text.toLowerCase());

function isLanguage(text: string, next: Token | undefined): boolean {
  if (languageCalled(text) !== undefined) return true;
  // Many words of three letters are tags too. Such a word counts only if no word follows it.
  const isTag = text.length === 2 || text.includes('-') || next?.kind !== 'word';
  return isTag && readLanguage(text) !== undefined;
}
