import type { Db } from '../../src/store/database.ts';
import type { ListFile } from '../rights/list-file-rights.ts';
import type { Turn } from '../turns/turn.ts';
import { writeGuestsFile } from './write-guests-file.ts';
import { writeReportFile } from './write-report-file.ts';

/** Writes a list as a file, from the rows as they are now. */
export async function writeListFile(
  db: Db,
  file: ListFile,
  turn: Pick<Turn, 'who' | 'language' | 'locale' | 'timeZone'>,
  now: Date,
): Promise<{ name: string; bytes: Uint8Array }> {
  switch (file.kind) {
    case 'guests':
      return await writeGuestsFile(db, file.of, turn, now);
    case 'report':
      return await writeReportFile(db, file.of, turn, now);
  }
}
