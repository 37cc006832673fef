import { readSpan, units } from '../sentence/read-coming-day.ts';
import type { Token } from '../sentence/read-tokens.ts';
import { clauseOf } from '../sentence/word-lists.ts';
import { bareWord } from '../text/month-names.ts';

/** How much longer somebody wants access to last. */
export type Longer = {
  /** An ISO 8601 duration: `P30D`. */
  by: string;
  said: string;
};

const list = (words: string) => words.split(' ');
/** `for another 30 days`, `met nog 3 maanden`. */
const heads = new Set(list('for by with another further extra plus + voor met nog een a'));
const counts = new Map<string, number>([
  ...list('a an one een another').map((word) => [word, 1] as const),
  ...list('two twee').map((word) => [word, 2] as const),
  ...list('three drie').map((word) => [word, 3] as const),
  ...list('four vier').map((word) => [word, 4] as const),
  ...list('five vijf').map((word) => [word, 5] as const),
  ...list('six zes').map((word) => [word, 6] as const),
  ...list('nine negen').map((word) => [word, 9] as const),
  ...list('twelve twaalf').map((word) => [word, 12] as const),
]);
const mores = new Set(list('more longer extra additional meer langer erbij'));
const letterOf = { days: 'D', weeks: 'W', months: 'M', years: 'Y' } as const;
const longest = 9999;
const ahead = new Set(list('in within over binnen'));
const behind = new Set(list('from vanaf'));
const now = new Set(list('now today nu vandaag'));

/**
 * Reads a last day that says how far from today it lies: `in 30 days`, `30 days from now`. `today` and the result:
 * YYYY-MM-DD.
 */
export function fromTodayAt(
  words: readonly string[],
  today: string,
): { day: string; used: number } | undefined {
  const span = readSpan(words, today);
  if (span === undefined || ahead.has(bareWord(words[0] ?? ''))) return span;
  const [word = '', day = ''] = words.slice(span.used).map(bareWord);
  return behind.has(word) && now.has(day) ? { ...span, used: span.used + 2 } : undefined;
}

/**
 * Reads a length of time at this token: `for 30 days`, `by a month`, `met 3 maanden`, `another two weeks`. Undefined
 * for other words.
 */
export function lengthAt(
  tokens: readonly Token[],
  at: number,
): { longer: Longer; used: number } | undefined {
  const words = bareWords(tokens.slice(at, at + 7));
  if (ahead.has(bareWord(tokens[at - 1]?.text ?? ''))) return undefined;
  const read = readLength(words);
  if (read === undefined) return undefined;
  const said = saidIn(tokens.slice(at, at + read.used));
  return { longer: { by: read.by, said }, used: read.used };
}

/** Empty in the place of a token that is no word. */
const bareWords = (tokens: readonly Token[]): string[] =>
  tokens.map(({ kind, text }) => (kind === 'word' ? bareWord(text) : ''));

const saidIn = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join(' ');

function readLength(words: readonly string[]): { by: string; used: number } | undefined {
  const from = words.findIndex((word, at) => !heads.has(word) || units.has(words[at + 1] ?? ''));
  const count = countOf(words[from] ?? '');
  const unitAt = behindMore(words, from + 1);
  const unit = units.get(words[unitAt] ?? '');
  if (count === undefined || unit === undefined) return undefined;
  const [word = '', day = ''] = words.slice(unitAt + 1);
  if (behind.has(word) && now.has(day)) return undefined;
  return { by: `P${count}${letterOf[unit]}`, used: behindMore(words, unitAt + 1) };
}

/** Skips `more`, `langer`, where it stands at this place. */
const behindMore = (words: readonly string[], at: number): number =>
  mores.has(words[at] ?? '') ? at + 1 : at;

const countOf = (word: string): number | undefined =>
  /^\d{1,4}$/.test(word) ? Math.min(Number(word), longest) : counts.get(word);

const endless = new Set(
  list(
    'forever endless endlessly indefinitely permanent permanently unlimited never always open-ended altijd voorgoed nooit onbeperkt oneindig eeuwig',
  ),
);
const endlessWords = [
  'no end',
  'no end date',
  'no end-date',
  'no enddate',
  'no limit',
  'without end',
  'without an end',
  'without end date',
  'without an end date',
  'without a date',
  'without limit',
  'for ever',
  'for good',
  'for always',
  'zonder einde',
  'zonder einddatum',
  'zonder limiet',
  'geen einde',
  'geen einddatum',
  'voor altijd',
  'voor eeuwig',
  'voor onbepaalde tijd',
  'onbepaalde tijd',
].map(list);

/**
 * Reads at this token that access is to have no end: `until no end`, `forever`, `zonder einde`. Only where nothing but
 * a sign follows: `permanent access` speaks of something else.
 */
export function endlessAt(
  tokens: readonly Token[],
  at: number,
): { said: string; used: number } | undefined {
  const words = bareWords(tokens.slice(at, at + 9));
  const from = clauseOf(words[0] ?? '') === 'until' ? untilTakes(words) : 0;
  const behind = words.slice(from);
  const phrase = endlessWords
    .filter((each) => each.every((word, n) => word === behind[n]))
    .toSorted((a, b) => b.length - a.length)[0];
  const length = phrase?.length ?? (endless.has(behind[0] ?? '') ? 1 : 0);
  if (length === 0) return undefined;
  const used = from + length;
  const next = tokens[at + used];
  const isLast = next === undefined || next.kind === 'separator';
  if (!isLast && !isClosing.has(bareWord(next.text)) && clauseOf(bareWord(next.text)) === undefined)
    return undefined;
  return { said: saidIn(tokens.slice(at, at + used)), used };
}

/** `tot en met` has three words. */
const untilTakes = ([, second, third]: readonly string[]): number =>
  second === 'en' && third === 'met' ? 3 : 1;

const isClosing = new Set(
  list('please pls thanks thank graag alsjeblieft alstublieft svp aub bedankt dank'),
);
