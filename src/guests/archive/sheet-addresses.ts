import { decodeEntities } from '../text/entities.ts';
import { findAddresses } from '../text/find-addresses.ts';
import { startOutside } from './outside-cells.ts';
import { cellsAndRows, sharedTexts, tagPieces } from './tag-pieces.ts';
import { attributesOf, type PartRelation, type ZipDirectory } from './workbook-parts.ts';
import type { ZipEntry } from './zip-directory.ts';

/** The addresses in the shared texts of a workbook, by the numbers of the texts. */
export type SharedAddresses = ReadonlyMap<string, readonly string[]>;
export type AddressesOfRow = { row: number; addresses: readonly string[] };

const at = /[@\uff20]|&#(?:64|x40);/i;
const texts = /<(?:\w+:)?si(?=[\s/>])/;
const elements = /<(?:\w+:)?(?=(?:row|c)[\s/>])/;

/** Reads them from the part with these texts, a piece at a time. Throws ListRefused. */
export async function sharedAddresses(
  bytes: Uint8Array,
  directory: ZipDirectory,
): Promise<SharedAddresses> {
  const found = new Map<string, readonly string[]>();
  const entry = [...directory.values()].find(({ name }) =>
    /(?:^|\/)sharedStrings\.xml$/i.test(name),
  );
  if (entry === undefined) return found;
  let number = -1;
  for await (const piece of tagPieces(bytes, entry, sharedTexts)) {
    for (const [index, text] of piece.split(texts).entries()) {
      if (index > 0) number += 1;
      const addresses = addressesIn(text);
      if (addresses.length === 0) continue;
      const key = String(number);
      found.set(key, [...(found.get(key) ?? []), ...addresses]);
    }
  }
  return found;
}

/**
 * Reads the addresses of a sheet row by row, those of its links, and those around its cells, without the values of its
 * cells: this takes neither the time nor the memory that reading the sheet would. Throws ListRefused.
 */
export async function* sheetAddresses(
  bytes: Uint8Array,
  entry: ZipEntry,
  { shared, links }: { shared: SharedAddresses; links: ReadonlyMap<string, PartRelation> },
): AsyncGenerator<AddressesOfRow> {
  const around = startOutside();
  const rows = startRows(shared);
  for await (const piece of tagPieces(bytes, entry, cellsAndRows)) {
    for (const element of piece.split(elements)) yield* rows.take(element);
    yield* linked(piece, links);
    const outside = around.found(around.outsideOf(piece)).map(({ address }) => address);
    yield* rows.here(outside);
  }
}

/** Keeps the row of the current element. */
function startRows(shared: SharedAddresses) {
  let row = 0;
  const here = (addresses: readonly string[]): AddressesOfRow[] =>
    addresses.length === 0 ? [] : [{ row: Math.max(row, 1), addresses }];
  return {
    here,
    take(element: string): AddressesOfRow[] {
      if (element.startsWith('row')) row = rowOf(element) ?? row + 1;
      return element.startsWith('c') ? here(cellAddresses(element, shared)) : [];
    },
  };
}

function rowOf(element: string): number | undefined {
  const said = /^row[^<>]*?\sr\s*=\s*["'](\d{1,7})["']/.exec(element)?.[1];
  return said === undefined ? undefined : Number(said);
}

function cellAddresses(element: string, shared: SharedAddresses): readonly string[] {
  const head = element.slice(0, element.indexOf('>'));
  if (/\st\s*=\s*["']s["']/.test(head)) {
    const number = /<(?:\w+:)?v>\s*(\d+)/.exec(element)?.[1];
    return shared.get(number ?? '') ?? [];
  }
  const end = element.search(/<\/(?:\w+:)?sheetData/);
  return addressesIn(end < 0 ? element : element.slice(0, end));
}

/** The addresses that the text of an element shows, without its phonetic signs. */
function addressesIn(element: string): readonly string[] {
  if (!at.test(element)) return [];
  const text = element
    .slice(element.indexOf('>') + 1)
    .replace(/<(?:\w+:)?rPh[\s>][\s\S]*?<\/(?:\w+:)?rPh>/g, '')
    .replace(/<\/(?:\w+:)?f>/g, ' ')
    .replace(/<[^<>]*>/g, '');
  return findAddresses(decodeEntities(text)).addresses;
}

function* linked(
  piece: string,
  links: ReadonlyMap<string, PartRelation>,
): Generator<AddressesOfRow> {
  if (links.size === 0 || !piece.includes('hyperlink')) return;
  for (const [, text = ''] of piece.matchAll(/<(?:\w+:)?hyperlink(\s[^<>]*)>/g)) {
    const attributes = attributesOf(text);
    const id = [...attributes].find(([name]) => /(?:^|:)id$/i.test(name))?.[1] ?? '';
    const target = links.get(id)?.target ?? '';
    if (!/^mailto:/i.test(target)) continue;
    const row = Number(/\d+/.exec(attributes.get('ref') ?? '')?.[0] ?? 0);
    yield { row, addresses: findAddresses(target).addresses };
  }
}
