import { readRange } from '../archive/cell-range.ts';
import { partText } from '../archive/unpack-part.ts';
import { attributesOf, type PartRelation, type ZipDirectory } from '../archive/workbook-parts.ts';
import type { ZipEntry } from '../archive/zip-directory.ts';
import { ListRefused } from '../list/list-refused.ts';
import { cutText } from '../text/cut-text.ts';
import { decodeEntities } from '../text/entities.ts';
import { likeAddresses } from '../text/find-addresses.ts';
import type { DoorNotes } from './door-notes.ts';

/** Words beside the cells: a note, a thread of comments, or a text box. */
export type CellNote = {
  /** The cell, such as `B3`. */
  place: string;
  /** From 1. */
  row: number;
  text: string;
};

/** No list has so many notes. */
const mostBytes = 4 * 1024 * 1024;
const kinds: readonly (readonly [type: string, read: (text: string) => CellNote[]])[] = [
  ['/threadedComment', (text) => commentsIn(text, 'threadedComment', 'text')],
  ['/comments', (text) => commentsIn(text, 'comment', 't')],
  ['/drawing', boxesIn],
];

/**
 * Reads the notes of a sheet from the parts that it links to, in the order of their rows. A cell with a thread has a
 * note for old programs too, which only repeats it. Throws ListRefused for parts larger than any list's.
 */
export async function readCellNotes(
  bytes: Uint8Array,
  directory: ZipDirectory,
  links: ReadonlyMap<string, PartRelation>,
): Promise<CellNote[]> {
  const found = new Map<string, CellNote>();
  for (const [kind, read] of kinds) {
    for (const part of linked(directory, links, kind)) {
      if (part.size > mostBytes) throw new ListRefused('workbook too large');
      const fresh = joined(read(await partText(bytes, part)));
      // A text box stands beside the note of the same cell.
      const isBox = kind === '/drawing';
      addNew(found, fresh, ({ place }) => (isBox ? `box ${place}` : place));
    }
  }
  return [...found.values()].sort((a, b) => a.row - b.row);
}

function addNew(
  found: Map<string, CellNote>,
  fresh: readonly CellNote[],
  keyOf: (note: CellNote) => string,
): void {
  for (const note of fresh) if (!found.has(keyOf(note))) found.set(keyOf(note), note);
}

const linked = (
  directory: ZipDirectory,
  links: ReadonlyMap<string, PartRelation>,
  kind: string,
): ZipEntry[] =>
  [...links.values()].flatMap(({ type, target }) =>
    type.endsWith(kind) ? (directory.get(target) ?? []) : [],
  );

/** In characters. A card has room for so many. */
const longestShown = 160;

/**
 * Says each note, with the first address of its row (`shown`). A long text is cut. An address in it never is.
 */
export function sayCellNotes(
  cellNotes: readonly CellNote[],
  shown: ReadonlyMap<number, string>,
  notes: Pick<DoorNotes, 'leave'>,
): void {
  for (const { place, row, text } of cellNotes) {
    const short = text.length <= longestShown ? text : `${cutText(text, longestShown)}\u2026`;
    const beyond = likeAddresses(text).filter((address) => !short.includes(`${address}`));
    const address = shown.get(row) ?? '';
    const said = `${place}${address === '' ? '' : ` (${address})`}: \u201c${short}\u201d`;
    notes.leave('cell notes', row, [said, ...beyond]);
  }
}

/** One note for each cell: the answers of a thread follow its first comment. */
function joined(notes: readonly CellNote[]): CellNote[] {
  const byPlace = new Map<string, CellNote>();
  for (const note of notes) {
    const before = byPlace.get(note.place);
    const text = before === undefined ? note.text : `${before.text} / ${note.text}`;
    byPlace.set(note.place, { ...note, text });
  }
  return [...byPlace.values()];
}

function commentsIn(text: string, name: string, inner: string): CellNote[] {
  return elements(text, name).flatMap((element) => {
    const place = (attributesOf(headOf(element)).get('ref') ?? '').toUpperCase();
    const row = readRange(place)?.row;
    const said = textIn(element, inner);
    return row === undefined || said === '' ? [] : [{ place, row, text: said }];
  });
}

/** The text boxes of a drawing. Each stands where its corner does. */
function boxesIn(text: string): CellNote[] {
  return elements(text, '(?:two|one)CellAnchor').flatMap((element) => {
    const [column, row] = ['col', 'row'].map((name) =>
      Number(new RegExp(`<(?:\\w+:)?${name}>(\\d{1,7})<`).exec(element)?.[1]),
    );
    const said = textIn(element, 't');
    if (column === undefined || row === undefined || Number.isNaN(row + column)) return [];
    return said === ''
      ? []
      : [{ place: `${lettersOf(column)}${row + 1}`, row: row + 1, text: said }];
  });
}

/** The elements with this name, each from the end of its name up to the next one. */
const elements = (text: string, name: string): string[] =>
  text.split(new RegExp(`<(?:\\w+:)?${name}(?=[\\s>])`)).slice(1);

const headOf = (element: string): string => element.slice(0, element.indexOf('>'));

/** All that stands in the elements of this name, in one line. */
function textIn(element: string, name: string): string {
  const found = element.matchAll(new RegExp(`<(?:\\w+:)?${name}(?:\\s[^<>]*)?>([^<]*)<`, 'g'));
  const whole = [...found].map(([, text = '']) => decodeEntities(text)).join('');
  return whole.replace(/\s+/g, ' ').trim();
}

/** The letters of a column that counts from 0. */
function lettersOf(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : `${lettersOf(Math.floor(column / 26) - 1)}${letter}`;
}
