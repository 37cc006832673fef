import { addressSays, mayTell } from '../names/address-says.ts';
import { aheadOfName } from '../names/ahead-of-name.ts';
import { isNameWord } from '../names/capital-word.ts';
import { jobBehind } from '../names/job-in-name.ts';
import { isOfNames } from '../names/particles.ts';
import { phoneFrom } from '../names/phone-number.ts';
import { isLinkWord, isPlace } from '../names/place-words.ts';
import { isDomain } from '../text/name-extras.ts';
import { isEasternTalk } from './no-name-words.ts';
import { textOf } from './read-pieces.ts';
import type { Token } from './read-tokens.ts';

/** `skipped`: the words before the name that are no part of it. */
export type Named = { name?: string; unused: string; skipped?: readonly string[] };

const isSaid = (text: string, address: string): boolean =>
  mayTell(text) && addressSays(address, text, { how: 'within' });

/** Words that stand apart from a name: in brackets, or in quotation marks that hold no name. */
const isNote = ({ kind }: Token) => kind === 'note' || kind === 'quoted';

const joined = (texts: readonly string[]) => texts.filter(Boolean).join(' ');

/** Finds the name in a piece. `unused`: the words that are no part of it. */
export function nameIn(
  { words }: { words: readonly Token[] },
  address: string,
  bracketed: boolean,
): Named {
  const phone = phoneFrom(words.map(({ text }) => text));
  if (phone === 0 || isEasternTalk(textOf(words))) return { unused: textOf(words) };
  return phone > 0
    ? nameBeforePhone(words, phone, { address, bracketed })
    : nameBeforeJob(words, { address, bracketed });
}

type Beside = { address: string; bracketed: boolean };

/** `Max Power +31 6 12345678`: the number is no part of the name. */
function nameBeforePhone(
  words: readonly Token[],
  phone: number,
  { address, bracketed }: Beside,
): Named {
  const { unused, ...named } = nameBeforeJob(words.slice(0, phone), { address, bracketed });
  const left = textOf(words.slice(phone));
  // A label without its number says nothing. With a capital it may be a family.
  return { ...named, unused: joined([unused, /[\d\p{Lu}]/u.test(left) ? left : '']) };
}

/** `Jane Doe Head of Sales`: the job is no part of the name. Without small words it is taken off the name later. */
function nameBeforeJob(words: readonly Token[], { address, bracketed }: Beside): Named {
  const isPlain = words.length <= 12 && words.every(({ kind }) => kind === 'word');
  const texts = words.map(({ text }) => text);
  const job =
    isPlain && texts.some((text) => /^\p{Ll}/u.test(text)) ? jobBehind(texts, address) : undefined;
  const from = words.length - (job?.count ?? 0);
  if (!job?.isSure || from < 2) return nameAmong(words, address, bracketed);
  const { unused, ...named } = nameAmong(words.slice(0, from), address, bracketed);
  return { ...named, unused: joined([unused, textOf(words.slice(from))]) };
}

function nameAmong(words: readonly Token[], address: string, bracketed: boolean): Named {
  const quoted = words.find(({ kind, text }) => kind === 'quoted' && !isDomain(text, address));
  const others = words.filter((word) => word !== quoted);
  // `Max «NW»`: the address says the word before a firm in quotation marks.
  const isBeside =
    quoted !== undefined && !isSaid(quoted.text, address) && isSaid(textOf(others), address);
  if (quoted !== undefined && !isBeside && !isNickname(quoted, others)) {
    return { name: quoted.text, unused: textOf(others) };
  }
  if (words.some(isNote)) return nameBesideNotes(words, address, bracketed);
  if (words.length > 12) return { unused: textOf(words) };
  const from = bracketed ? bracketedName(words) : bareName(words, address);
  if (from === undefined) return { unused: textOf(words) };
  const ahead = bracketed ? undefined : nameAhead(words, from, address);
  if (ahead === undefined) return withoutAhead(words, from, address);
  return { name: textOf(ahead), unused: textOf(words.filter((word) => !ahead.includes(word))) };
}

/** `My colleague Jane Doe`: words that say nothing of anybody are not even unused. */
function withoutAhead(words: readonly Token[], from: number, address: string): Named {
  const texts = words.map(({ text }) => text);
  const { count, light } = aheadOfName(texts, address);
  const start = Math.max(from, count);
  const unused = light && count === start ? '' : textOf(words.slice(0, start));
  return { name: textOf(words.slice(start)), unused, skipped: texts.slice(0, count) };
}

/** `Robert "Bob" Roe`: one word beside a whole name. */
const isNickname = ({ text }: Token, others: readonly Token[]): boolean =>
  !/\s/.test(text) &&
  others.filter((word) => isCapital(word)).length > 1 &&
  others.every((word) => word.kind === 'word' && (isCapital(word) || isParticle(word)));

/**
 * `Jane Doe (Fabrikam)`, `(Fabrikam) Jane Doe`; `Fabrikam (Jane Doe)` too, if the address says the name in brackets.
 */
