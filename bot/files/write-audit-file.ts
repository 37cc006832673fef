import { endOfDay, startOfDay } from '../../src/guests/ending/end-instant.ts';
import { auditCells, auditColumns, auditJson } from '../../src/guests/exports/audit-file.ts';
import { csvHead, csvLines } from '../../src/guests/exports/csv-lines.ts';
import { separatorOf } from '../../src/guests/list/separator.ts';
import type { Db } from '../../src/store/database.ts';
import { auditPages } from '../../src/store/reports/audit-trail.ts';
import type { AuditFile } from '../rights/audit-rights.ts';
import type { Turn } from '../turns/turn.ts';
import { asBytes, type WrittenFile } from './written-file.ts';

/** Writes who did what to whom on these days, where the reader is. */
export function writeAuditFile(
  { from, to, format }: AuditFile,
  { who, language, locale, timeZone }: Pick<Turn, 'who' | 'language' | 'locale' | 'timeZone'>,
): WrittenFile {
  const delimiter = separatorOf(locale ?? language);
  const span = {
    tenantId: who.tenantId,
    from: startOfDay(from, timeZone),
    before: endOfDay(to, timeZone),
  };
  async function* texts(db: Db): AsyncGenerator<string> {
    if (format === 'csv') yield csvHead(auditColumns, delimiter);
    for await (const page of auditPages(db, span)) {
      yield format === 'csv'
        ? csvLines(page.map(auditCells), delimiter)
        : page.map(auditJson).join('');
    }
  }
  return {
    name: `guestlist-audit-${from}-${to}.${format}`,
    chunks: (db) => asBytes(texts(db)),
  };
}
