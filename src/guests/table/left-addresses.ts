import type { ListNote } from '../list/partner-row.ts';

const mostLines = 3;
/** In characters: so many addresses go into one note, which a card must have room for. */
const longestNote = 440;
/** In one list. A request keeps its notes, and every card reads them. */
const mostNamed = 2_000;

type Piece = { count: number; lines: number[]; addresses: string[]; length: number };
type Key = { code: ListNote['code']; column?: string };

/**
 * Collects the addresses that the reader leaves out. Its notes name each of them, whole, and as many notes as that
 * takes. Beyond 2,000 addresses a note gives the first and the last line of the others.
 */
export type LeftAddresses = {
  /** Counts one more: one address, or the row with these. */
  leave(key: Key, line: number, addresses: readonly string[]): void;
  notes(): ListNote[];
};

/** Starts to collect the addresses that the reader leaves out, for the notes that name them. */
export function startLeft(): LeftAddresses {
  const kept = new Map<
    string,
    { key: Key; pieces: Piece[]; named: Set<string>; beyond?: { count: number; lines: number[] } }
  >();
  let named = 0;
  return {
    leave(key, line, addresses) {
      const id = `${key.code} ${key.column ?? ''}`;
      const known = kept.get(id) ?? { key, pieces: [], named: new Set<string>() };
      kept.set(id, known);
      const fresh = addresses
        .flatMap(partsOf)
        .filter((address) => !known.named.has(address.toLowerCase()));
      if (named + fresh.length > mostNamed) {
        known.beyond ??= { count: 0, lines: [line, line] };
        known.beyond.count += 1;
        known.beyond.lines[1] = line;
        return;
      }
      named += fresh.length;
      for (const address of fresh) known.named.add(address.toLowerCase());
      addTo(known.pieces, line, fresh);
    },
    notes: () =>
      [...kept.values()].flatMap(({ key, pieces, beyond }) => [
        ...pieces.map((piece) => noteOf(key, piece, piece.addresses.join(', '))),
        ...(beyond === undefined ? [] : [noteOf(key, beyond, beyond.lines.join('\u2013'))]),
      ]),
  };
}

/** No address is so long: text with several in it, and other signs between them. */
const partsOf = (text: string): string[] =>
  text.length <= longestNote
    ? [text]
    : text.split(/[^\p{L}\p{N}.@+_-]+/u).filter((part) => part.includes('@'));

function addTo(pieces: Piece[], line: number, addresses: readonly string[]): void {
  let piece = pieces.at(-1);
  let isCounted = false;
  const into = (found: Piece) => {
    if (!isCounted) found.count += 1;
    isCounted = true;
    if (found.lines.length < mostLines && found.lines.at(-1) !== line) found.lines.push(line);
  };
  if (addresses.length === 0 && piece !== undefined) into(piece);
  for (const address of addresses) {
    if (piece === undefined || (piece.length > 0 && piece.length + address.length > longestNote)) {
      piece = { count: 0, lines: [], addresses: [], length: 0 };
      pieces.push(piece);
      isCounted = false;
    }
    into(piece);
    piece.addresses.push(address);
    piece.length += address.length + 2;
  }
}

function noteOf(
  { code, column }: Key,
  { count, lines }: Pick<Piece, 'count' | 'lines'>,
  text: string,
): ListNote {
  const values = { count, lines: [...new Set(lines)].join(', ') };
  return column === undefined
    ? { code, values: { ...values, text } }
    : { code, values: { column, ...values, addresses: text } };
}
