import { atATime, type InTurns } from '../in-turns.ts';
import { isAheadWord } from '../names/ahead-of-name.ts';
import { saysJob } from '../names/job-in-name.ts';
import { jobWord } from '../names/job-words.ts';
import { isPhone } from '../names/phone-number.ts';
import { kindsOfAddress } from '../text/find-addresses.ts';
import { isDomain } from '../text/name-extras.ts';
import { type Draft, draftOf } from './draft.ts';
import { joinTurned } from './join-turned.ts';
import { besideOf, isStray, type LeftWords } from './left-words.ts';
import { nameIn } from './name-in.ts';
import { isDegree, isNoNameWord } from './no-name-words.ts';
import type { Said } from './read-clauses.ts';
import { deniesFirst, type Piece, taken, textOf, warns } from './read-pieces.ts';
import type { Token } from './read-tokens.ts';
import { isTitleLine, shows } from './title-lines.ts';
import { negations } from './word-lists.ts';

/** The words between two addresses, before the first or after the last. `note`: text in brackets at its beginning. */
export type Gap = {
  pieces: Piece[];
  said: Said;
  seps: string;
  note: string | undefined;
  /** All words but the note and the clauses. */
  rest: readonly Token[];
};
export type Scene = {
  drafts: Draft[];
  /** Entries of a list without an address. */
  strays: Draft[];
  left: LeftWords[];
  /** How often words that are no name come next to an address. */
  talk: number;
  /** True when the addresses are on several lines. */
  isList: boolean;
};

type At = { index: number; namesAfter: boolean };

/** Sorts the words of one gap into names of the partners beside it, entries without an address, and words left over. */
export function* giveWords(
  scene: Scene,
  gaps: readonly Gap[],
  { index, namesAfter }: At,
): InTurns<void> {
  const gap = gaps[index];
  if (gap === undefined) return;
  const [previous, next] = [scene.drafts[index - 1], scene.drafts[index]];
  if (gap.note !== undefined) takeNote(scene, gap.note, { index, touches: gap.seps === '' });
  const isOver = new RegExp(`[\\n;.${taken}]`).test(gap.seps) || gap.pieces.length > 0;
  if (next !== undefined && previous?.out === true && !isOver) next.out = true;
  for (const [at, piece] of joinTurned(gap.pieces, next).entries()) {
    if (at % atATime === atATime - 1) yield 'break';
    const isOpen = next !== undefined && next.denied === undefined;
    if (piece.after === '' && isOpen && mustNot(piece, next, index)) {
      leaveOut(scene, piece, next);
      continue;
    }
    const target = targetOf(piece, { previous, next, namesAfter });
    takeLine(scene, { piece, target, index }, gaps);
  }
}

function leaveOut(scene: Scene, piece: Piece, next: Draft): void {
  next.out = true;
  // `not bob@y.example` is an entry of a list, and no talk.
  if (!piece.words.every(({ text }) => negations.has(text.toLowerCase()))) scene.talk += 1;
  next.beside.push({ name: textOf(piece.words), before: '', after: '', side: 'ahead' });
}

function takeNote(
  { drafts, left }: Scene,
  note: string,
  { index, touches }: { index: number; touches: boolean },
): void {
  const [previous, next] = [drafts[index - 1], drafts[index]];
  if (previous === undefined) return;
  const text = `(${note})`;
  if (kindsOfAddress.test(note)) {
    // `jane@x.example (private) jane@home.example`: of either.
    if (next !== undefined && touches)
      left.push({ gap: index, text, of: { draft: next, side: 'ahead' } });
    return;
  }
  const words = [{ kind: 'word' as const, text: note, line: previous.line }];
  const { name } = nameIn({ words }, previous.address, previous.bracketed);
  if (name === undefined || previous.beside.length > 0)
    left.push({ gap: index, text, of: { draft: previous, side: 'behind' } });
  else previous.beside.push({ name, before: '', after: '', side: 'behind' });
}

/** True when the words warn of the next address, or speak of it in another sentence. The bot leaves it over. */
function mustNot(piece: Piece, next: Draft, index: number): boolean {
  const named = nameIn(piece, next.address, next.bracketed);
  const isName = next.bracketed && named.unused === '' && !deniesFirst(piece, next.address);
  if (warns(piece, index === 0, next.address) && !isName) return true;
  // `Max asked for Jane`: who stands behind a verb is not left out in favour of who stands before it.
  const isTalk = named.name === undefined && index > 0 && piece.before !== '';
  return isTalk && !next.bracketed && piece.before !== ',' && piece.before !== '&';
}

