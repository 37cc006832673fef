import { addressSays } from '../names/address-says.ts';
import { isOfNames, isSmallOfNames } from '../names/particles.ts';
import { isPhone } from '../names/phone-number.ts';
import type { Token } from './read-tokens.ts';
import {
  connectors,
  courtesies,
  labels,
  negations,
  smallNegations,
  warnings,
} from './word-lists.ts';

/** Words between two separators, without words that only join or are polite. */
export type Piece = {
  words: readonly Token[];
  /** The separators on both sides; empty at an address. */
  before: string;
  after: string;
  line: number;
  /** True after a clause: the words are no name of the address before it. */
  behind: boolean;
};
/** The separator in the place of a clause that the reader took out. */
export const taken = '\u0000';

/** Words that are no name even with a capital, at the beginning of a sentence. */
const openers = new Set(
  'please voeg könntest könnten würdest würden du we i kunnen willen hi hello hey dear invite can could would add extend and also plus kindly thank thanks thx kun kunt graag beste bedankt dank dankjewel alvast hola ciao olá hej cześć good guten bonsoir buenos buenas gasten guests attendees participants deelnemers genodigden teilnehmer gäste invités hieronder onderstaande goedemorgen goedemiddag goedenavond many below hoi hallo nodig uitnodigen en ook the deze de het bitte danke bonjour merci veuillez invitez'.split(
    ' ',
  ),
);

/**
 * Splits the words between two addresses into pieces. Drops labels (`Name:`), list numbers and polite words, unless one
 * of the addresses says such a word.
 */
export function splitPieces(gap: readonly Token[], beside: readonly string[] = []): Piece[] {
  const found: Piece[] = [];
  let before = '';
  let behind = false;
  let words: Token[] = [];
  const end = (after: string) => {
    const kept = trimWords(words, { before, after, beside });
    const line = kept[0]?.line ?? 0;
    const piece = kept.length > 0 ? { words: kept, before, after, line, behind } : undefined;
    if (piece !== undefined) found.push(piece);
    behind ||= after === taken;
    // The strongest of several separators counts: a line end after a comma.
    before = piece === undefined && words.length === 0 ? stronger(before, after) : after;
    words = [];
  };
  for (const [at, token] of gap.entries()) {
    if (token.kind === 'separator') end(token.text);
    // `instead of bob@x.example`: in English the word joins nothing.
    else if (isConnector(token) && !(token.text === 'of' && words.length > 0)) {
      if (joinsFamily(words, gap.slice(at, at + 3), beside)) words.push(token);
      else end('&');
    } else words.push(token);
  }
  end('');
  return found;
}

const strength = `&,-:|.;${taken}\n`;
const stronger = (a: string, b: string) => (strength.indexOf(a) > strength.indexOf(b) ? a : b);

/** `von und zu Guttenberg`, `Ortega y Gasset`: two names of one family, unless the address says the second alone. */
function joinsFamily(
  ahead: readonly Token[],
  [join, ...behind]: readonly Token[],
  beside: readonly string[],
): boolean {
  const [second, next] = behind;
  if (/^(?:von|af)$/.test(ahead.at(-1)?.text ?? ''))
    return /^(?:und|og|och)$/.test(join?.text ?? '');
  const isOne = next === undefined || next.kind === 'separator';
  if (join?.text !== 'y' || !isCapital(second) || !isOne) return false;
  const says = (token: Token) =>
    beside.some((address) => addressSays(address, token.text, { how: 'whole' }));
  const isOther = says(second) && !ahead.some(says);
  return ahead.filter(isCapital).length > 1 && !isOther;
}

const isConnector = ({ kind, text }: Token) =>
  kind === 'word' && connectors.has(text.toLowerCase()) && text === text.toLowerCase();

type Around = { before: string; after: string; beside: readonly string[] };

