import { dayOf } from '../../src/guests/ending/calendar.ts';
import { isRemark } from '../../src/guests/ending/decide-account.ts';
import type { ResultStatus } from '../../src/guests/list/result-columns.ts';
import { type ResultKind, resultKind, resultStatus } from '../../src/guests/list/result-status.ts';
import { namedReason } from '../../src/guests/named-reason.ts';
import type { Reason } from '../../src/guests/reason.ts';
import type { Db } from '../../src/store/database.ts';
import { plannedRemovals } from '../../src/store/endings/due-ends-and-removals.ts';
import { countLinks } from '../../src/store/invitations/links.ts';
import { activeProjects } from '../../src/store/projects.ts';
import { namesForRequest } from '../../src/store/requests/known-names.ts';
import type { RequestRecord } from '../../src/store/requests/requests.ts';
import { type ResultRow, resultPages } from '../../src/store/requests/results.ts';
import { countRetryable } from '../../src/store/steps/retry-steps.ts';
import { countUnsponsored } from '../../src/store/steps/sponsor-steps.ts';
import type { Card } from '../cards/render-card.ts';
import { type ResultView, resultCard } from '../cards/result-card.ts';
import { movedEnd, whereMoved } from '../naming/moved-end.ts';
import { projectName, withProjectName } from '../naming/project-name.ts';
import { hasLines, sourceOf, type Viewer } from './request-counts.ts';
import { undeliveredMails } from './undelivered-mails.ts';

/** Draws the outcome of a finished request. */
export async function drawResult(db: Db, request: RequestRecord, viewer: Viewer): Promise<Card> {
  const projects = await activeProjects(db);
  const names = await namesForRequest(db, request.id);
  const { counts, sums, failures, moved } = await outcomesOf(db, request.id);
  return resultCard(
    {
      requestId: request.id,
      number: request.id,
      source: sourceOf(request),
      stopped: request.cancelledAt !== null,
      counts,
      projects: [...sums].map(([key, project]) => ({
        name: projectName(projects, key),
        counts: project,
      })),
      failures: failures.map((row) => ({
        line: hasLines(request) ? row.line : undefined,
        address: row.address,
        reasons: reasonsOf(row).map((reason) =>
          withProjectName(namedReason(reason, names), projects),
        ),
      })),
      moved,
      retryable: await countRetryable(db, request.id),
      kind: request.kind,
      links: await countLinks(db, request.id),
      mailsOver: await undeliveredMails(db, request),
      unsponsored: await countUnsponsored(db, request.id),
      removals: await removalsOf(db, request, viewer),
    },
    viewer.language,
  );
}

async function removalsOf(
  db: Db,
  { id, kind }: RequestRecord,
  { timeZone }: Viewer,
): Promise<ResultView['removals']> {
  const planned = kind === 'end' ? await plannedRemovals(db, id) : undefined;
  if (planned === undefined) return undefined;
  const { count, first, last } = planned;
  return { count, first: dayOf(first, timeZone), last: dayOf(last, timeZone) };
}

type Counts = Partial<Record<ResultKind, number>>;

/** Counts rows by outcome, in all and by project, and picks the rows that need a word. */
async function outcomesOf(db: Db, requestId: number) {
  const counts: Counts = {};
  const sums: Sums = new Map();
  const failures: ResultRow[] = [];
  const moved: NonNullable<ResultView['moved']>[number][] = [];
  for await (const page of resultPages(db, requestId)) {
    for (const row of page) {
      const status = statusOf(row);
      if (status === null) continue;
      const because = (row.skipped ?? row.reason)?.code;
      const kind = resultKind(status, because, whereMoved(row, status));
      counts[kind] = (counts[kind] ?? 0) + 1;
      addTo(sums, row, kind);
      const reasons = reasonsOf(row);
      if (reasons.some((reason) => open.includes(status) || isRemark(reason))) failures.push(row);
      moved.push(...endsOf(row, status));
    }
  }
  return { counts, sums, failures, moved };
}

const endsOf = (row: ResultRow, status: ResultStatus): NonNullable<ResultView['moved']> => {
  const moved = movedEnd(row, status);
  return moved === undefined ? [] : [{ address: row.address, ...moved }];
};

const reasonsOf = ({ reason, reasons, skipped }: ResultRow): readonly Reason[] =>
  reasons ?? [skipped, reason].flatMap((each) => each ?? []);

/** Statuses that the card explains. */
const open: readonly string[] = ['partly', 'failed', 'unknown', 'rejected', 'kept'];

/** The status of a row. `held`: its request is on hold. Null: the row has none yet. */
export function statusOf(row: ResultRow, held = false): ResultStatus | null {
  return resultStatus({
    ...row,
    hasProblems: row.problems.length > 0,
    skipped: row.skipped !== null,
    stays: row.skipped?.code === 'accepted since',
    held,
  });
}

type Sums = Map<string, Counts>;

function addTo(sums: Sums, { projectKey }: ResultRow, kind: ResultKind): void {
  if (projectKey === null) return;
  const sum = sums.get(projectKey) ?? {};
  sums.set(projectKey, { ...sum, [kind]: (sum[kind] ?? 0) + 1 });
}
