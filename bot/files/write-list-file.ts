import type { Db } from '../../src/store/database.ts';
import type { ListFile } from '../rights/list-file-rights.ts';
import type { Turn } from '../turns/turn.ts';
import { writeAuditFile } from './write-audit-file.ts';
import { writeGuestsFile } from './write-guests-file.ts';
import { writeReportFile } from './write-report-file.ts';
import type { WrittenFile } from './written-file.ts';

/** A list as a file. */
export async function writeListFile(
  db: Db,
  file: ListFile,
  turn: Pick<Turn, 'who' | 'language' | 'locale' | 'timeZone'>,
  now: Date,
): Promise<WrittenFile> {
  switch (file.kind) {
    case 'guests':
      return writeGuestsFile(file.of, turn, now);
    case 'report':
      return await writeReportFile(db, file.of, turn, now);
    case 'audit':
      return writeAuditFile(file.of, turn);
  }
}
