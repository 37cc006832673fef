import { atATime, type InTurns } from '../in-turns.ts';
import { callsMeeting } from '../list/not-a-partner.ts';
import { isCrossed } from '../names/state-table.ts';
import type { Token } from '../sentence/read-tokens.ts';
import { clauseOf, connectors, negations } from '../sentence/word-lists.ts';
import { type DenialScene, deny, isText, noteDoubt, saidBy } from './denial-scene.ts';
import { takesBack } from './denial-words.ts';
import { isNameLikeRole, isRoleWord, marksContact, marksOther } from './role-words.ts';
import { deniesBehind } from './said-behind.ts';

/** In tokens. People write no longer line behind a label. */
const farthest = 400;
const owners: ReadonlySet<string> = new Set(
  'her his their the your our my zijn haar hun de het onze mijn ihr ihre sein seine der die son sa le la'.split(
    ' ',
  ),
);
/** A preposition or a verb directly before an address: the words speak of it, and do not name it. */
const pointing: ReadonlySet<string> = new Set(
  'is are at on op via of as als tell let laat inform notify like unlike vervangt replaces zoals net gelijk comme wie über chez bei per through zie see ist est under'.split(
    ' ',
  ),
);

/** Chinese puts the denial before the name: `不要邀请张伟（zhang@x.example）`. */
const takenBackAhead = /(?:不要|不用|不需|勿|别|別)(?:再)?(?:邀请|邀請|添加|加入|招待)/u;

/** Words directly before an address that speak of it: `her manager is max@x.example`, `, like bob@y.example`. */
export function denyBefore(scene: DenialScene, index: number): void {
  const { tokens, places } = scene;
  const place = places[index] ?? 0;
  let from = place;
  while (from > 0 && isText(tokens[from - 1]) && place - from < 12) from -= 1;
  const words = tokens.slice(from, place);
  const note = words.at(-1);
  // `Bob Roe (has left) bob@y.example`; directly behind another address it is about that.
  if (note?.kind === 'note' && words.length > 1 && deniesBehind(note.text)) {
    deny(scene, tokens[place], { before: [note] });
    return;
  }
  if (note?.kind === 'note' && words.length > 1 && callsMeeting(note.text))
    noteDoubt(scene, tokens[place], [note]);
  // `Max vroeg of Jane mag`: the words are a sentence about both.
  const isSentence =
    index > 0 &&
    from === (places[index - 1] ?? 0) + 1 &&
    words.length > 1 &&
    opensSentence(words[0]);
  if (isSentence) return;
  const isTaken = takenBackAhead.test(saidBy(words));
  const start = isTaken ? 0 : pointingFrom(words, index === 0);
  if (start === undefined) return;
  const said = words.slice(start);
  deny(scene, tokens[place], { before: said });
}

/** A word that says something of the address before it: it joins nothing, and points at nobody. */
const opensSentence = (word: Token | undefined) =>
  word?.kind === 'word' &&
  /^\p{Ll}/u.test(word.text) &&
  clauseOf(word.text) === undefined &&
  ![connectors, negations, pointing, owners].some((words) => words.has(word.text)) &&
  !isRoleWord(word.text);

/** Verbs behind a role: `her manager is`, `for questions contact`. */
const tells =
  /^(?:is|are|ist|est|contact|ask|call|mail|e-?mail|reach|bel|vraag|contacteer|contactez|appelez|kontaktieren)$/;

const isSmall = ({ text }: Token) => text === text.toLowerCase();

/** Where the words begin that speak of the address behind them. Undefined: none do. */
function pointingFrom(all: readonly Token[], isFirst: boolean): number | undefined {
  const end = all.findLastIndex((word) => !isLarge(word)) + 1;
  const words = all.slice(0, end);
  const last = words.at(-1);
  if (last === undefined) return undefined;
  if (isCrossed(last.text)) return words.length - 1;
  const role = roleFrom(words, isFirst);
  if (role !== undefined) return role;
  if (isFirst || isDenied(words) || !pointing.has(last.text)) return undefined;
  // `as well as` joins, and in Dutch `of` alone is `or`.
  if (end === all.length && words.every(({ text }) => connectors.has(text))) return undefined;
  // `Lawrence of Arabia` is a name.
  if (end < all.length && isLarge(words.at(-2))) return undefined;
  const hasClause = words.some(({ text }) => clauseOf(text) !== undefined);
  if (!hasClause) return 0;
  return words.at(-2)?.text === 'instead' ? words.length - 2 : words.length - 1;
}

/** A word of a name that follows. */
const isLarge = (token: Token | undefined) =>
  token !== undefined && /^[\p{Lu}\p{Lt}]/u.test(token.text);

/**
 * The beginning of a role: `her manager`, `zijn leidinggevende is`. A role that `and` joins to a partner may be meant
 * too.
 */
function roleFrom(words: readonly Token[], isFirst: boolean): number | undefined {
  const role = words.findLastIndex((word) => isSmall(word) && isRoleWord(word.text));
  if (role < 0) return undefined;
  const isTold = tells.test(words.at(-1)?.text ?? '');
  const isJoined = words.some(({ text }) => connectors.has(text) && text !== 'of');
  if (!isTold && (isFirst || isJoined || isDenied(words))) return undefined;
  return owners.has(words[role - 1]?.text.toLowerCase() ?? '') ? role - 1 : role;
}

/** Words that deny are read with the text around them. */
const isDenied = (words: readonly Token[]) =>
  words.some(({ text }) => negations.has(text) && text !== 'instead');

/** `; manager: Max <max@x.example>` inside a line. A label at its beginning has been read before. */
export function* denyLabels(scene: DenialScene): InTurns<void> {
  for (const [at, token] of scene.tokens.entries()) {
    if (at % atATime === 0) yield 'break';
    if (token.kind === 'separator' && token.text === ':') denyLabel(scene, token, at);
  }
}

function denyLabel(scene: DenialScene, colon: Token, at: number): void {
  const { tokens } = scene;
  const words = labelBefore(tokens, at);
  if (words.length === 0 || !denies(saidBy(words))) return;
  const [first, ...others] = namedBehind(tokens, at);
  if (first === undefined || isNameLikeRole(saidBy(words), tokens[first]?.text ?? '', 'colon'))
    return;
  deny(scene, tokens[first], { before: [...words, colon] });
  for (const place of others) deny(scene, tokens[place], {});
}

/** The words of a label that ends here. A label does not begin in the middle of other words. */
function labelBefore(tokens: readonly Token[], at: number): readonly Token[] {
  let from = at;
  while (from > 0 && tokens[from - 1]?.kind === 'word' && at - from < 6) from -= 1;
  return from > 0 && tokens[from - 1]?.kind === 'word' ? [] : tokens.slice(from, at);
}

/** The addresses behind a label, up to the end of its line. */
function namedBehind(tokens: readonly Token[], at: number): number[] {
  const named: number[] = [];
  for (let place = at; place < Math.min(tokens.length, at + farthest); place += 1) {
    const token = tokens[place];
    if (token?.kind === 'separator' && /[\n;]/.test(token.text)) break;
    if (token?.kind === 'address') named.push(place);
  }
  return named;
}

const denies = (text: string) =>
  marksOther(text) || marksContact(text) || takesBack(text) !== undefined;