function nameBesideNotes(words: readonly Token[], address: string, bracketed: boolean): Named {
  const bare = withoutEnds(words);
  const notes = words.filter(isNote);
  const shown = notes.find(({ kind, text }) => kind === 'note' && isNamedBy(text, address));
  if (shown !== undefined && !isSaid(textOf(bare), address)) {
    return { name: shown.text, unused: textOf(words.filter((word) => word !== shown)) };
  }
  if (bare.length === 0 || bare.some(isNote)) return { unused: textOf(words) };
  const { name, unused } = nameIn({ words: bare }, address, bracketed);
  if (name === undefined) return { unused: textOf(words) };
  return { name, unused: joined([unused, textOf(notes)]) };
}

/** The words without notes at both ends, and without a nickname among them. */
function withoutEnds(words: readonly Token[]): readonly Token[] {
  const first = words.findIndex((word) => !isNote(word));
  const last = words.findLastIndex((word) => !isNote(word));
  const bare = first < 0 ? [] : words.slice(first, last + 1);
  return bare.filter(({ kind }) => kind !== 'quoted');
}

/** True for words that may be a name, of which the address says one. */
const isNamedBy = (text: string, address: string) =>
  /^\p{Lu}[\p{L}\p{M}'\u2019.-]*(?: [\p{L}\p{M}'\u2019.-]+){0,4}$/u.test(text) &&
  isSaid(text, address);

const isCapital = (token: Token | undefined) => isNameWord(token?.text ?? '');
const isParticle = (token: Token | undefined) => isOfNames(token?.text ?? '');

const insteadOf = /^(?:replaces|replaced|replacing|succeeds|vervangt|ersetzt|remplace)$/;

/** Before brackets all words are the name, except words in lower case before the first capital. Particles stay. */
function bracketedName(words: readonly Token[]): number | undefined {
  // `She replaces Max <max@x.example>` says it of Max.
  const verb = words.findLastIndex(({ text }, at) => at > 0 && insteadOf.test(text));
  if (verb > 0 && verb < words.length - 1) return verb + 1;
  const first = words.findIndex((word) => isCapital(word));
  if (first < 0) return words.length <= 4 ? 0 : undefined;
  const small = words.slice(0, first);
  if (!small.every(isParticle)) return first;
  return isSentence(words) ? words.findLastIndex((word) => !isCapital(word)) + 1 : 0;
}

/** `Dit bericht is verzonden door Lee`: words that no name has. The name is behind them. */
function isSentence(words: readonly Token[]): boolean {
  const small = words.filter((word) => !isCapital(word) && !isParticle(word));
  return isCapital(words.at(-1)) && small.filter(({ text }) => text.length > 2).length > 1;
}

/** Without brackets a name has capitals, or the address contains it too. */
function bareName(words: readonly Token[], address: string): number | undefined {
  if (isCapital(words.at(-1))) {
    const from = capitalsFrom(words, words.length);
    const whole = withFirm(words, from, address) ?? from;
    return words.length - whole <= 6 ? whole : undefined;
  }
  const matches = words.findIndex(({ text }) => text.length > 2 && isSaid(text, address));
  const isName = matches >= 0 && words.length - matches <= 4;
  return isName && !words.slice(matches).some(({ text }) => isLinkWord(text)) ? matches : undefined;
}

/** Where the words with capitals begin that end at `to`. */
function capitalsFrom(words: readonly Token[], to: number): number {
  let from = to - 1;
  for (;;) {
    const before = words[from - 1];
    if (
      from > 0 &&
      (isCapital(before) ||
        isParticle(before) ||
        isPlace(
          words.slice(Math.max(0, from - 2), from + 1).map(({ text }) => text),
          from > 1,
        ))
    )
      from -= 1;
    else return from;
  }
}

/** Where `Jane Doe from Fabrikam` begins, if the address says the words before the link. */
function withFirm(words: readonly Token[], firm: number, address: string): number | undefined {
  const link = words[firm - 1];
  if (firm < 2 || link === undefined || !/^(?:from|at|bij|bei|chez)$/.test(link.text))
    return undefined;
  if (!isCapital(words[firm - 2])) return undefined;
  const from = capitalsFrom(words, firm - 1);
  return isSaid(textOf(words.slice(from, firm - 1)), address) ? from : undefined;
}

/** In `Jane Doe works at Fabrikam`, the name that the address says, if it says nothing of the last words. */
function nameAhead(
  words: readonly Token[],
  from: number,
  address: string,
): readonly Token[] | undefined {
  if (isSaid(textOf(words.slice(from)), address)) return undefined;
  const end = words.findLastIndex((word, at) => at < from && isCapital(word)) + 1;
  if (end === 0 || end === from) return undefined;
  const ahead = words.slice(capitalsFrom(words, end), end);
  return isSaid(textOf(ahead), address) ? ahead : undefined;
}
