import { readRange } from './cell-range.ts';
import { struckStyles } from './struck-styles.ts';
import { richTextOf, richTexts, type StruckText, struckIn } from './struck-texts.ts';
import { attributesOf, type ZipDirectory } from './workbook-parts.ts';

/** The texts of the cells of one row that are struck through, by column, from 0. */
export type StruckRow = ReadonlyMap<number, StruckText>;
/** These rows, from 1. */
export type StruckCells = ReadonlyMap<number, StruckRow>;

/** A list of people has no more, and more is not worth the memory. */
const mostRows = 100_000;
const begins = /<(?:\w+:)?(?=(?:row|c)[\s/>])/;

/** Finds these cells in a sheet, whose XML comes in pieces that end between two cells. Throws ListRefused. */
export async function startStruck(bytes: Uint8Array, directory: ZipDirectory) {
  const styles = await struckStyles(bytes, directory);
  const texts = await richTexts(bytes, directory, styles.size > 0);
  const found = new Map<number, Map<number, StruckText>>();
  const isNeeded = styles.size + texts.size > 0;
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
    const text = textIn(element, attributes);
    if (text === undefined || at.column === undefined || found.size >= mostRows) return;
    const row = place?.row ?? at.row;
    const known = found.get(row) ?? new Map<number, StruckText>();
    found.set(row, known.set(at.column, text));
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
    /** `row`: the row in which the piece begins. */
    take(piece: string, row: number): void {
      if (!isNeeded && !piece.includes('strike')) return;
      if (at.row !== row) at.column = undefined;
      at.row = row;
      for (const element of piece.split(begins)) takeElement(element);
    },
  };
}
