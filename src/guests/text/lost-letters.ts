import { alphabets } from './alphabets.ts';

/** Signs that stand for a lost letter, or come from a letter that was read in a wrong code page. */
const strange =
  '\\u0080-\\u009f\\u00a1-\\u00a9\\u00ac-\\u00b1\\u00b2\\u00b3\\u00b5\\u00b6\\u00b8\\u00b9\\u00bc-\\u00bf×÷†‡ˆ‰‹›€ƒ„…‚™˜√∂∑∏π∫Ω≈∆◊≤≥∞⌐\\u2500-\\u25ff\\uf8ff';
const lost = new RegExp(
  `\\ufffd|\\?\\p{L}|\\p{L}\\?|\\?\\?|\\p{L}[${strange}“”«»]\\p{L}|\\p{L}[${strange}]|[${strange}]\\p{L}|^ª\\p{L}|\\p{Ll}º|\\p{L}[–—]\\p{Ll}|\\p{L}(?![A-Z])\\p{Lu}\\p{Ll}|(?:^|[\\p{Ll}\\s])[ÃÂ](?:[^\\p{L}]|$)|\\p{Ll}(?![A-Z])\\p{Lu}`,
  'u',
);
/** Letters of Mac Roman and DOS in places where no language has them: `Mšller`, `Schršder`, `Gonæalves`, `Weiá`. */
const misplaced =
  /(?<!\p{L})(?:sch|[bdfghjklmntw]{1,3})š[lnrdh]|(?<!\p{L})[bfs]jš|(?<![aeiouy])rš(?:ll|nn|nd|nt|ning|ner|der|del)|stršm|æ[ao]|æu(?!s(?!\p{L}))|øo|øu(?!r)|(?:ei|ro|au)á(?!\p{L})/iu;
/** `Andr’`. `D’ Amico` and `Sant’ Anna` are names, and `Abu Rabi’` and `Ulug‘` are. */
const opened =
  /(?<!(?<!\p{L})(?:\p{L}?|del|dal|nel|al|col|san))(?:[^\P{L}aeiou]’|[^\P{L}aeioug]‘)(?=\s|$)/iu;
/** Capitals inside a word that are right (McÉwan, O’Ávila, Ó hÓgáin), and shortened names: Fcº. */
const inside =
  /(?:Mc|Mac|Nic|Fitz|De|Di|Le|La|Van|O['’]|(?<!\p{L})[hnt])(?=\p{Lu})|(?<!\p{L})\p{L}{1,3}[cnrst]º(?!\p{L})/gu;
const westernWord = /[A-Za-zÀ-ÿ]+/g;
const western = /[À-ÿ]/;

/** The signs above that are plain letters in a Greek name. */
const greekName = /^[\p{Script=Greek}\p{M}\s.,'’-]+$/u;
const withoutSigns = (name: string) => name.replaceAll('π', 'α').replaceAll('Ω', 'Α');

/** True when a name has signs where letters should stand, or letters that no language writes in one word. */
export function hasLostLetters(name: string): boolean {
  const signs = greekName.test(name) ? withoutSigns(name) : name;
  if (lost.test(signs.replace(inside, '')) || misplaced.test(name)) return true;
  if (opened.test(name)) return true;
  const whole = name.normalize('NFC');
  if (!western.test(whole)) return false;
  const words = whole.match(westernWord) ?? [];
  return words.some((word) => western.test(word) && isForeign(word));
}

/** Faroese and Turkmen have letters together that else come of a wrong code page. The mark is in none of those. */
const rare = [
  { mark: 'ð', letters: 'áæðíóøúý' },
  { mark: 'ä', letters: 'äçöüý' },
];

/** `Dvoøák` and `Èâàí` come of other alphabets that were read as the western one. */
function isForeign(word: string): boolean {
  const beyond = [...new Set(word.toLowerCase().replace(/[a-z]/g, ''))];
  if (word.length > 2 && !/[a-z]/i.test(word)) return true;
  const isRare = rare.some(
    ({ mark, letters }) =>
      beyond.includes(mark) && beyond.every((letter) => letters.includes(letter)),
  );
  if (isRare) return false;
  return (
    beyond.length > 1 &&
    !alphabets.some(({ letters, latin }) => latin && beyond.every((letter) => letters.has(letter)))
  );
}
