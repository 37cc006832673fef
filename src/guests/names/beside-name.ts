import { formAt, formOf } from './address-forms.ts';
import { addressSays } from './address-says.ts';
import { aheadOfName, begins, isSaid, number } from './ahead-of-name.ts';
import { isCapitalWord } from './capital-word.ts';
import { foldWord, plainWord } from './fold-word.ts';
import { isGivenName } from './given-names.ts';
import { areJobTitle, isJobTitle, jobAhead, jobBehind } from './job-in-name.ts';
import { isKind, jobWord } from './job-words.ts';
import { isParticle } from './particles.ts';
import { endsInPhone } from './phone-number.ts';
import { callWords, colleagueWords, departments, outsideWords } from './words-ahead.ts';

/** A longer text is refused for its length, and not worth the work. */
const longest = 256;
/** And no job. */
const longestJob = 80;

/**
 * True when a name begins or ends with words that are perhaps no part of it, or has such words between: somebody should
 * look at it.
 */
export function speaksBeside(name: string, address: string): boolean {
  if (name.length > longest) return false;
  if (!name.includes(' ')) return isJobAlone(name) && !isSaid(address, name);
  const words = name.split(/\s+/);
  return (
    isTitle(name, words) ||
    speaksAhead(words, address) ||
    hasOutside(name, words, address) ||
    speaksBehind(words, address) ||
    hasForm(words) ||
    hasSmallWord(words, address) ||
    endsInPhone(name)
  );
}

/** Nearly all names are split already as those of jobs are. */
const isTitle = (name: string, words: readonly string[]): boolean =>
  /[/&]/.test(name) || name.length > longestJob || words.includes('')
    ? isJobTitle(name)
    : areJobTitle(words);

const isJobAlone = (name: string): boolean => (jobWord(name) ?? 'perhaps') !== 'perhaps';

