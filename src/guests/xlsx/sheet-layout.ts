import { readRange } from '../archive/cell-range.ts';
import { type Outside, startOutside } from '../archive/outside-cells.ts';
import { cellsAndRows, tagPieces } from '../archive/tag-pieces.ts';
import { broken } from '../archive/unpack-part.ts';
import {
  attributesOf,
  relations,
  relationsOf,
  type SheetPart,
  type ZipDirectory,
} from '../archive/workbook-parts.ts';
import { type CellNote, readCellNotes } from './cell-notes.ts';
import { cellStyles } from './cell-styles.ts';
import { type CellLooks, type CellTexts, type StruckCells, startStruck } from './struck-cells.ts';
import { startStyleRules } from './style-rules.ts';

/** The parts of a sheet beside its values. Rows count from 1, columns from 0. */
export type SheetLayout = {
  hiddenRows: ReadonlySet<number>;
  hiddenColumns: ReadonlySet<number>;
  /** Merged cells over several rows: the row with the value, its column, and the last row. */
  merged: readonly { row: number; column: number; last: number }[];
  /** The addresses of mail links, by row and then column. */
  links: ReadonlyMap<number, ReadonlyMap<number, string>>;
  /** Rows with a formula and no result. */
  uncalculated: readonly number[];
  struck: StruckCells;
  looks: CellLooks;
  /** The texts of cells that the library reads with their phonetic signs. */
  shown: CellTexts;
  /** Where rules strike text through, or make it pale. */
  ruled: readonly string[];
  /** Addresses before and behind the cells. */
  outside: readonly Outside[];
  /** The parts that this layout was read from. */
  parts: ReadonlySet<string>;
  cellNotes: readonly CellNote[];
};

/** A list of people has no more of a kind, and more is not worth the memory. */
const mostOfAKind = 100_000;
const mostLinked = 1_000;
const marks =
  /<(?:\w+:)?(row|col|mergeCell|hyperlink)((?:\s[^<>]*?)?)\/?>|<(?:\w+:)?c(\s[^<>]*?)?>\s*<(?:\w+:)?f[^<>]*?(?:\/>|>([^<]*)<\/(?:\w+:)?f>)\s*(<(?:\w+:)?v>\s*[^<\s])?/g;

type Gathered = {
  hiddenRows: Set<number>;
  hiddenColumns: Set<number>;
  merged: { row: number; column: number; last: number }[];
  links: Map<number, Map<number, string>>;
  uncalculated: number[];
  /** The row of the current tag. */
  row: number;
  targets: ReadonlyMap<string, { target: string }>;
};

/** Reads what the values of a sheet do not show: hidden, merged, linked and uncalculated cells. Throws ListRefused. */
export async function readLayout(
  bytes: Uint8Array,
  directory: ZipDirectory,
  sheet: SheetPart,
): Promise<SheetLayout> {
  const entry = directory.get(sheet.path);
  if (entry === undefined) throw broken();
  const targets = await relations(bytes, directory, relationsOf(sheet.path));
  const gathered: Gathered = {
    hiddenRows: new Set(),
    hiddenColumns: new Set(),
    merged: [],
    links: new Map(),
    uncalculated: [],
    row: 0,
    targets,
  };
  const styles = await cellStyles(bytes, directory);
  const struck = await startStruck(bytes, directory, styles);
  const rules = startStyleRules(styles.rules);
  const around = startOutside();
  const outside: Outside[] = [];
  for await (const piece of tagPieces(bytes, entry, cellsAndRows)) {
    if (/<!(?:DOCTYPE|ENTITY)/i.test(piece)) throw broken();
    const beside = around.outsideOf(piece);
    if (beside !== '') {
      rules.take(beside);
      outside.push(...around.found(beside));
    }
    struck.take(piece, gathered.row);
    for (const mark of piece.matchAll(marks)) take(gathered, mark);
  }
  const cellNotes = await readCellNotes(bytes, directory, targets);
  const parts = new Set([sheet.path, ...[...targets.values()].map(({ target }) => target)]);
  const { found, looks, shown } = struck;
  return {
    ...gathered,
    struck: found,
    looks,
    shown,
    cellNotes,
    ruled: rules.ranges(),
    outside,
    parts,
  };
}

