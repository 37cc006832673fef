import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { readSheet, type SheetRow } from './read-sheet.ts';
import type { SheetAsked } from './sheet-thread.ts';
import { broken } from './unpack-part.ts';

/** A workbook whose directory has been read: its bytes, and to how many they unpack. */
export type OpenedWorkbook = { bytes: Uint8Array; unpacked: number };

/**
 * The library reads all texts of a workbook at once. Texts of this size take milliseconds, less than starting a
 * thread; larger ones would delay everybody else.
 */
const mostAtOnce = 512 * 1024;
const rowsAtATime = 200;
/** The texts of the largest workbook that is read take half of it. */
const resourceLimits = { maxOldGenerationSizeMb: 384 };

/** The rows of one sheet in their order; with `most`, the first so many. Throws ListRefused. */
export async function* sheetRows(
  { bytes, unpacked }: OpenedWorkbook,
  sheet: number,
  most = 0,
): AsyncGenerator<SheetRow> {
  try {
    if (unpacked > mostAtOnce) yield* inThread({ bytes, sheet, most, rowsAtATime });
    else yield* readSheet(bytes, sheet, most);
  } catch (cause) {
    // Whatever the library stumbles over stands in the file: it reads nothing else.
    throw broken(cause);
  }
}

async function* inThread(workerData: SheetAsked): AsyncGenerator<SheetRow> {
  // Flags and variables of the process are not for it.
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
      // It reads on while these rows are taken.
      const coming = ask();
      coming.catch(() => undefined);
      yield* part;
      part = await coming;
    }
  } finally {
    await thread.terminate();
  }
}
