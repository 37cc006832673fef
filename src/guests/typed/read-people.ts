import { chooseName, type NameBeside } from './choose-name.ts';
import { type KnownPlace, letters, type Said } from './read-clauses.ts';
import { nameIn, type Piece, splitPieces, taken, textOf, warns } from './read-pieces.ts';
import type { Token } from './read-tokens.ts';
import { takeClauses } from './take-clauses.ts';
import { articles, projectNouns } from './word-lists.ts';

export type Person = { address: string; name?: string; line: number; said: Said };
export type People = {
  people: Person[];
  /** What was not understood, in its order, with the addresses that were left out for it. */
  leftOver: string[];
  /** How often words that are no name stand next to an address, as they do in prose. */
  talk: number;
  /** What is said of all: the first of each. */
  said: Said;
};

/** Somebody while the words around are looked through. `out`: named only to say that they are not meant. */
type Draft = {
  address: string;
  line: number;
  bracketed: boolean;
  beside: NameBeside[];
  out: boolean;
  /** How many gaps lie before. */
  gap: number;
};
type Gap = { pieces: Piece[]; said: Said; seps: string; note: string | undefined };
type Scene = {
  drafts: Draft[];
  strays: Draft[];
  left: { gap: number; text: string }[];
  talk: number;
  /** Addresses stand on several lines. */
  isList: boolean;
};

/** Whom a message names, and what it says of them. */
export function readPeople(tokens: readonly Token[], known: KnownPlace): People {
  const addresses: Draft[] = [];
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind !== 'address') {
      parts.at(-1)?.push(token);
    } else if (!isSame(addresses.at(-1), token, parts.at(-1) ?? [])) {
      addresses.push(draftOf(token, addresses.length));
      parts.push([]);
    }
  }
  const gaps = parts.map((part, index) => readGap(part, { index, last: parts.length - 1 }, known));
  takeBareProject(gaps, addresses, known);
  const isList = new Set(addresses.map(({ line }) => line)).size > 1;
  const scene: Scene = { drafts: addresses, strays: [], left: [], talk: 0, isList };
  const namesAfter = standBehind(gaps, addresses);
  for (const index of gaps.keys()) readWords(scene, gaps, { index, namesAfter });
  return conclude(scene, gaps);
}

const draftOf = ({ text, line, bracketed }: Token, gap: number): Draft => ({
  address: text,
  line,
  bracketed: bracketed === true,
  beside: [],
  out: false,
  gap,
});

/** `jane@x.example <jane@x.example>` is one. */
const isSame = (before: Draft | undefined, token: Token, between: readonly Token[]) =>
  before !== undefined &&
  between.length === 0 &&
  before.address.toLowerCase() === token.text.toLowerCase();

function readGap(
  part: readonly Token[],
  { index, last }: { index: number; last: number },
  known: KnownPlace,
): Gap {
  const [first] = part;
  const note = index > 0 && first?.kind === 'note' ? first.text : undefined;
  const words = note === undefined ? part : part.slice(1);
  const place = index === last ? 'final' : index === 0 ? 'lead' : 'between';
  const { said, rest } = takeClauses(words, place, known);
  const seps = rest.flatMap(({ kind, text }) => (kind === 'separator' ? [text] : [])).join('');
  return { pieces: splitPieces(rest), said, seps, note };
}

/** A project without a preposition, where it is the only reading: `beacon: jane@x.example`. */
function takeBareProject(gaps: Gap[], addresses: readonly Draft[], { projects }: KnownPlace): void {
  if (gaps.some(({ said }) => said.project !== undefined)) return;
  const found = gaps.flatMap((gap, index) =>
    gap.pieces.flatMap((piece) => {
      const isName = piece.after === '' && addresses[index]?.bracketed === true;
      const bare = piece.words.filter(
        ({ text }) => !articles.has(text.toLowerCase()) && !projectNouns.has(text.toLowerCase()),
      );
      const project = isName ? undefined : projects.get(letters(textOf(bare)));
      return project === undefined ? [] : [{ gap, piece, project }];
    }),
  );
  const [only] = found;
  if (only === undefined || new Set(found.map(({ project }) => project)).size > 1) return;
  only.gap.said.project = only.project;
  only.gap.pieces = only.gap.pieces.filter((piece) => piece !== only.piece);
}

