import type { Token } from './read-tokens.ts';
import {
  connectors,
  courtesies,
  labels,
  negations,
  particles,
  smallNegations,
  warnings,
} from './word-lists.ts';

/** Words between two separators, without those that only join or are polite. */
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
  'please hi hello hey dear invite can could would add extend and also plus kindly thank thanks thx kun kunt graag beste bedankt dank dankjewel alvast hola ciao olá hej cześć good guten bonsoir buenos buenas gasten guests attendees participants deelnemers genodigden teilnehmer gäste invités hieronder onderstaande goedemorgen goedemiddag goedenavond many below hoi hallo nodig uitnodigen en ook the deze de het bitte danke bonjour merci veuillez invitez'.split(
    ' ',
  ),
);

/** Splits the words between two addresses into pieces. Drops labels (`Name:`) and list numbers. */
export function splitPieces(gap: readonly Token[]): Piece[] {
  const found: Piece[] = [];
  let before = '';
  let behind = false;
  let words: Token[] = [];
  const end = (after: string) => {
    const kept = trimWords(words, before, after);
    const line = kept[0]?.line ?? 0;
    const piece = kept.length > 0 ? { words: kept, before, after, line, behind } : undefined;
    if (piece !== undefined) found.push(piece);
    behind ||= after === taken;
    // The strongest of several separators counts: a line end after a comma.
    before = piece === undefined && words.length === 0 ? stronger(before, after) : after;
    words = [];
  };
  for (const token of gap) {
    if (token.kind === 'separator') end(token.text);
    // `instead of bob@x.example`: in English the word joins nothing.
    else if (isConnector(token) && !(token.text === 'of' && words.length > 0)) end('&');
    else words.push(token);
  }
  end('');
  return found;
}

const strength = `&,-:|.;${taken}\n`;
const stronger = (a: string, b: string) => (strength.indexOf(a) > strength.indexOf(b) ? a : b);

const isConnector = ({ kind, text }: Token) =>
  kind === 'word' && connectors.has(text.toLowerCase()) && text === text.toLowerCase();

function trimWords(words: readonly Token[], before: string, after: string): readonly Token[] {
  // A number before a name is a list number; one after it is part of the name.
  const first = words.findIndex(({ kind, text }) => kind !== 'word' || !/^\d{1,4}$/.test(text));
  const numberless = first < 0 ? [] : words.slice(first);
  const bare = isLabel(numberless, before, after) ? [] : numberless;
  const from = bare.findIndex((token) => !isPolite(token));
  const to = bare.findLastIndex((token) => !isPolite(token));
  return from < 0 ? [] : bare.slice(from, to + 1);
}

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

export const textOf = (words: readonly Token[]) =>
  words.map(({ kind, text }) => (kind === 'note' ? `(${text})` : text)).join(' ');

/** True for words that say that the next address is not meant. Before the first address only `negations` count. */
export function warns({ words }: Pick<Piece, 'words'>, isFirst: boolean): boolean {
  return words.some(({ kind, text }, index) => {
    const word = text.toLowerCase();
    if (kind !== 'word') return false;
    if (negations.has(word) || smallNegations.has(text)) return true;
    if (isFirst || !warnings.has(word)) return false;
    return index === words.length - 1 || !particles.has(word);
  });
}

export type Named = { name?: string; unused: string };

/** Words of a request in Japanese, Chinese or Korean, which stand around an address without spaces: no name has them. */
const easternTalk =
  /^(?:[をにはがのとも、。※]|[을를은는](?:\s|$))|ください|下さい|お願い|招待|以下の|です|ます|邀请|邀請|加入|添加|^请|^請|초대|주세요|합니다|제외/u;
const isEasternTalk = (text: string): boolean => easternTalk.test(text);

/** Finds the name in a piece. `unused`: the words that are no part of it. */
export function nameIn(piece: Pick<Piece, 'words'>, address: string, bracketed: boolean): Named {
  const { words } = piece;
  if (isEasternTalk(textOf(words))) return { unused: textOf(words) };
  const quoted = words.find(({ kind }) => kind === 'quoted');
  if (quoted !== undefined) {
    return { name: quoted.text, unused: textOf(words.filter((word) => word !== quoted)) };
  }
  const last = words.at(-1);
  if (bracketed && last?.kind === 'note' && words.length > 1) {
    const named = nameIn({ words: words.slice(0, -1) }, address, true);
    return { ...named, unused: [named.unused, textOf([last])].filter(Boolean).join(' ') };
  }
  if (words.length > 12 || words.some(({ kind }) => kind === 'note'))
    return { unused: textOf(words) };
  const from = bracketed ? bracketedName(words) : bareName(words, address);
  if (from === undefined) return { unused: textOf(words) };
  return { name: textOf(words.slice(from)), unused: textOf(words.slice(0, from)) };
}

const isCapital = (token: Token | undefined) => /^[\p{Lu}\p{Lt}\p{Lo}]/u.test(token?.text ?? '');
const isParticle = (token: Token | undefined) => particles.has(token?.text.toLowerCase() ?? '');

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
    let from = words.length - 1;
    while (from > 0 && (isCapital(words[from - 1]) || isParticle(words[from - 1]))) from -= 1;
    return words.length - from <= 6 ? from : undefined;
  }
  const [local = ''] = address.toLowerCase().split('@');
  const matches = words.findIndex(
    ({ text }) => text.length > 2 && local.includes(plainLetters(text)),
  );
  const isName = matches >= 0 && words.length - matches <= 4;
  return isName && !words.slice(matches).some(isLink) ? matches : undefined;
}

/** `jane at fabrikam` is more than a name. */
const isLink = ({ text }: Token): boolean =>
  /^(?:at|from|of|for|is|with|on|bij|bei|chez|uit|aus|works|werkt)$/.test(text);

const plainLetters = (text: string) =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '') || '\u0000';
