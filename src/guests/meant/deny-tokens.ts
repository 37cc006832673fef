import { atATime, type InTurns } from '../in-turns.ts';
import { callsMeeting } from '../list/not-a-partner.ts';
import type { Token } from '../sentence/read-tokens.ts';
import { type DenialScene, deny, isCapital, noteDoubt, saidBy } from './denial-scene.ts';
import { denyBefore, denyLabels } from './deny-before.ts';
import { denyCell } from './deny-cells.ts';
import { denyCommands } from './deny-commands.ts';
import { denyFarewells } from './deny-farewells.ts';
import { deniesBehind } from './said-behind.ts';

/** Separators that end what words say about an address. */
const ends = new Set(['\n', ';', '.']);
/** Words before an arrow and the new address: `wordt`, `becomes`. */
const becomes =
  /^(?:becomes|is replaced by|is now|now|changed to|changes to|replaced by|has become|wordt vervangen door|wordt|is nu|nu|gewijzigd in|veranderd in|vervangen door|wird ersetzt durch|wird(?: zu)?|ist jetzt|jetzt|geändert in|ersetzt durch|devient|est maintenant|remplacée? par)$/iu;
/**
 * Marks the addresses that the words around them deny: a farewell or a label before them (`Thanks, Alex
 * (alex@x.example)`, `manager: max@x.example`), what stands behind (`bob@x.example is already in`), the first of a pair
 * with an arrow. Marks others with a doubt: somebody with a role in a meeting may be a partner. Takes the words that
 * say so from the text. `verbs`: those of commands that do not invite.
 */
export function* denyTokens(
  tokens: readonly Token[],
  verbs: ReadonlySet<string> = new Set(),
): InTurns<Token[]> {
  const places = tokens.flatMap(({ kind }, index) => (kind === 'address' ? [index] : []));
  const scene: DenialScene = {
    tokens,
    places,
    denied: new Map(),
    doubted: new Map(),
    used: new Set(),
  };
  denyFarewells(scene);
  yield* denyLabels(scene);
  denyCommands(scene, verbs);
  for (const index of places.keys()) {
    if (index % atATime === 0) yield 'break';
    denyOld(scene, index);
    denyBehind(scene, index);
    if (!denyCell(scene, index)) denyBefore(scene, index);
  }
  return tokens.flatMap((token) => {
    if (scene.used.has(token)) return [];
    const denied = scene.denied.get(token);
    const doubted = scene.doubted.get(token);
    return [{ ...token, ...(denied && { denied }), ...(doubted !== undefined && { doubted }) }];
  });
}

/** The tokens between this address and the next one, and the next one itself. */
function gapBehind({ tokens, places }: DenialScene, index: number) {
  const from = (places[index] ?? 0) + 1;
  const to = places[index + 1] ?? tokens.length;
  return { gap: tokens.slice(from, to), next: tokens[to] };
}

/** `old@x.example -> new@x.example`, `old@x.example wordt new@x.example`. */
function denyOld(scene: DenialScene, index: number): void {
  const { gap, next } = gapBehind(scene, index);
  if (next === undefined || gap.length === 0 || gap.length > 8) return;
  const address = scene.tokens[scene.places[index] ?? 0];
  const [first] = gap;
  const isArrow =
    first?.text === '\u2192' &&
    gap.slice(1).every((token) => token.kind !== 'separator' && isCapital(token));
  if (isArrow) deny(scene, address, { behind: [first] });
  else if (gap.at(-1)?.text !== ',' && becomes.test(saidBy(gap)))
    deny(scene, address, { behind: gap });
}

/**
 * Reads the words behind an address, up to the end of the sentence. Words that touch the next address are about that.
 */
function denyBehind(scene: DenialScene, index: number): void {
  const address = scene.tokens[scene.places[index] ?? 0];
  const behind = wordsBehind(gapBehind(scene, index));
  const words = behind.find(saysDenied);
  if (words === undefined) {
    const role = behind.find(isMeetingRole);
    if (role !== undefined) noteDoubt(scene, address, role.said);
    return;
  }
  deny(scene, address, { behind: words.said });
  if (ofSeveral.test(saidBy(words.said))) denyJoined(scene, index);
}

