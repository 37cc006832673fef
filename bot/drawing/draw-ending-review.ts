import { after, dayOf } from '../../src/guests/ending/calendar.ts';
import type { Project } from '../../src/guests/project/project.ts';
import type { RequestKind } from '../../src/guests/step.ts';
import type { Db } from '../../src/store/database.ts';
import {
  endingTotals,
  firstEndings,
  type ReviewedEnding,
} from '../../src/store/endings/reviewed-endings.ts';
import type { EndGrant } from '../../src/store/invitations/invitations.ts';
import { activeProjects } from '../../src/store/projects.ts';
import {
  acceptedRows,
  countRows,
  problemRows,
  repeatedRows,
} from '../../src/store/requests/request-rows.ts';
import type { RequestRecord } from '../../src/store/requests/requests.ts';
import { endingReviewCard } from '../cards/ending-review-card.ts';
import type { EndingGuest, EndingKind } from '../cards/ending-review-view.ts';
import type { Card } from '../cards/render-card.ts';
import { dayIn } from '../naming/moved-end.ts';
import { projectName, withProjectName } from '../naming/project-name.ts';
import { hasLines, sourceOf, type ViewerNow } from './request-counts.ts';

/** The drawing reads one guest more than the card names, so that it knows when there are too many. */
const guestsRead = 7;
const problemsRead = 6;
const repeatedRead = 6;
const acceptedRead = 3;

/** A request that takes, moves or gives back what an earlier request gave. */
export type EndingRequest = RequestRecord & { kind: EndingKind };

/** True for a request that is no invitation. */
export const isEnding = (request: RequestRecord): request is EndingRequest =>
  endings.includes(request.kind);
const endings: readonly RequestKind[] = ['end', 'extend', 'remove', 'restore', 'resend'];

/** Draws the review card of a draft that is no invitation, from its last review. */
export async function drawEndingReview(
  db: Db,
  request: EndingRequest,
  { language, timeZone, now, old }: ViewerNow,
): Promise<Card> {
  const projects = await activeProjects(db);
  const rows = await firstEndings(db, request.id, guestsRead);
  const problems = await problemRows(db, request.id, problemsRead);
  const { skipped } = await countRows(db, request.id);
  const accepted = await acceptedRows(db, request.id, acceptedRead);
  const nameOf = (key: string) => projectName(projects, key);
  const keys = [...new Set(rows.flatMap(({ projectKey }) => projectKey ?? []))];
  return endingReviewCard(
    {
      requestId: request.id,
      version: request.version,
      old,
      number: request.id,
      source: sourceOf(request),
      kind: request.kind,
      since: request.choice.since ?? [],
      projects: keys.map(nameOf),
      asks: request.choice.asks ?? false,
      until: request.choice.until,
      guests: rows.map((row) => guestOf(row, { nameOf, timeZone, now, projects })),
      totals: await endingTotals(db, request.id),
      problems: problems.first.map(({ line, partner, problems: reasons }) => ({
        line: hasLines(request) ? line : undefined,
        address: partner.address,
        reasons: reasons.map((reason) => withProjectName(reason, projects)),
      })),
      problemCount: problems.total,
      repeated: await repeatedRows(db, request.id, repeatedRead),
      repeatedCount: skipped,
      accepted: { count: accepted.total, people: accepted.first },
      notes: request.notes,
      warnings: request.review?.warnings ?? [],
    },
    language,
  );
}

type Reading = {
  nameOf: (key: string) => string;
  timeZone: string;
  now: Date;
  projects: readonly Project[];
};

function guestOf(row: ReviewedEnding, reading: Reading): EndingGuest {
  const { nameOf, timeZone } = reading;
  const { findings, displayName, address, said, given } = row;
  return {
    name: displayName,
    address,
    said,
    given,
    deleted: findings?.deleted ?? false,
    takes: (findings?.takes ?? []).map(({ name }: EndGrant) => name),
    stays: (findings?.stays ?? []).map(({ why }) => why),
    account: findings?.account,
    removedOn: removalDay(row, reading),
    projects: (findings?.projects ?? []).map(nameOf),
    endsOn: dayIn(findings?.endsAt, row.endZone ?? timeZone),
    over: row.kind === 'invite',
    unblocks: findings?.unblocks ?? false,
    daysLeft: findings?.daysLeft,
    blocked: findings?.blocked,
    back: (findings?.back ?? []).map((each) => ({ ...each, project: nameOf(each.project) })),
  };
}

/** The day on which the account goes, if the request is confirmed now. Undefined where it stays. */
function removalDay(
  { projectKey, findings }: ReviewedEnding,
  { projects, now, timeZone }: Reading,
): string | undefined {
  const project = projects.find(({ key }) => key === projectKey);
  if (project === undefined || findings?.account?.fate !== 'remove') return undefined;
  const at = after(now, project.removeAfter, 'UTC');
  return at && dayOf(at, timeZone);
}
