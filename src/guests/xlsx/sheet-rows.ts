import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { broken } from '../archive/unpack-part.ts';
import { readSheet, type SheetRow } from './read-sheet.ts';
import type { SheetAsked } from './sheet-thread.ts';

/** A workbook's bytes, and to how many they unpack, by its directory. */
export type OpenedWorkbook = { bytes: Uint8Array; unpacked: number };

/**
 * The library reads all texts of a workbook at once. Texts of this size take milliseconds, less than starting a
 * thread; larger ones would delay everybody else.
 */
const mostAtOnce = 512 * 1024;
const rowsAtATime = 200;
/** The texts of the largest workbook that the bot reads take half of it. */
const resourceLimits = { maxOldGenerationSizeMb: 384 };

/** Streams the rows of one sheet in their order: at most `most` rows, all for 0. Throws ListRefused. */
export async function* sheetRows(
  { bytes, unpacked }: OpenedWorkbook,
  sheet: number,
  most = 0,
): AsyncGenerator<SheetRow> {
  try {
    if (unpacked > mostAtOnce) yield* inThread({ bytes, sheet, most, rowsAtATime });
    else yield* readSheet(bytes, sheet, most);
  } catch (cause) {
    // Every error of the library comes from the file: it reads nothing else.
    throw broken(cause);
  }
}

async function* inThread(workerData: SheetAsked): AsyncGenerator<SheetRow> {
  // The thread gets neither the flags nor the variables of the process.
  const how = { workerData, resourceLimits, execArgv: [], env: {} };
  const thread = new Worker(new URL('sheet-thread.ts', import.meta.url), how);
  const ask = async (): Promise<SheetRow[]> => {
    const answered = once(thread, 'message');
    thread.postMessage('more');
    const [part] = await answered;
    return part;
  };
  try {
    for (let part = await ask(); part.length > 0; ) {
      // The thread reads on while the caller takes these rows.
      const coming = ask();
      coming.catch(() => undefined);
      yield* part;
      part = await coming;
    }
  } finally {
    await thread.terminate();
  }
}