/** Words behind an address. `isCell`: in a cell of their own. `touches`: the next address follows without a mark. */
type Behind = { said: readonly Token[]; isCell: boolean; touches: boolean };

/** The words behind an address, piece by piece. */
function wordsBehind({ gap, next }: ReturnType<typeof gapBehind>): Behind[] {
  const end = gap.findIndex(({ kind, text }) => kind === 'separator' && ends.has(text));
  const own = end < 0 ? gap : gap.slice(0, end);
  const isOpen = end < 0 && next !== undefined;
  // `old: bob@y.example` is a label of the next one.
  const pieces = splitAt(own, isBetween).filter(({ after }) => after !== ':' || next === undefined);
  return pieces.map(({ piece, before, after }) => {
    const touches = isOpen && after === undefined;
    return {
      said: touches ? aboutBoth(piece) : withoutJoiner(piece),
      isCell: before === '|',
      touches,
    };
  });
}

const saysDenied = (words: Behind): boolean => {
  const text = textOf(words);
  if (text === '') return false;
  if (words.isCell && isMeetingRole(words)) return true;
  return (words.touches && asksFor.test(text)) || deniesBehind(text);
};

/** In the report of a meeting these people called it. Typed behind an address, they may be partners all the same. */
const isMeetingRole = (words: Behind): boolean => callsMeeting(textOf(words));

const textOf = ({ said }: Behind) => said.map(({ text }) => text).join(' ');

/** Of words between two addresses without a mark: who asks for the second, and notes behind the first. */
const aboutBoth = (piece: readonly Token[]) =>
  asksFor.test(saidBy(piece)) ? piece : notesFirst(piece);
/** A note behind a name is about that. */
const notesFirst = (piece: readonly Token[]) => {
  const end = piece.findIndex(({ kind }) => kind !== 'note');
  return end < 0 ? piece : piece.slice(0, end);
};
const asksFor =
  /^(?:(?:would|wil|wilt|wants?|asks?|asked|likes|vraagt|vroeg|verzoekt|möchte|bittet|souhaite|demande|veut|voudrait)(?=\s|$).*(?:invite|add|uitnodigen|toevoegen|einladen|hinzufügen|inviter|ajouter|graag|for|om)|requests?|requested)$/iu;

/** `are already in`, `know`: said of every address that `and` joins to the last one. */
const ofSeveral =
  /^(?:are|have|do|were|know|agree|need|zijn|hebben|hoeven|moeten|mogen|willen|komen|werken|weten|sind|haben|brauchen|sollen|dürfen|kommen|arbeiten|ont|sont|ne sont|n['’]ont)(?=\s|$)/iu;

function denyJoined({ tokens, places, ...scene }: DenialScene, index: number): void {
  for (let at = index; at > 0; at -= 1) {
    const gap = tokens.slice((places[at - 1] ?? 0) + 1, places[at]);
    const isJoined = gap.length === 1 && /^(?:and|en|und|et|&)$/.test(gap[0]?.text ?? '');
    const isListed = at < index && gap.length === 1 && gap[0]?.text === ',';
    if (!isJoined && !isListed) return;
    deny({ tokens, places, ...scene }, tokens[places[at - 1] ?? 0], {});
  }
}

/** `bob@y.example who already has access`: the word only joins. */
const withoutJoiner = (piece: readonly Token[]) =>
  /^(?:who|which|she|he|they|die|hij|zij|ze|qui|der|but|maar|aber|mais|and|en|und|et|because|want|omdat)$/i.test(
    piece[0]?.text ?? '',
  ) && piece.length > 1
    ? piece.slice(1)
    : piece;

const isBetween = ({ kind, text }: Token) =>
  kind === 'separator' || (kind === 'word' && /^(?:and|en|und|et)$/.test(text));

type Piece = { piece: Token[]; before?: string; after?: string };

function splitAt(tokens: readonly Token[], isEnd: (token: Token) => boolean): Piece[] {
  const found: Piece[] = [{ piece: [] }];
  for (const token of tokens) {
    const last = found.at(-1);
    if (!isEnd(token)) last?.piece.push(token);
    else if (last !== undefined) {
      last.after = token.text;
      found.push({ piece: [], before: token.text });
    }
  }
  return found.filter(({ piece }) => piece.length > 0);
}
