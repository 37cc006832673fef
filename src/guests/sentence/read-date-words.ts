import { bareWord, months } from '../text/month-names.ts';

const isoForm = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const numberForm = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/;

/**
 * Reads a date at the beginning of some words. Returns YYYY-MM-DD and how many words it took. `dayFirst`: true if this
 * person writes 2 March as 02/03; undefined if nobody can know. It does not check that there is such a day.
 */
export function readDateWords(
  words: readonly string[],
  dayFirst: boolean | undefined,
): { date: string; used: number } | undefined {
  const [first = ''] = words;
  const iso = isoForm.exec(first);
  if (iso !== null) return found(iso[1], iso[2], iso[3], 1);
  const numbers = numberForm.exec(first);
  if (numbers !== null) return readNumbers(numbers, dayFirst);
  return readNamed(words);
}

function readNumbers(
  [, one = '', mark = '', two = '', year = '']: RegExpExecArray,
  dayFirst: boolean | undefined,
) {
  // People write both orders only with slashes. A number above 12 is a day in either place.
  const monthFirst = mark === '/' && Number(two) > 12;
  const isSure = mark !== '/' || monthFirst || Number(one) > 12 || one === two || dayFirst === true;
  if (!isSure) return undefined;
  return monthFirst ? found(year, one, two, 1) : found(year, two, one, 1);
}

/** `31 January 2027`, `31st of January 2027`, `January 31, 2027`. */
function readNamed(words: readonly string[]) {
  const plain = words.slice(0, 6).map((word) => bareWord(word));
  const kept = plain.flatMap((word, index) =>
    ['the', 'of', 'de', 'den', ','].includes(word) ? [] : [{ word, used: index + 1 }],
  );
  const [a, b, c] = kept;
  if (a === undefined || b === undefined || c === undefined) return undefined;
  if (!/^\d{4}$/.test(c.word)) return undefined;
  const day = (word: string) => /^(\d{1,2})(?:st|nd|rd|th|e|ste|er)?$/.exec(word)?.[1];
  const ahead = months.get(a.word);
  if (ahead !== undefined) return found(c.word, String(ahead), day(b.word), c.used);
  const behind = months.get(b.word);
  return behind === undefined ? undefined : found(c.word, String(behind), day(a.word), c.used);
}

function found(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  used: number,
) {
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const whole = year.length === 2 ? `20${year}` : year;
  return { date: `${whole}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, used };
}