function speaksAhead(words: readonly string[], address: string): boolean {
  const [first = '', second = ''] = words;
  // `Partner 12` has nothing behind its number.
  if (words.every((word, at) => at === 0 || /^\d/.test(word))) return false;
  const isPart = isKind(first) || jobWord(first) !== undefined;
  if (isPart && jobAhead(words, 0, address) !== undefined) return true;
  const form = formAt(words, 0);
  // Nearly all names end here.
  const mayBegin = begins(first) || form !== undefined || /['\u2019]s$/.test(first);
  if (!mayBegin && !isDepartment(first, second)) return false;
  // `Partner, Number 3 <partner3@x.example>`: the address says that it is her name.
  const isOwn = first !== 'OK' && !number.test(second);
  if (isOwn && isSaid(address, foldWord(first))) return false;
  return (
    form?.isSure === true ||
    (form !== undefined && words.length > 2 && !isSaid(address, first.charAt(0))) ||
    aheadOfName(words, address).count > 0 ||
    mayBeAhead(words, address) ||
    hasDepartment(words)
  );
}

const isDepartment = (first: string, second: string): boolean =>
  /^(?:IT|HR|ICT|QA|PR)$/.test(first) ||
  departments.has(plainWord(first)) ||
  departments.has(plainWord(`${first} ${second}`));

/** `Support Max Power`; in `Sales Moreno Carlos` the given name stands last. */
function hasDepartment(words: readonly string[]): boolean {
  const [first = '', second = ''] = words;
  const used = departments.has(plainWord(`${first} ${second}`)) ? 2 : 1;
  const rest = words.slice(used);
  const isTurned = !isGivenName(rest[0] ?? '') && isGivenName(rest.at(-1) ?? '');
  return isDepartment(first, second) && rest.length > 1 && !isTurned;
}

const calls = /^(?:per|ask|see|to|just|grant|an|her|nur)$/i;

/**
 * True when the first word of a name may be none: `Per Ann Aid`, where the address says the other words. Some people
 * are called so.
 */
function mayBeAhead(words: readonly string[], address: string): boolean {
  const [first = '', ...others] = words;
  if (isReceiver(first, others, address)) return true;
  const isCall = callWords.has(foldWord(first));
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

/** The last words of those that have two. */
const departmentEnds: ReadonlySet<string> = new Set(
  [...departments].flatMap((words) => words.split(' ').slice(1)),
);

/** Letters of a firm or a department behind a whole name: `Max Power NW`. */
const firmLetters =
  /^(?!(?:NG|M[DNP]|[KQ]C|MSP|FRC?[PS]|FRCS|DVM|PH?D|[BM]SC|LL[BMD]|JD|RN|DDS|CPA|PMP|[JS]R)$)(?:[B-DF-HJ-NP-TV-Z\d&]{2,5}|IT|HR|ICT|QA|PR)$/;

/** `Max Power EXTERN`, `Max Power Sales`: the word behind a whole name, which the address does not say. */
function speaksBehind(words: readonly string[], address: string): boolean {
  const [last = '', before = ''] = [words.at(-1), words.at(-2)];
  const isNumber = /^\d+$/.test(last);
  // `Jan Kolega <jan.kolega@x.example>`: the address says that it is her family.
  const isColleague = () => colleagueWords.has(foldWord(last)) && !isOwnWord(last, address);
  if (!isNumber && (jobBehind(words, address) !== undefined || isColleague())) return true;
  if (words.length < 3 || isParticle(before)) return false;
  const isFirm = endsInFirmLetters(words) || (!isNumber && isDeskBehind(words));
  return isFirm && !words.slice(0, -1).every(isGivenName) && !isSaid(address, plainWord(last));
}

/** Beside a name in small letters. */
const endsInFirmLetters = (words: readonly string[]): boolean =>
  firmLetters.test(words.at(-1) ?? '') && words.slice(0, -1).some((word) => /\p{Ll}/u.test(word));

function isDeskBehind(words: readonly string[]): boolean {
  const last = plainWord(words.at(-1) ?? '');
  const isSecond = departmentEnds.has(last);
  return (
    departments.has(last) || (isSecond && departments.has(plainWord(words.slice(-2).join(' '))))
  );
}

/** True when the address says a word before its `@`, also behind an initial: `jkolega@x.example`. */
const isOwnWord = (word: string, address: string): boolean =>
  addressSays(address, word, { how: 'initial too' });

/** Nearly all names have none of these letters. */
const mayBeOutside = /ext|e[ks]tern|inhuur|freelance|zzp|interim|prestataire|dienstleister/i;

/**
 * `EXT Jane Doe`, `Doe EXT, Jane`, `EXT-Jane Doe`. The address of such a person says the word as well. `External
 * Affairs` is a desk, if the address says so.
 */
function hasOutside(name: string, words: readonly string[], address: string): boolean {
  if (!mayBeOutside.test(name)) return false;
  const isFound = words.some((word) =>
    word.split(/[-/]/).some((part) => part.length > 2 && isOutside(part.replace(/,$/, ''))),
  );
  return isFound && (words.length > 2 || !words.every((word) => isSaid(address, plainWord(word))));
}

/** True for a word for people from elsewhere: `EXTERN`. */
export const isOutside = (word: string): boolean => outsideWords.has(plainWord(word));

/** `Müller, Frau Eva`: a form of address behind the comma. */
const hasForm = (words: readonly string[]): boolean =>
  words.some(
    (word, at) =>
      at > 0 &&
      words[at - 1]?.endsWith(',') === true &&
      word !== 'Sr.' &&
      formOf(word, words[0] ?? '')?.isSure === true,
  );

/** Small words that people keep in their names, and no particles. */
const degrees =
  /^(?:dr|drs|dra|ir|ing|prof|mag|dipl|phil|med|jur|rer|nat|habil|pol|vet|theol|[bm]sc|mba|phd|esq|jun|sen|jr|sr|junior|senior|h\.?c|mult|univ|dent|oec|dott|the|thi|vel|called)\.?(?:-ing\.?)?$/;

/** `Jane Doe inhuur`: a word in small letters beside two with capitals, and no particle. */
function hasSmallWord(words: readonly string[], address: string): boolean {
  if (words.filter(isCapitalWord).length < 2) return false;
  return words.some(
    (word) =>
      /^\p{Ll}[\p{Ll}.]{2}/u.test(word) &&
      !/\p{Lu}/u.test(word) &&
      !isParticle(word) &&
      !isParticle(word.split(/['\u2019-]/)[0] ?? '') &&
      !degrees.test(word.replace(/,$/, '')) &&
      !addressSays(address, word, { how: 'within' }),
  );
}