/** Whether names stand behind their addresses here: `jane@x.example, Jane Doe`. */
function standBehind(gaps: readonly Gap[], addresses: readonly Draft[]): boolean {
  const [lead] = gaps;
  const [first] = addresses;
  if (lead === undefined || first === undefined) return false;
  if (lead.pieces.some((piece) => nameIn(piece, first.address, first.bracketed).name)) return false;
  const last = addresses.at(-1);
  const [behind] = gaps.at(-1)?.pieces ?? [];
  return behind !== undefined && nameIn(behind, last?.address ?? '', false).name !== undefined;
}

type At = { index: number; namesAfter: boolean };

function readWords(scene: Scene, gaps: readonly Gap[], { index, namesAfter }: At): void {
  const gap = gaps[index];
  if (gap === undefined) return;
  const [previous, next] = [scene.drafts[index - 1], scene.drafts[index]];
  if (previous !== undefined && gap.note !== undefined) takeNote(scene, previous, gap.note, index);
  const isOver = new RegExp(`[\\n;.${taken}]`).test(gap.seps) || gap.pieces.length > 0;
  if (next !== undefined && previous?.out === true && !isOver) next.out = true;
  for (const piece of joinTurned(gap.pieces, next)) {
    if (piece.after === '' && next !== undefined && mustNot(piece, next, index)) {
      next.out = true;
      scene.talk += 1;
      next.beside.push({ name: textOf(piece.words), before: '', after: '', side: 'ahead' });
      continue;
    }
    const target = targetOf(piece, { previous, next, namesAfter });
    takePiece(scene, { piece, target, index });
  }
}

function takeNote({ left }: Scene, previous: Draft, note: string, gap: number): void {
  const words = [{ kind: 'word' as const, text: note, line: previous.line }];
  const { name } = nameIn({ words }, previous.address, previous.bracketed);
  if (name === undefined || previous.beside.length > 0) left.push({ gap, text: `(${note})` });
  else previous.beside.push({ name, before: '', after: '', side: 'behind' });
}

