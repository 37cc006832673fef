import { refusalKind, refusalKinds } from '../../src/guests/exports/refusal-kind.ts';
import { reportFrom } from '../../src/guests/times/report-period.ts';
import type { Db } from '../../src/store/database.ts';
import { type Report, readReport } from '../../src/store/reports/read-report.ts';
import type { Card } from '../cards/render-card.ts';
import { reportCard } from '../cards/report-card.ts';
import { type ReportOf, reportList } from '../cards/report-list.ts';
import type { ViewerNow } from '../drawing/request-counts.ts';

/** The invitations that a report counts: those of its projects, of the last twelve months. */
export const reportedOf = (
  tenantId: string,
  { projects, one }: ReportOf,
  { now, timeZone }: Pick<ViewerNow, 'now' | 'timeZone'>,
) => ({
  tenantId,
  projectKeys: one === undefined ? projects.map(({ key }) => key) : [one.key],
  from: reportFrom(now, timeZone),
  timeZone,
});

/** Draws a report on one project, or on all. */
export async function drawReport(
  db: Db,
  tenantId: string,
  of: ReportOf,
  viewer: ViewerNow,
): Promise<Card> {
  const reported = reportedOf(tenantId, of, viewer);
  const { sums, projects, months, refusals } = await readReport(db, reported);
  const names = new Map(of.projects.map(({ key, name }) => [key, name]));
  const view = {
    list: reportList(of.one),
    projectKey: of.one?.key,
    project: of.one?.name,
    from: reported.from,
    timeZone: viewer.timeZone,
    sums,
    projects: projects.map(({ projectKey, ...counts }) => ({
      name: names.get(projectKey) ?? projectKey,
      ...counts,
    })),
    months: byMonth(months),
    refusals: refusalKinds.flatMap((kind) => {
      const count = refusals
        .filter(({ code }) => refusalKind(code) === kind)
        .reduce((sum, each) => sum + each.count, 0);
      return count === 0 ? [] : [{ kind, count }];
    }),
  };
  return reportCard(view, viewer.language);
}

const nobody = { asked: 0, accepted: 0, refused: 0 };

/** The months of all projects together, the newest first. */
function byMonth(counts: Report['months']) {
  const months = new Map<string, { asked: number; accepted: number; refused: number }>();
  for (const { month, asked, accepted, refused } of counts) {
    const sum = months.get(month) ?? nobody;
    months.set(month, {
      asked: sum.asked + asked,
      accepted: sum.accepted + accepted,
      refused: sum.refused + refused,
    });
  }
  return [...months].map(([month, sums]) => ({ month, ...sums })).toSorted(newestFirst);
}

const newestFirst = (a: { month: string }, b: { month: string }): number =>
  b.month < a.month ? -1 : Number(b.month > a.month);
