// The thread that reads a large sheet. For each message it returns some rows.
import { on } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { readSheet, type SheetRow } from './read-sheet.ts';

export type SheetAsked = { bytes: Uint8Array; sheet: number; most: number; rowsAtATime: number };

if (parentPort !== null) {
  const { bytes, sheet, most, rowsAtATime }: SheetAsked = workerData;
  const rows = readSheet(bytes, sheet, most);
  for await (const _ of on(parentPort, 'message')) {
    const part: SheetRow[] = [];
    while (part.length < rowsAtATime) {
      const next = await rows.next();
      if (next.done) break;
      part.push(next.value);
    }
    // An empty answer means that there are no more.
    parentPort.postMessage(part);
  }
}