function trimWords(words: readonly Token[], { before, after, beside }: Around): readonly Token[] {
  // A number before a name is a list number; one after it is part of the name.
  const first = words.findIndex(({ kind, text }) => kind !== 'word' || !/^\d{1,4}$/.test(text));
  const numbers = first < 0 ? words : words.slice(0, first);
  const isListed = numbers.length < 2 || !isPhone(textOf(numbers));
  const numberless = isListed ? words.slice(numbers.length) : words;
  const bare = isLabel(numberless, before, after) ? [] : numberless;
  if (isTurnedFamily(bare) && (after === ',' || beside.some(saysAll(bare)))) return bare;
  // `Thanks Mbeki <thanks@x.example>`
  const isName = (token: Token) =>
    isCapital(token) &&
    beside.some((address) => addressSays(address, token.text, { how: 'initial too' }));
  const isNamed = (token: Token | undefined) => isCapital(token) && !isPolite(token);
  // `Grace Thanks`: behind one name with a capital, it is her family's. `Jane Doe Thanks` has a family's name already.
  const isFamily = (token: Token, at: number) =>
    isCapital(token) && isNamed(bare[at - 1]) && !isNamed(bare[at - 2]);
  // `De Wit`: with a capital the article begins the family's name.
  const isArticle = (token: Token, at: number) =>
    isCapital(token) && articles.test(token.text) && isNamed(bare[at + 1]);
  const from = bare.findIndex(
    (token, at) => !isPolite(token) || isName(token) || isArticle(token, at),
  );
  const to = bare.findLastIndex(
    (token, at) => !isPolite(token) || isName(token) || isFamily(token, at),
  );
  return from < 0 ? [] : bare.slice(from, to + 1);
}

/** `de la Cruz, Ana`: small words before one name with a capital. */
const isTurnedFamily = (words: readonly Token[]): boolean =>
  words.length > 1 &&
  isCapital(words.at(-1)) &&
  words.slice(0, -1).every(({ kind, text }) => kind === 'word' && isSmallOfNames(text));

/** `devries@x.example` says both words of `de Vries`. */
const saysAll = (words: readonly Token[]) => (address: string) =>
  addressSays(address, textOf(words), { how: 'within', words: 'joined' });

const articles = /^(?:De|Den|Der|Ten|Ter|Te)$/;
const isCapital = (token: Token | undefined): token is Token =>
  token?.kind === 'word' && /^\p{Lu}/u.test(token.text);

/** True for `Name:` or `E-mail:` at the beginning of a line or a cell. */
function isLabel(words: readonly Token[], before: string, after: string): boolean {
  if (after !== ':' || words.length === 0 || words.length > 2) return false;
  const isStart = /^[\n|,;]?$/.test(before);
  return isStart && words.every(({ text }) => labels.has(text.toLowerCase()));
}

/** True for a word that says nothing by itself. */
export function isPolite({ kind, text }: Token): boolean {
  if (kind !== 'word') return false;
  const word = text.toLowerCase();
  return text === word ? courtesies.has(word) || connectors.has(word) : openers.has(word);
}

/** The words as people typed them, notes in their brackets. */
export const textOf = (words: readonly Token[]) =>
  words.map(({ kind, text }) => (kind === 'note' ? `(${text})` : text)).join(' ');

/**
 * `Nick Not, nick.not@x.example`, `Pia Maar, pmaar@x.example`: the word is her name. Of `Not Jane Knot
 * <knot@x.example>` the address says another word.
 */
function isFamilyOf(token: Token, words: readonly Token[], address: string): boolean {
  if (addressSays(address, token.text, { how: 'whole' })) return true;
  if (!addressSays(address, token.text, { how: 'initial too' })) return false;
  return !words.some((each) => each !== token && addressSays(address, each.text, { how: 'whole' }));
}

/** True for words that say that the next address is not meant. Before the first address only `negations` count. */
export function warns(
  { words }: Pick<Piece, 'words'>,
  isFirst: boolean,
  address?: string,
): boolean {
  return words.some((token, index) => {
    const { kind, text } = token;
    const word = text.toLowerCase();
    if (kind !== 'word' || (isCapital(token) && isFamilyOf(token, words, address ?? '')))
      return false;
    if (negations.has(word) || smallNegations.has(text)) return true;
    if (isFirst || !warnings.has(word)) return false;
    return index === words.length - 1 || !isOfNames(word);
  });
}

/**
 * True for words that begin by saying that the next address is not meant: `Not Jane <jane@x.example>`. `No Limits
 * <sales@nolimits.example>` is a firm: the address says both words in one.
 */
export function deniesFirst({ words: [first, second] }: Pick<Piece, 'words'>, address: string) {
  if (first?.kind !== 'word' || !negations.has(first.text.toLowerCase())) return false;
  const both = `${first.text} ${second?.text ?? ''}`;
  return (
    !addressSays(address, first.text, { how: 'whole' }) &&
    !addressSays(address, both, { how: 'within', where: 'firm too', words: 'joined' })
  );
}
