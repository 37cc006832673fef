import { csvHead, csvLines } from '../../src/guests/exports/csv-lines.ts';
import { reportCells, reportColumns } from '../../src/guests/exports/report-file.ts';
import { separatorOf } from '../../src/guests/list/separator.ts';
import type { Db } from '../../src/store/database.ts';
import { readReport } from '../../src/store/reports/read-report.ts';
import type { ReportOf } from '../cards/report-list.ts';
import { reportedOf } from '../lists/draw-report.ts';
import type { Turn } from '../turns/turn.ts';
import { type WrittenFile, wholeFile } from './written-file.ts';

/** Writes a report: a row for each project and month. */
export async function writeReportFile(
  db: Db,
  of: ReportOf,
  { who, language, locale, timeZone }: Pick<Turn, 'who' | 'language' | 'locale' | 'timeZone'>,
  now: Date,
): Promise<WrittenFile> {
  const delimiter = separatorOf(locale ?? language);
  const reported = reportedOf(who.tenantId, of, { now, timeZone });
  const { months, refusals } = await readReport(db, reported);
  const lines = months.map((line) =>
    reportCells({
      ...line,
      refusals: refusals.filter(
        (each) => each.projectKey === line.projectKey && each.month === line.month,
      ),
    }),
  );
  const text = csvHead(reportColumns, delimiter) + csvLines(lines, delimiter);
  const name = `guestlist-report-${of.one?.key ?? 'all'}.csv`;
  return wholeFile(name, text);
}