/** Warned of, or spoken of in another sentence: such an address is said and not invited. */
function mustNot(piece: Piece, next: Draft, index: number): boolean {
  const named = nameIn(piece, next.address, next.bracketed);
  if (warns(piece, index === 0) && !(next.bracketed && named.unused === '')) return true;
  const isTalk = named.name === undefined && index > 0;
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

function takePiece(scene: Scene, standing: Standing): void {
  const { piece, target, index } = standing;
  const isNear = piece.after === '' && target === scene.drafts[index];
  const named = target && nameIn(piece, target.address, target.bracketed && isNear);
  if (target !== undefined && named?.name !== undefined && suits(scene, piece, target)) {
    const side = target === scene.drafts[index] ? 'ahead' : 'behind';
    const { before, after } = piece;
    target.beside.push({ name: named.name, before, after, side });
    if (named.unused !== '') scene.left.push({ gap: index, text: named.unused });
  } else {
    takeWords(scene, standing);
  }
}

/** Words that are nobody's name: an entry of their own, or left over. */
function takeWords(scene: Scene, { piece, target, index }: Standing): void {
  const { drafts, strays, left } = scene;
  const text = textOf(piece.words);
  const isNext =
    (piece.after === '' && drafts[index] !== undefined) ||
    (piece.before === '' && drafts[index - 1] !== undefined);
  if (isNext) scene.talk += 1;
  const isAlone = drafts.length === 0;
  const mayBeEntry = !isNext && (isAlone || target !== undefined);
  if (mayBeEntry && isStray(piece, isAlone)) {
    strays.push(draftOf({ kind: 'address', text, line: piece.line }, index));
  } else {
    left.push({ gap: index, text });
  }
}

/** `Doe, Jane, jane@x.example`: two words that the address says are one name. */
function joinTurned(pieces: readonly Piece[], next: Draft | undefined): readonly Piece[] {
  const [family, given] = pieces.slice(-2);
  const [a, b] = [family?.words[0], given?.words[0]];
  if (next === undefined || given === undefined || family === undefined) return pieces;
  if (a === undefined || b === undefined || family.after !== ',' || family.behind) return pieces;
  const address = letters(next.address);
  const isOne =
    [family, given].every(({ words }) => words.length === 1 && /^\p{Lu}/u.test(textOf(words))) &&
    [a, b].some(({ text }) => text.length > 2 && address.includes(letters(text)));
  if (!isOne) return pieces;
  const words = [{ ...a, text: `${a.text},` }, b];
  return [...pieces.slice(0, -2), { ...given, words, before: family.before }];
}

/** One word set off by a comma is the name of the address beside it only where lines are lists, or the address says it. */
function suits({ isList }: Scene, piece: Piece, target: Draft): boolean {
  const { words, after, before } = piece;
  const isComma = /^[,;]$/.test(after) || (after === '' && /^[,;]$/.test(before));
  if (words.length > 1 || target.bracketed || !isComma || words[0]?.kind === 'quoted') return true;
  const said = letters(words[0]?.text ?? '');
  return isList || (said.length > 2 && letters(target.address).includes(said));
}

/** A word or two set off as an entry of a list: somebody whose address is missing. */
function isStray(piece: Piece, isAlone: boolean): boolean {
  const { words, before, after } = piece;
  const isWordLike = words.every(({ kind, text }) => kind !== 'note' && /\p{L}/u.test(text));
  const isEntry = /^[,;\n|&]?$/.test(before) && /^[,;\n|&]?$/.test(after);
  const most = isAlone ? 5 : 2;
  return words.length <= most && isWordLike && (isEntry || isAlone) && !warns(piece, false);
}

function conclude({ drafts, strays, left, talk }: Scene, gaps: readonly Gap[]): People {
  const saidOf = segments(gaps);
  const leftOver = [...left];
  for (const { address, beside, gap } of drafts.filter(({ out }) => out)) {
    leftOver.push({ gap, text: [...beside.map(({ name }) => name), address].join(' ') });
  }
  // A word without an address stands before the address of the same gap, and sorting keeps that.
  const people = [...strays, ...drafts]
    .filter(({ out }) => !out)
    .sort((a, b) => a.gap - b.gap)
    .map(({ address, line, bracketed, beside, gap }): Person => {
      const { name, unused } = chooseName(beside, bracketed);
      leftOver.push(...unused.map((text) => ({ gap, text })));
      const said = saidOf(gap);
      return name === undefined ? { address, line, said } : { address, name, line, said };
    });
  const words = leftOver.sort((a, b) => a.gap - b.gap).map(({ text }) => text);
  return { people, leftOver: words, talk, said: saidOf(-1) };
}

/** What is said once counts for everybody; what is said several times, for those before it. */
function segments(gaps: readonly Gap[]): (gap: number) => Said {
  const clauses = (['project', 'language', 'until'] as const).map((clause) => {
    const values = gaps.map(({ said }) => said[clause]);
    const different = [...new Set(values.filter((value) => value !== undefined))];
    const isOne = different.length === 1;
    // Read from the end, each gap knows what is said next behind it.
    let next: string | undefined;
    const behind = values.map(() => next);
    for (let at = values.length - 1; at >= 0; at -= 1) {
      behind[at] = next;
      next = values[at] ?? next;
    }
    const valueAt = (gap: number) => (isOne || gap < 0 ? different[0] : (behind[gap] ?? values[0]));
    return { clause, valueAt };
  });
  return (gap) => {
    const said: Said = {};
    for (const { clause, valueAt } of clauses) {
      const value = valueAt(gap);
      if (value !== undefined) said[clause] = value;
    }
    return said;
  };
}
