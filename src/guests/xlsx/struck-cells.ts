import { readRange } from '../archive/cell-range.ts';
import { attributesOf, type ZipDirectory } from '../archive/workbook-parts.ts';
import type { CellLook, CellStyles } from './cell-styles.ts';
import { richTextOf, richTexts, type StruckText, struckIn, withoutSpoken } from './struck-texts.ts';

/** The texts of the cells of one row that are struck through, by column, from 0. */
export type StruckRow = ReadonlyMap<number, StruckText>;
/** These rows, from 1. */
export type StruckCells = ReadonlyMap<number, StruckRow>;

/** A list of people has no more, and more is not worth the memory. */
const mostRows = 100_000;
const begins = /<(?:\w+:)?(?=(?:row|c)[\s/>])/;

/** How the cells of some rows look, by row, from 1, and column, from 0. */
export type CellLooks = ReadonlyMap<number, ReadonlyMap<number, CellLook>>;

/** The texts that some cells show, by row, from 1, and column, from 0: texts of their own with phonetic signs. */
export type CellTexts = ReadonlyMap<number, ReadonlyMap<number, string>>;

/** Finds these cells in a sheet, whose XML comes in pieces that end between two cells. Throws ListRefused. */
export async function startStruck(
  bytes: Uint8Array,
  directory: ZipDirectory,
  { struck: styles, looks: styleLooks }: Pick<CellStyles, 'struck' | 'looks'>,
) {
  const texts = await richTexts(bytes, directory, styles.size > 0);
  const found = new Map<number, Map<number, StruckText>>();
  const looks = new Map<number, Map<number, CellLook>>();
  const shown = new Map<number, Map<number, string>>();
  const isNeeded = styles.size + texts.size + styleLooks.size > 0;
  // A cell may come without its place: it then follows the one before it.
  const at: { row: number; column: number | undefined } = { row: 0, column: undefined };

  /** Undefined when nothing in the cell is struck through. */
  function textIn(element: string, attributes: ReadonlyMap<string, string>) {
    const isStruck = styles.has(attributes.get('s') ?? '');
    const kind = attributes.get('t');
    const number = kind === 's' ? /<(?:\w+:)?v>\s*(\d+)/.exec(element)?.[1] : undefined;
    const rich = kind === 'inlineStr' ? richTextOf(element) : texts.get(number ?? '');
    // The font of a part counts before that of its cell. LibreOffice gives the cell the font of the first part.
    if (rich !== undefined) return struckIn(rich, isStruck);
    return isStruck ? { left: '' } : undefined;
  }

  function takeCell(element: string): void {
    const attributes = attributesOf(element.slice(1, element.indexOf('>')));
    const place = readRange(attributes.get('r') ?? '');
    at.column = place?.column ?? (at.column === undefined ? undefined : at.column + 1);
    if (at.column === undefined) return;
    const where = { row: place?.row ?? at.row, column: at.column };
    put(looks, where, styleLooks.get(attributes.get('s') ?? ''));
    put(found, where, textIn(element, attributes));
    if (attributes.get('t') === 'inlineStr') put(shown, where, withoutSpoken(element));
  }

  function takeElement(element: string): void {
    if (element.startsWith('c')) takeCell(element);
    if (!element.startsWith('row')) return;
    const said = /^row[^<>]*?\sr\s*=\s*["'](\d{1,7})["']/.exec(element)?.[1];
    at.row = said === undefined ? at.row + 1 : Number(said);
    at.column = -1;
  }

  return {
    found: found as StruckCells,
    looks: looks as CellLooks,
    shown: shown as CellTexts,
    /** `row`: the row in which the piece begins. */
    take(piece: string, row: number): void {
      if (!isNeeded && !piece.includes('strike') && !piece.includes('rPh')) return;
      if (at.row !== row) at.column = undefined;
      at.row = row;
      for (const element of piece.split(begins)) takeElement(element);
    },
  };
}

type Place = { row: number; column: number };

function put<T>(found: Map<number, Map<number, T>>, { row, column }: Place, said?: T): void {
  if (said === undefined) return;
  const known = found.get(row);
  if (known === undefined && found.size >= mostRows) return;
  found.set(row, (known ?? new Map<number, T>()).set(column, said));
}
