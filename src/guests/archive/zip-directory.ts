import { ListRefused } from '../list/list-refused.ts';

/** One part of an archive, as its central directory names it. */
export type ZipEntry = {
  name: string;
  /** 0: stored as it is; 8: deflated. */
  method: number;
  packed: number;
  /** How many bytes it unpacks to. `unpackPart` reads no more. */
  size: number;
  /** Where its own header begins. */
  offset: number;
};

/** The beginning of each header. */
const marks = { end: 0x06054b50, entry: 0x02014b50, local: 0x04034b50 };
const endSize = 22;
const longestComment = 65_535;
/** A workbook has some dozen parts. */
const mostEntries = 5_000;

/**
 * Reads the parts of an archive and the sizes that they unpack to, before unpacking any. Undefined when the bytes are
 * no readable archive. Throws ListRefused for an archive with a password, or larger than any list.
 */
export function readDirectory(bytes: Uint8Array): ReadonlyMap<string, ZipEntry> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) return undefined;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  // 0xffff and 0xffffffff mean sizes that a list cannot have.
  if (count > mostEntries || at === 0xffffffff) throw new ListRefused('workbook too large');
  const entries = new Map<string, ZipEntry>();
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== marks.entry) return undefined;
    const { entry, next } = readEntry(bytes, view, at);
    // When two parts have one name, programs differ in which one counts.
    if (entries.has(entry.name)) return undefined;
    entries.set(entry.name, entry);
    at = next;
  }
  return entries;
}

/** The packed bytes of a part; undefined where its own header is not where it should be. */
export function packedBytes(bytes: Uint8Array, entry: ZipEntry): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { offset, packed } = entry;
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== marks.local) return undefined;
  const from = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  return from + packed > bytes.length ? undefined : bytes.subarray(from, from + packed);
}

/** Finds the end of the directory. Only a comment may follow it. */
function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - endSize;
  for (let at = last; at >= Math.max(0, last - longestComment); at -= 1) {
    if (view.getUint32(at, true) === marks.end) return at;
  }
  return undefined;
}

function readEntry(bytes: Uint8Array, view: DataView, at: number) {
  const flags = view.getUint16(at + 8, true);
  if ((flags & 1) !== 0) throw new ListRefused('xlsx');
  const nameLength = view.getUint16(at + 28, true);
  const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
  const entry: ZipEntry = {
    name,
    method: view.getUint16(at + 10, true),
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  };
  const rest = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  return { entry, next: at + 46 + nameLength + rest };
}
