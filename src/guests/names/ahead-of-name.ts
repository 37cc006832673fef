import { addressSays } from './address-says.ts';
import {
  callWords,
  deskWords,
  heavyWords,
  lightWords,
  perhapsWords,
  personWords,
  titleWords,
  wordsBehind,
} from './words-ahead.ts';

/** How many of the first words are no part of a name. `light`: they say nothing of anybody. */
export type Ahead = { count: number; light: boolean };

const none: Ahead = { count: 0, light: true };
const mostWords = 5;
/** `Partner #1`, `Nr. 3`. */
const number = /^[#n\u00b0\u00ba]{0,2}\d{1,4}[.):]?$/i;
const counts: ReadonlySet<string> = new Set(
  'nr no num nummer number num\u00e9ro n\u00famero numero row rij zeile ligne item punt punkt'.split(
    ' ',
  ),
);
/** The first words of all phrases. */
const mayBegin: ReadonlySet<string> = new Set(
  [lightWords, heavyWords, perhapsWords, titleWords, counts].flatMap((words) =>
    [...words].map((text) => (text.split(' ')[0] ?? '').replace(/[.:,!]+$/, '')),
  ),
);
/** Runs for every name of a list, so the patterns are for the few words that end in a sign. */
const begins = (word: string): boolean => mayBegin.has(bareEnd(word).toLowerCase());

/** `Partner,` is `Partner`. */
function bareEnd(word: string): string {
  const bare = word.endsWith(',') ? word.slice(0, -1) : word;
  return /^[A-Za-z]*$/.test(bare) ? bare : joined([word]);
}
const calls = /^(?:per|ask|see|to|just|grant|an|her|nur)$/i;
const capital = /^[\p{Lu}\p{Lt}\p{Lo}]/u;
/** The firm that somebody is of: `Fabrikam's Jane Doe`. */
const owning = /^\p{Lu}[\p{L}\p{N}&.-]{2,40}['\u2019]s?$/u;
const particles: ReadonlySet<string> = new Set(
  `van von de der den del della di da dos das du la le el al bin ibn ben ter ten te zu zum zur vom am im af av y e i 't op in 's vd uit aan onder over
  voor tot bij los las san do d' degli dei delle dello lo ul ur abu auf und en zur het`.split(
    /\s+/,
  ),
);

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

/** True when a name begins or ends with words that are perhaps no part of it: somebody should look at it. */
export const speaksBeside = (name: string, address: string): boolean =>
  speaksAhead(name, address) || isFromElsewhere(name, address);

function speaksAhead(name: string, address: string): boolean {
  const at = name.indexOf(' ');
  // `Partner 12` has nothing behind its number.
  if (at < 0 || !/ [^ \d]/.test(name)) return false;
  const first = name.slice(0, at);
  // Nearly all names end here.
  if (!begins(first) && !first.endsWith("'s") && !first.endsWith('\u2019s')) return false;
  const words = name.split(/\s+/);
  // `Partner, Number 3 <partner3@x.example>`: the address says that it is her name.
  const isOwn = first !== 'OK' && !number.test(words[1] ?? '');
  if (isOwn && isSaid(address, bareEnd(first))) return false;
  return aheadOfName(words, address).count > 0 || mayBeAhead(words, address) || hasTitle(words);
}

/** The firm of an address belongs to some names: `Team Fabrikam`. */
const isSaid = (address: string, word: string): boolean =>
  addressSays(address, word, { how: 'within', where: 'firm too' });

/** `Project Manager Max Power`: a whole name stands behind the words. */
const hasTitle = (words: readonly string[]): boolean =>
  [1, 2, 3].some((used) => words.length > used + 1 && titleWords.has(joined(words.slice(0, used))));

/** `Max Power EXTERN`: the word behind a whole name, which the address does not say. */
function isFromElsewhere(name: string, address: string): boolean {
  const at = name.lastIndexOf(' ');
  // Nearly all names end here.
  if (at < 0 || !wordsBehind.has(joined([name.slice(at + 1)]))) return false;
  return name.slice(0, at).trim().includes(' ') && !isSaid(address, bareEnd(name.slice(at + 1)));
}

type Step = { used: number; light: boolean };

function stepAt(words: readonly string[], at: number, address: string): Step | undefined {
  const [first = '', second = ''] = words.slice(at, at + 2);
  // Behind a word that is no name, small words go on: `Our new architect Jane Doe`.
  if (at > 0 && (number.test(first) || isSmall(first))) return { used: 1, light: true };
  const isCounted = number.test(second) && (counts.has(joined([first])) || isAheadWord(first));
  if (isCounted) return { used: 2, light: true };
  if (first === 'OK') return { used: 1, light: true };
  if (isSaid(address, first)) return undefined;
  return phraseAt(words, at) ?? oneAt(words, at);
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

/**
 * True when the first word of a name may be none: `Per Ann Aid`, where the address says the other words. Some people
 * are called so.
 */
function mayBeAhead(words: readonly string[], address: string): boolean {
  const [first = '', ...others] = words;
  if (isReceiver(first, others, address)) return true;
  const isCall = callWords.has(joined([first]));
  if (others.length < 2 || !(isCall || calls.test(first))) return false;
  const shown = others.filter((word) => isSaid(address, word)).length;
  const isInitial = isSaid(address, first.charAt(0));
  const isNobody = shown === 0 && others.length === 2 && calls.test(first);
  return !isInitial && !isSaid(address, first) && (isNobody || (isCall && shown === others.length));
}

/** `To Jane Doe`, `An Jane`: the address says the name behind the word, and not the word. */
function isReceiver(first: string, others: readonly string[], address: string): boolean {
  if (!/^(?:to|an)$/i.test(first) || isSaid(address, first)) return false;
  // An De Smet may be `de.smet`.
  const isWoman = /^an$/i.test(first) && (/^a/i.test(address) || others.length > 1);
  return !isWoman && others.some((word) => isSaid(address, word));
}

/** `I.A. Poe` has initials; `i.A.` has none. */
const isInitials = (words: readonly string[]) =>
  words.length === 1 && /^(?:\p{Lu}\.){1,4}$/u.test(words[0] ?? '');

/** True when a word alone is nobody's name. */
export const isAheadWord = (word: string): boolean =>
  [lightWords, heavyWords].some((each) => each.has(joined([word])));

const isSmall = (word: string) => /^\p{Ll}/u.test(word) && !particles.has(word);

const joined = (words: readonly string[]) => folded(words.join(' '));

/** Nearly all words have nothing to fold but their case. */
const folded = (text: string) => (/^[\w '-]*$/.test(text) ? text.toLowerCase() : foldedSigns(text));

const foldedSigns = (text: string) =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('\u2019', "'")
    .replace(/(?<![.:,!])[.:,!]+$/, '');
