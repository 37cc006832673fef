import { alphabets } from '../text/alphabets.ts';
import { type CodePage, codePages, decodeWith } from '../text/code-pages.ts';
import { findEastern } from './eastern-text.ts';
import type { Encoding } from './encoding.ts';
import { hasApostrophe, isOddWord, isSmall } from './odd-words.ts';

/** The likely ones first: of two pages that explain a list equally well, the first wins. */
const likely = `Windows-1252, Mac Roman, DOS 850, Windows-1250, ISO 8859-2, DOS 852, Windows-1254, Windows-1257,
  ISO 8859-15, DOS 437, Mac Central European, Windows-1251, Windows-1255, DOS 866, KOI8-R, Windows-1253,
  Windows-1256, Mac Cyrillic, ISO 8859-5, Windows-874, DOS 857, DOS 737, Mac Turkish, Mac Greek`;
const pages = likely.split(/,\s*/).flatMap((name) => codePages.get(name) ?? []);
/** Words with letters beyond ASCII, in bytes. */
const word = /[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*/g;
const mostWords = 4_000;

/** Gathers the words of a text in an unknown code page, and chooses the page that explains them best. */
export function startEvidence(): { take(bytes: Uint8Array): void; choose(): Encoding } {
  const words = new Map<string, number>();
  const lines: Uint8Array[] = [];
  return {
    take(bytes) {
      if (lines.length < 2) lines.push(bytes.subarray(0, 65_536));
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
      for (const [found] of text.matchAll(word)) {
        const key = found.slice(0, 60);
        const count = words.get(key);
        if (count !== undefined || words.size < mostWords) words.set(key, (count ?? 0) + 1);
      }
    },
    choose() {
      const best = bestPage(words);
      // Two letters of Thai may be one of an eastern script, whose common letters tell it.
      const isThai = best.page.name === 'Windows-874';
      const mayBeEastern = best.share < 0.6 || isThai;
      const eastern = mayBeEastern ? findEastern(lines, isThai ? 0.98 : 0.8) : undefined;
      return eastern ?? { name: best.page.name, decode: (bytes) => decodeWith(best.page, bytes) };
    },
  };
}

function bestPage(words: ReadonlyMap<string, number>): { page: CodePage; share: number } {
  const [first, ...others] = pages;
  if (first === undefined) throw new Error('No code pages');
  let best = { page: first, ...judge(first, words) };
  for (const page of others) {
    const judged = judge(page, words);
    if (judged.score > best.score) best = { page, ...judged };
  }
  return best;
}

/**
 * How well a page explains the words. Words that one language can spell count most; odd signs count against the page.
 * `share`: the part of the words that some language can spell.
 */
function judge(
  page: CodePage,
  words: ReadonlyMap<string, number>,
): { score: number; share: number } {
  const byLanguage = alphabets.map(() => 0);
  let [total, spelt, odd] = [0, 0, 0];
  for (const [bytes, count] of words) {
    const text = decodeWith(page, Buffer.from(bytes, 'latin1'));
    const most = Math.min(count, 3);
    const weight = isSmall(text) ? most / 2 : most;
    total += weight;
    if (isOddWord(text)) {
      odd += most;
      continue;
    }
    const languages = languagesOf(text);
    for (const index of languages) byLanguage[index] = (byLanguage[index] ?? 0) + weight;
    if (languages.length > 0) spelt += weight;
  }
  const score = Math.max(...byLanguage) + spelt / 4 - odd * 3;
  return { score, share: total === 0 ? 1 : spelt / total };
}

const ofLatin = alphabets.flatMap(({ latin }, index) => (latin ? [index] : []));

/** The indexes of the alphabets that contain every letter of a word. None for a word of ASCII. */
function languagesOf(text: string): readonly number[] {
  if (hasApostrophe(text)) return ofLatin;
  // Lower case makes two signs of the Turkish \u0130, one of them ASCII.
  const letters = [...text.replace(/[^\p{L}]|[A-Za-z]/gu, '').toLowerCase()];
  if (letters.length === 0) return [];
  const isLatin = /[a-z]/i.test(text);
  return alphabets.flatMap(({ letters: alphabet, latin, never }, index) => {
    const isSpelt = (latin || !isLatin) && letters.every((letter) => alphabet.has(letter));
    return isSpelt && !never?.test(text.toLowerCase()) ? [index] : [];
  });
}
