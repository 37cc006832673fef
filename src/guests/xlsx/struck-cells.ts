import { readRange } from './cell-range.ts';
import { struckStyles } from './struck-styles.ts';
import { leftOf, struckTexts } from './struck-texts.ts';
import { attributesOf, type ZipDirectory } from './workbook-parts.ts';

/** Cells with text that is struck through, by row (from 1) and column (from 0): what is left of each without it. */
export type StruckCells = ReadonlyMap<number, ReadonlyMap<number, string>>;

/** A list of people has no more, and more is not worth the memory. */
const mostRows = 100_000;
const begins = /<(?:\w+:)?(?=(?:row|c)[\s/>])/;

/** Finds these cells in a sheet, whose XML comes in pieces that end between two cells. Throws ListRefused. */
export async function startStruck(bytes: Uint8Array, directory: ZipDirectory) {
  const styles = await struckStyles(bytes, directory);
  const texts = await struckTexts(bytes, directory);
  const found = new Map<number, Map<number, string>>();
  const isNeeded = styles.size + texts.size > 0;
  // A cell may come without its place: it then follows the one before it.
  const at: { row: number; column: number | undefined } = { row: 0, column: undefined };

  /** What is left of the cell; undefined when nothing in it is struck through. */
  function leftIn(element: string, attributes: ReadonlyMap<string, string>): string | undefined {
    if (styles.has(attributes.get('s') ?? '')) return '';
    if (attributes.get('t') === 'inlineStr') return leftOf(element);
    const number = /<(?:\w+:)?v>\s*(\d+)/.exec(element)?.[1];
    return attributes.get('t') === 's' ? texts.get(number ?? '') : undefined;
  }

  function takeCell(element: string): void {
    const attributes = attributesOf(element.slice(1, element.indexOf('>')));
    const place = readRange(attributes.get('r') ?? '');
    at.column = place?.column ?? (at.column === undefined ? undefined : at.column + 1);
    const left = leftIn(element, attributes);
    if (left === undefined || at.column === undefined || found.size >= mostRows) return;
    const row = place?.row ?? at.row;
    const known = found.get(row) ?? new Map<number, string>();
    found.set(row, known.set(at.column, left));
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
