import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes into a file how far the company's time is ahead of the machine's. The bot reads that file. */
export type PracticeClock = {
  file: string;
  /** Resolves when the file has the new time. The bot reads it a moment later. */
  turn(aheadMs: number): Promise<void>;
  remove(): Promise<void>;
};

export async function makePracticeClock(): Promise<PracticeClock> {
  const folder = await mkdtemp(join(tmpdir(), 'guestlist-clock-'));
  const file = join(folder, 'offset.txt');
  await writeFile(file, '0');
  return {
    file,
    async turn(aheadMs) {
      // Replaces the file whole, so that nobody reads half of it.
      await writeFile(`${file}.new`, String(aheadMs));
      await rename(`${file}.new`, file);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
