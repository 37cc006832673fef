import { readDirectory } from '../archive/zip-directory.ts';
import { type ListLimits, readList } from '../csv/read-list.ts';
import { foreign, kindOfArchive, kindOfContainer } from '../foreign/foreign-file.ts';
import { ListRefused } from '../list/list-refused.ts';
import type { ListEvent } from '../table/list-event.ts';
import { readWorkbook } from './read-workbook.ts';

/** Every zip archive begins with this. */
const archive = Buffer.from('PK');
/** And every file of the old Office programs with this. */
const container = Buffer.from('d0cf11e0', 'hex');

/**
 * Reads a list from a file. Its first bytes decide, not its name: an archive is a workbook, everything else is text.
 * Throws ListRefused, perhaps after some rows: the caller must keep nothing before the end.
 */
export async function* readListFile(
  chunks: AsyncIterable<Uint8Array>,
  limits: ListLimits,
): AsyncGenerator<ListEvent> {
  const source = chunks[Symbol.asyncIterator]();
  try {
    const start = await firstBytes(source);
    const all = joined(start, source);
    if (start.subarray(0, container.length).equals(container)) {
      const kind = kindOfContainer(await whole(all, limits.maxBytes));
      throw kind === 'xls' ? new ListRefused('xlsx') : foreign(kind);
    }
    if (!start.subarray(0, archive.length).equals(archive)) return yield* readList(all, limits);
    const bytes = await whole(all, limits.maxBytes);
    const directory = readDirectory(bytes);
    if (directory === undefined) throw new ListRefused('workbook broken');
    if (!directory.has('[Content_Types].xml')) {
      const kind = kindOfArchive([...directory.keys()]);
      throw kind === undefined ? new ListRefused('zip') : foreign(kind);
    }
    yield* readWorkbook(bytes, directory, limits.maxRows);
  } finally {
    // Tells the source of the bytes to stop, however reading ended.
    await source.return?.(undefined);
  }
}

async function firstBytes(source: AsyncIterator<Uint8Array>): Promise<Buffer> {
  let start = Buffer.alloc(0);
  while (start.length < container.length) {
    const next = await source.next();
    if (next.done) break;
    start = Buffer.concat([start, next.value]);
  }
  return start;
}

async function* joined(
  start: Uint8Array,
  source: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield start;
  for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
}

/** Takes all bytes: a workbook has its directory at the end. */
async function whole(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const taken: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of chunks) {
    total += chunk.length;
    if (total > maxBytes) throw new ListRefused('too large', { limit: maxBytes });
    taken.push(chunk);
  }
  return Buffer.concat(taken);
}
