import { atATime, type InTurns } from '../in-turns.ts';
import { isDomain, withoutExtras } from '../text/name-extras.ts';
import { chooseName } from './choose-name.ts';
import { type Draft, draftOf, isOut } from './draft.ts';
import { type Gap, giveWords, type Scene } from './give-words.ts';
import { doubtOf, type LeftWords, mayDeny } from './left-words.ts';
import { nameIn } from './name-in.ts';
import { type KnownNames, letters, type Said } from './read-clauses.ts';
import { splitPieces, textOf } from './read-pieces.ts';
import type { Token } from './read-tokens.ts';
import { saidOfGaps } from './said-of-gaps.ts';
import { takeClauses } from './take-clauses.ts';
import { type UnsureSentence, unsureSentences } from './unsure-sentences.ts';
import { articles, projectNouns } from './word-lists.ts';

export type NamedPerson = { address: string; name?: string; line: number; said: Said };
export type NamedPeople = {
  people: NamedPerson[];
  /** Words that the reader does not understand, in their order, with the addresses that it leaves out for them. */
  leftOver: string[];
  /** Words that the reader does not understand beside a partner, with the address: perhaps nobody means it. */
  doubts: string[];
  /** How often words that are no name come next to an address. In prose they often do. */
  talk: number;
  /** The clauses for all partners of the message: the first of each kind. */
  said: Said;
};

/** Reads the partners in a message, and what it says about them. */
export function* readNamedPeople(
  tokens: readonly Token[],
  known: KnownNames,
): InTurns<NamedPeople> {
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
  const gaps: Gap[] = [];
  for (const [index, part] of parts.entries()) {
    if (index % atATime === 0) yield 'break';
    const beside = addresses.slice(Math.max(0, index - 1), index + 1).map((each) => each.address);
    gaps.push(yield* readGap(part, { index, last: parts.length - 1, beside }, known));
  }
  takeBareProject(gaps, addresses, known);
  const isList = new Set(addresses.map(({ line }) => line)).size > 1;
  const scene: Scene = { drafts: addresses, strays: [], left: [], talk: 0, isList };
  const namesAfter = standBehind(gaps, addresses);
  for (const index of gaps.keys()) {
    if (index % atATime === 0) yield 'break';
    yield* giveWords(scene, gaps, { index, namesAfter });
  }
  return yield* conclude(scene, gaps);
}

/** `jane@x.example <jane@x.example>` is one partner. */
const isSame = (before: Draft | undefined, token: Token, between: readonly Token[]) =>
  before !== undefined &&
  between.length === 0 &&
  before.address.toLowerCase() === token.text.toLowerCase();

function* readGap(
  part: readonly Token[],
  { index, last, beside }: { index: number; last: number; beside: readonly string[] },
  known: KnownNames,
): InTurns<Gap> {
  const [first] = part;
  const note = index > 0 && first?.kind === 'note' ? first.text : undefined;
  const words = note === undefined ? part : part.slice(1);
  const place = index === last ? 'final' : index === 0 ? 'lead' : 'between';
  const { said, rest } = yield* takeClauses(words, place, known);
  const seps = rest.flatMap(({ kind, text }) => (kind === 'separator' ? [text] : [])).join('');
  return { pieces: splitPieces(rest, beside), said, seps, note, rest };
}

/** Takes a project without a preposition, if only one is possible: `beacon: jane@x.example`. */
function takeBareProject(gaps: Gap[], addresses: readonly Draft[], { projects }: KnownNames): void {
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
  only.gap.rest = only.gap.rest.filter((token) => !only.piece.words.includes(token));
}

/** True when names come after their addresses: `jane@x.example, Jane Doe`. */
function standBehind(gaps: readonly Gap[], addresses: readonly Draft[]): boolean {
  const [lead] = gaps;
  const [first] = addresses;
  if (lead === undefined || first === undefined) return false;
  if (lead.pieces.some((piece) => nameIn(piece, first.address, first.bracketed).name)) return false;
  const last = addresses.at(-1);
  const [behind] = gaps.at(-1)?.pieces ?? [];
  return behind !== undefined && nameIn(behind, last?.address ?? '', false).name !== undefined;
}

/** `Fabrikam <jane@fabrikam.example>` says where she works. */
const isPerson =
  (address: string) =>
  ({ name }: Draft['beside'][number]): boolean =>
    !isDomain(name, address);

/** True when a sentence that the note asks about holds these words. */
const holds =
  ({ of }: LeftWords) =>
  ({ from, to }: UnsureSentence): boolean =>
    of !== undefined && of.draft.gap >= from && of.draft.gap <= to;

/** `Oude mensen: Cleo (cleo@x.example)`. */
const labels = ({ name, after, side }: Draft['beside'][number]) =>
  after === ':' && side === 'ahead' && !name.includes(' ');
const asLabel = { side: 'ahead', labels: true } as const;

const none: { name?: string; rest: string[] } = { rest: [] };

/** Chooses the name of one partner. What is no part of it goes to `left` and `leftOver`. */
function nameDraft(
  draft: Draft,
  { left, leftOver }: Pick<Scene, 'left'> & { leftOver: LeftWords[] },
): Omit<NamedPerson, 'said'> {
  const { address, line, bracketed, beside, gap } = draft;
  const { name: chosen, unused } = chooseName(beside.filter(isPerson(address)), {
    address,
    bracketed,
  });
  const { name, rest } = chosen === undefined ? none : withoutExtras(chosen, address);
  const firms = beside.filter((each) => !isPerson(address)(each)).map((each) => each.name);
  const labelNames = new Set(beside.filter(labels).map((each) => each.name));
  const labelled = unused.filter((text) => labelNames.has(text));
  for (const text of labelled) left.push({ gap, text, of: { draft, ...asLabel } });
  const others = [...unused.filter((text) => !labelNames.has(text)), ...firms, ...rest];
  leftOver.push(...others.map((text) => ({ gap, text })));
  return name === undefined ? { address, line } : { address, name, line };
}

function* conclude(
  { drafts, strays, left, talk }: Scene,
  gaps: readonly Gap[],
): InTurns<NamedPeople> {
  const saidOf = saidOfGaps(gaps);
  const leftOver = left.filter((words) => !mayDeny(words));
  for (const { address, beside, gap, denied, doubted } of drafts.filter(isOut)) {
    const names = beside.map(({ name }) => name);
    const words = [denied?.before, ...names, address, denied?.behind, doubted];
    leftOver.push({ gap, text: words.filter(Boolean).join(' ') });
  }
  // An entry without an address comes before the address of the same gap, and sorting keeps that.
  const meant = [...strays, ...drafts]
    .filter((draft) => !isOut(draft))
    .sort((a, b) => a.gap - b.gap);
  const people: NamedPerson[] = [];
  for (const [at, draft] of meant.entries()) {
    if (at % atATime === 0) yield 'break';
    people.push({ ...nameDraft(draft, { left, leftOver }), said: saidOf(draft.gap) });
  }
  yield 'break';
  const words = leftOver.sort((a, b) => a.gap - b.gap).map(({ text }) => text);
  const unsure = unsureSentences(gaps, drafts);
  yield 'break';
  const doubted = left.filter((each) => mayDeny(each) && !unsure.some(holds(each)));
  const doubts = [
    ...unsure.map(({ text }) => text),
    ...doubted.map((each) => doubtOf(each, drafts)),
    ...drafts.flatMap((each) =>
      isOut(each) || !each.doubted ? [] : `${each.address} ${each.doubted}`,
    ),
  ];
  return { people, leftOver: words, doubts, talk, said: saidOf(-1) };
}
