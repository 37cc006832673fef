import type { Db } from '../../src/store/database.ts';
import { endsNamed, invitedDomains } from '../../src/store/invitations/draft-invitations.ts';
import { completeRows, problemRows, repeatedRows } from '../../src/store/requests/request-rows.ts';
import type { RequestRecord } from '../../src/store/requests/requests.ts';
import type { Card } from '../cards/render-card.ts';
import { reviewCard } from '../cards/review-card.ts';
import type { ReviewedProject, ReviewView } from '../cards/review-view.ts';
import { accessEnds } from '../naming/access-ends.ts';
import { accessNames } from '../naming/access-names.ts';
import { readDraft, type SummedDraft, sourceOf, type ViewerNow } from './request-counts.ts';
import { readForm } from './review-form.ts';
import { readMails } from './review-mails.ts';
import { readReviewed } from './reviewed-partners.ts';

const problemsRead = 12;
const repeatedRead = 3;
const completeRead = 3;
const domainsRead = 6;
const partnersRead = 5;

/** Draws the review card of a draft from its last review. */
export async function drawReview(db: Db, request: RequestRecord, viewer: ViewerNow): Promise<Card> {
  const draft = await readDraft(db, request);
  const { projects, counts, rows } = draft;
  const planned = (plan: string) =>
    counts.filter((count) => count.plan === plan).reduce((sum, { count }) => sum + count, 0);
  const problems = await problemRows(db, request.id, problemsRead);
  const mail = await readMails(db, draft, viewer.now);
  return reviewCard(
    {
      requestId: request.id,
      version: request.version,
      old: viewer.old,
      number: request.id,
      source: sourceOf(request),
      counts: {
        invite: planned('invite'),
        accessOnly: planned('access only'),
        member: planned('member'),
        restore: planned('restore'),
        problems: rows.problems - rows.undecided,
        undecided: rows.undecided,
        skipped: rows.skipped,
        complete: rows.complete,
      },
      partners: await readReviewed(db, draft, { from: 1, limit: partnersRead }),
      list: `review ${request.id}`,
      projects: await reviewedProjects(db, draft),
      domains: await invitedDomains(db, request.id, domainsRead),
      pendingGuests: request.review?.pendingGuests ?? 0,
      ...askReason(projects, counts),
      mail: mail.view,
      problems: problems.first.map(({ line, partner, problems: reasons }) => ({
        line,
        address: partner.address,
        reasons,
      })),
      complete: await completeRows(db, request.id, completeRead),
      repeated: await repeatedRows(db, request.id, repeatedRead),
      warnings: [...mail.warnings, ...(request.review?.warnings ?? [])],
      notes: request.notes,
      choices: await readForm(db, draft),
    },
    viewer.language,
  );
}

/** Says if the requester may give the owners a reason, or must. */
function askReason(
  projects: SummedDraft['projects'],
  counts: SummedDraft['counts'],
): Pick<ReviewView, 'askReason'> {
  const rules = projects
    .filter(({ key }) => counts.some(({ projectKey }) => projectKey === key))
    .flatMap(({ approval }) => (approval.required ? [approval] : []));
  if (rules.length === 0) return {};
  return { askReason: rules.some((rule) => rule.requireReason) ? 'required' : 'optional' };
}

const sumOf = (all: readonly { count: number }[]) => all.reduce((sum, { count }) => sum + count, 0);

/** Reads what the rows of each project get, and when that ends. */
async function reviewedProjects(
  db: Db,
  { request, projects, counts }: SummedDraft,
): Promise<ReviewedProject[]> {
  const ends = await endsNamed(db, request.id);
  return [...new Set(counts.map(({ projectKey }) => projectKey))].map((key) => {
    const project = projects.find((each) => each.key === key);
    const own = <T extends { projectKey: string; count: number }>(all: readonly T[]) =>
      all.filter(({ projectKey }) => projectKey === key);
    const count = sumOf(own(counts));
    const named = own(ends);
    const unnamed = { day: null, count: count - sumOf(named) };
    return {
      name: project?.name ?? key,
      count,
      access: accessNames(request, key),
      approval: project?.approval.required ?? true,
      there: request.review?.there?.find((each) => each.project === key),
      ends: accessEnds([...named, unnamed], project),
    };
  });
}