function take(
  gathered: Gathered,
  [, name, attributes = '', cell, formula = '', value]: RegExpExecArray,
) {
  switch (name) {
    case 'row':
      return takeRow(gathered, attributes);
    case 'col':
      return takeColumns(gathered, attributesOf(attributes));
    case 'mergeCell':
      return takeMerged(gathered, attributesOf(attributes).get('ref') ?? '');
    case 'hyperlink':
      return takeLink(gathered, attributesOf(attributes));
    default:
      return takeFormula(gathered, {
        cell: cell ?? '',
        formula,
        isCalculated: value !== undefined,
      });
  }
}

function takeRow(gathered: Gathered, text: string): void {
  gathered.row += 1;
  const said = /\sr\s*=\s*["'](\d{1,7})["']/.exec(text)?.[1];
  if (said !== undefined) gathered.row = Number(said);
  // A row without a height is hidden too.
  const isHidden = /\s(?:hidden\s*=\s*["'](?:1|true)|ht\s*=\s*["']0(?:\.0+)?)["']/.test(text);
  if (isHidden && gathered.hiddenRows.size < 2_000_000) gathered.hiddenRows.add(gathered.row);
}

function takeColumns({ hiddenColumns }: Gathered, attributes: ReadonlyMap<string, string>): void {
  const isHidden = /^(?:1|true)$/.test(attributes.get('hidden') ?? '');
  if (!isHidden && !/^0(?:\.0+)?$/.test(attributes.get('width') ?? '')) return;
  const first = Number(attributes.get('min'));
  const last = Math.min(Number(attributes.get('max')), first + 300);
  for (let column = first; column <= last; column += 1) hiddenColumns.add(column - 1);
}

function takeMerged({ merged }: Gathered, ref: string): void {
  const range = readRange(ref);
  if (range === undefined || range.last === range.row || merged.length >= mostOfAKind) return;
  merged.push(range);
}

function takeLink({ links, targets }: Gathered, attributes: ReadonlyMap<string, string>): void {
  const id = [...attributes].find(([name]) => /(?:^|:)id$/i.test(name))?.[1] ?? '';
  const address = mailAddress(targets.get(id)?.target ?? '');
  const range = readRange(attributes.get('ref') ?? '');
  if (address === undefined || range === undefined || links.size >= mostOfAKind) return;
  const last = Math.min(range.last, range.row + mostLinked);
  for (let row = range.row; row <= last; row += 1) note(links, row, range.column, address);
}

function takeFormula(
  gathered: Gathered,
  { cell, formula, isCalculated }: { cell: string; formula: string; isCalculated: boolean },
): void {
  const { row, links, uncalculated } = gathered;
  if (!isCalculated && uncalculated.length < mostOfAKind) uncalculated.push(row);
  const link = /HYPERLINK\(\s*(?:&quot;|")(mailto:[^"&]{1,400})/i.exec(formula)?.[1];
  const address = link === undefined ? undefined : mailAddress(link);
  const place = readRange(attributesOf(cell).get('r') ?? '');
  if (address !== undefined && place !== undefined) note(links, row, place.column, address);
}

function note(
  links: Map<number, Map<number, string>>,
  row: number,
  column: number,
  address: string,
): void {
  const known = links.get(row) ?? new Map<number, string>();
  known.set(column, address);
  links.set(row, known);
}

function mailAddress(target: string): string | undefined {
  const [, address = ''] = /^mailto:([^?]*)/i.exec(target) ?? [];
  return address.includes('@') ? decoded(address).trim() : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
