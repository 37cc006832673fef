import { ListRefused } from '../list/list-refused.ts';
import { addressesAround, type Outside } from './outside-cells.ts';
import { tagPieces } from './tag-pieces.ts';
import type { ZipDirectory } from './workbook-parts.ts';

/** Texts of cells, looks of cells, and what is no text. */
const unread =
  /(?:^|\/)(?:sharedStrings|styles|calcChain|\[Content_Types\])\.xml$|(?:^|\/)theme\/|\.(?:bin|png|jpe?g|gif|emf|wmf|ttf|rels)$|(?:^|\/)media\//i;
const places: readonly (readonly [part: RegExp, place: Outside['place']])[] = [
  [/(?:^|\/)docProps\/|(?:^|\/)docMetadata\/|(?:^|\/)persons?\//i, 'properties'],
  [/(?:^|\/)(?:comments|threadedComments|drawings)|comments?\d*\.xml$/i, 'notes'],
  [/(?:^|\/)workbook\.xml$/i, 'names'],
];

/**
 * Finds the addresses in the parts of a workbook that are no sheets: its properties, names, notes on sheets that the
 * bot does not read, stored tables. `read`: parts that the caller reads itself.
 */
export async function otherParts(
  bytes: Uint8Array,
  directory: ZipDirectory,
  read: ReadonlySet<string>,
): Promise<Outside[]> {
  const found: Outside[] = [];
  for (const entry of directory.values()) {
    if (read.has(entry.name) || unread.test(entry.name)) continue;
    const place = places.find(([part]) => part.test(entry.name))?.[1] ?? 'stored';
    try {
      for await (const piece of tagPieces(bytes, entry, [])) {
        found.push(...addressesAround(piece).map((address) => ({ place, address })));
      }
    } catch (error) {
      // A broken part that holds no cells keeps nobody from reading the list.
      if (!(error instanceof ListRefused)) throw error;
    }
  }
  return found;
}
