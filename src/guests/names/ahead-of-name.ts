import { formAt, isFormOrFamily } from './address-forms.ts';
import { addressSays } from './address-says.ts';
import { foldWord } from './fold-word.ts';
import { jobAhead } from './job-in-name.ts';
import { isParticle } from './particles.ts';
import {
  callWords,
  deskWords,
  heavyWords,
  lightWords,
  perhapsWords,
  personWords,
} from './words-ahead.ts';

/** How many of the first words are no part of a name. `light`: they say nothing of anybody. */
export type Ahead = { count: number; light: boolean };

const none: Ahead = { count: 0, light: true };
const mostWords = 5;
/** `Partner #1`, `Nr. 3`. */
export const number = /^[#n\u00b0\u00ba]{0,2}\d{1,4}[.):]?$/i;
const counts: ReadonlySet<string> = new Set(
  'nr no num nummer number num\u00e9ro n\u00famero numero row rij zeile ligne item punt punkt'.split(
    ' ',
  ),
);
/** The first words of all phrases. */
const mayBegin: ReadonlySet<string> = new Set(
  [lightWords, heavyWords, perhapsWords, callWords, counts].flatMap((words) =>
    [...words].map((text) => (text.split(' ')[0] ?? '').replace(/[.:,!]+$/, '')),
  ),
);
/** True for a word that may begin words before a name. Runs for every name of a list. */
export const begins = (word: string): boolean =>
  mayBegin.has(foldWord(word.endsWith(',') ? word.slice(0, -1) : word));

const capital = /^[\p{Lu}\p{Lt}\p{Lo}]/u;
/** The firm that somebody is of: `Fabrikam's Jane Doe`. */
const owning = /^\p{Lu}[\p{L}\p{N}&.-]{2,40}['\u2019]s?$/u;

/**
 * Counts the first words that are no part of the name behind them: `My colleague Jane Doe`, `Partner #1 Jane Doe`,
 * `On behalf of Ann Aid`. A word that the address says belongs to the name.
 */
export function aheadOfName(words: readonly string[], address: string): Ahead {
  let [at, light] = [0, true];
  while (at < words.length - 1) {
    const step = stepAt(words, at, address);
    if (step === undefined) break;
    at += step.used;
    light &&= step.light;
  }
  const rest = words.slice(at);
  // `Leverancier X` is a title.
  if (at === 0 || !rest.some((word) => word.length > 1 && capital.test(word))) return none;
  const before = words[at - 1] ?? '';
  const isTitled = capital.test(before) && !number.test(before);
  // `Client Services <services@x.example>` goes by both words. `Gast Jan Beheer <jan.beheer@x.example>` is a person.
  const isDesk = deskWords.has(joined(rest.slice(-1)));
  const isPerson = rest.length > 1 && rest.every((word) => isSaid(address, word));
  if (isTitled && isDesk && !isPerson) return none;
  return { count: at, light: light && (rest.length > 1 || isCalled(rest, address, before)) };
}

/** A single word that the address says is a name, unless it may be a desk's: `Client Excellence`. */
const isCalled = ([only = '']: readonly string[], address: string, before: string): boolean =>
  isSaid(address, only) && !(capital.test(before) && personWords.has(joined([before])));

/** True when the address says a word. Its firm belongs to some names: `Team Fabrikam`. */
export const isSaid = (address: string, word: string): boolean =>
  addressSays(address, word, { how: 'within', where: 'firm too' });

type Step = { used: number; light: boolean };

function stepAt(words: readonly string[], at: number, address: string): Step | undefined {
  const [first = '', second = ''] = words.slice(at, at + 2);
  // Behind a word that is no name, small words go on: `Our new architect Jane Doe`.
  if (at > 0 && (number.test(first) || isSmall(first))) return { used: 1, light: true };
  const isCounted = number.test(second) && (counts.has(joined([first])) || isAheadWord(first));
  if (isCounted) return { used: 2, light: true };
  if (first === 'OK') return { used: 1, light: true };
  const title = titleAt(words, at, address);
  if (title !== undefined) return { used: title, light: false };
  if (isSaid(address, first)) return undefined;
  return phraseAt(words, at) ?? oneAt(words, at);
}

/** The words of a job, or of a form of address before a whole name. */
function titleAt(words: readonly string[], at: number, address: string): number | undefined {
  const job = jobAhead(words, at, address);
  if (job?.isSure) return job.count;
  const form = formAt(words, at);
  if (!form?.isSure || isSaid(address, words[at] ?? '')) return undefined;
  const rest = words.slice(at + form.count).filter((word) => word.length > 1 && capital.test(word));
  if (form.count === 1 && isFormOrFamily(words[at] ?? '', rest)) return undefined;
  // `Frau Müller` without the first word is nobody in particular.
  return rest.length > 1 ? form.count : undefined;
}

/** The longest phrase that stands here. */
function phraseAt(words: readonly string[], at: number): Step | undefined {
  for (let used = Math.min(mostWords, words.length - 1 - at); used > 0; used -= 1) {
    const here = words.slice(at, at + used);
    if (isInitials(here)) continue;
    const light = lightWords.has(joined(here));
    if (light || heavyWords.has(joined(here))) return { used, light };
  }
  return undefined;
}

/** One word whose neighbours show that it is no name. */
function oneAt(words: readonly string[], at: number): Step | undefined {
  const [first = '', second = ''] = words.slice(at, at + 2);
  const behind = words.slice(at + 1);
  const isOwner = owning.test(first) && behind.length > 1 && !behind.some(isSmall);
  if (isOwner) return { used: 1, light: false };
  // `Mi colega Jane` has no other name; of `El hadji Diouf` the bot says that it did not use two words.
  const isNext = perhapsWords.has(joined([first])) && isSmall(second);
  return isNext ? { used: 1, light: isAheadWord(second) } : undefined;
}

/** `I.A. Poe` has initials; `i.A.` has none. */
const isInitials = (words: readonly string[]) =>
  words.length === 1 && /^(?:\p{Lu}\.){1,4}$/u.test(words[0] ?? '');

/** True when a word alone is nobody's name. */
export const isAheadWord = (word: string): boolean =>
  [lightWords, heavyWords].some((each) => each.has(joined([word])));

const isSmall = (word: string) => /^\p{Ll}/u.test(word) && !isParticle(word);

const joined = (words: readonly string[]) => foldWord(words.join(' '));