function targetOf(
  piece: Piece,
  {
    previous,
    next,
    namesAfter,
  }: { previous?: Draft | undefined; next?: Draft | undefined; namesAfter: boolean },
): Draft | undefined {
  if (piece.behind || previous === undefined) return next;
  if (next === undefined) return previous;
  if (piece.after === '' && piece.before !== '') return next;
  if (piece.before === '' && piece.after !== '') return previous;
  if (piece.line === previous.line && piece.line !== next.line) return previous;
  if (piece.line === next.line && piece.line !== previous.line) return next;
  return namesAfter ? previous : next;
}

type Standing = { piece: Piece; target: Draft | undefined; index: number };

function takeLine(scene: Scene, standing: Standing, gaps: readonly Gap[]): void {
  const { piece, target, index } = standing;
  const isAhead = target !== undefined && target === scene.drafts[index];
  const isSeveral = index > 0 && gaps[index]?.pieces.length !== 1;
  if (target === undefined) takeWords(scene, standing);
  else if (!isAhead || isSeveral || !isTitleLine(piece, target, gaps))
    takePiece(scene, target, standing);
  else if (index > 0) takeWords(scene, standing);
  else scene.left.push({ gap: index, text: textOf(piece.words) });
}

function takePiece(scene: Scene, target: Draft, standing: Standing): void {
  const { piece, index } = standing;
  const isAhead = target === scene.drafts[index];
  const isNear = piece.after === '' && isAhead;
  const named = nameIn(piece, target.address, target.bracketed && isNear);
  // `those under Maybe`, after `except`: the words speak of somebody else.
  const isOther = warns(piece, index === 0, target.address) && !target.bracketed;
  const isName = named.name !== undefined && !isNoNameWord(named.name, target.address);
  if (named.name !== undefined && isName && !isOther && suits(scene, piece, { target, isAhead })) {
    const [side, { before, after }] = [isAhead ? 'ahead' : 'behind', piece] as const;
    target.beside.push({ name: named.name, before, after, side, skipped: named.skipped });
    const of = { draft: target, side } as const;
    if (named.unused !== '') scene.left.push({ gap: index, text: named.unused, of });
  } else {
    takeWords(scene, standing);
  }
}

/** A degree, a page, or one small word for a job, which may be a family with a capital: `inkoper`. */
const isBeside = (text: string): boolean =>
  isDegree.test(text) ||
  webPage.test(text) ||
  (/^\p{Ll}\S*$/u.test(text) && jobWord(text) !== undefined);

/** A line of a card with the page of a firm: `W www.x.example`. */
const webPage =
  /^(?:(?:w|web|website|webseite|site|url|homepage|internet)[.:]? )?(?:https?:\/\/|www\.)\S+$/iu;

/** Takes words that are no name: as an entry of their own, or as words left over. */
function takeWords(scene: Scene, { piece, target, index }: Standing): void {
  const { drafts, strays, left } = scene;
  const text = textOf(piece.words);
  const isNext =
    (piece.after === '' && drafts[index] !== undefined) ||
    (piece.before === '' && drafts[index - 1] !== undefined);
  const isAlone = drafts.length === 0;
  // `jane@x.example, Attendee`: what somebody is. It is no talk.
  const isPart = isAheadWord(text) || isPhone(text) || saysJob(text) || isBeside(text);
  if (isNext && !isAheadWord(text) && !isPhone(text)) scene.talk += 1;
  // `Jane Doe, Fabrikam, jane@fabrikam.example`: where somebody works.
  const isFirm = [drafts[index - 1], target].some((each) => isDomain(text, each?.address ?? ''));
  const mayBeEntry = !isNext && !isFirm && !isPart && (isAlone || target !== undefined);
  if (mayBeEntry && isStray(piece, isAlone, [drafts[index - 1], drafts[index]])) {
    strays.push(draftOf({ kind: 'address', text, line: piece.line }, index));
  } else {
    left.push({ gap: index, text, ...besideOf(piece, drafts, index) });
  }
}

/** True when words may be the partner's name. One word beside a comma must be in a list of lines, or in the address. */
function suits(
  { isList }: Scene,
  { words, after, before }: Piece,
  { target, isAhead }: { target: Draft; isAhead: boolean },
): boolean {
  // `Jane Doe and bob@x.example` are two people, of whom one has no address.
  if (after === '&' && isAhead) return shows(words, target);
  const isComma = /^[,;:]$/.test(after) || (after === '' && /^[,;:]$/.test(before));
  if (words.length > 1 || target.bracketed || !isComma || words[0]?.kind === 'quoted') return true;
  return (isList && after !== ':') || shows(words, target);
}
