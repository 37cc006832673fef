import type { ResultStatus } from '../../src/guests/own-columns.ts';
import { resultStatus } from '../../src/guests/result-status.ts';
import type { Db } from '../../src/store/database.ts';
import { type ResultRow, resultsOf } from '../../src/store/invitations.ts';
import { activeProjects } from '../../src/store/projects.ts';
import type { RequestRecord } from '../../src/store/requests.ts';
import { countRetryable } from '../../src/store/retry-steps.ts';
import type { Card } from '../cards/render-card.ts';
import { resultCard } from '../cards/result-card.ts';
import { namedReason, sourceOf, type Viewer } from './request-facts.ts';

/** What became of a finished request. */
export async function drawResult(db: Db, request: RequestRecord, viewer: Viewer): Promise<Card> {
  const rows = await resultsOf(db, request.id);
  const projects = await activeProjects(db);
  const counts: Partial<Record<ResultStatus, number>> = {};
  for (const row of rows) {
    const status = statusOf(row);
    if (status !== null) counts[status] = (counts[status] ?? 0) + 1;
  }
  const failures = rows.filter((row) => open.includes(statusOf(row) ?? '') && row.reason !== null);
  return resultCard(
    {
      requestId: request.id,
      number: request.id,
      source: sourceOf(request),
      stopped: request.cancelledAt !== null,
      counts,
      projects: byProject(rows).map(({ key, ...project }) => ({
        name: projects.find((each) => each.key === key)?.name ?? key,
        ...project,
      })),
      failures: failures.map((row) => ({
        line: row.line,
        address: row.address,
        reasons: row.reason === null ? [] : [namedReason(row.reason, request)],
      })),
      retryable: await countRetryable(db, request.id),
    },
    viewer.language,
  );
}

const open: readonly string[] = ['partly', 'failed', 'unknown', 'rejected'];
const good: readonly string[] = ['invited', 'access given', 'accepted'];

/** The status of a row in a request that is not held. */
export function statusOf(row: ResultRow, held = false): ResultStatus | null {
  return resultStatus({
    hasProblems: row.problems.length > 0,
    skipped: row.skipped !== null,
    held,
    state: row.state,
    plan: row.plan,
    guestState: row.guestState,
  });
}

function byProject(rows: readonly ResultRow[]): { key: string; done: number; total: number }[] {
  const sums = new Map<string, { done: number; total: number }>();
  for (const row of rows) {
    if (row.projectKey === null) continue;
    const sum = sums.get(row.projectKey) ?? { done: 0, total: 0 };
    const done = good.includes(statusOf(row) ?? '') ? 1 : 0;
    sums.set(row.projectKey, { done: sum.done + done, total: sum.total + 1 });
  }
  return [...sums].map(([key, sum]) => ({ key, ...sum }));
}
