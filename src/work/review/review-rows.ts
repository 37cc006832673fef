import { type Found, planFor } from '../../guests/plan.ts';
import { missingFrom, piecesOf } from '../../guests/project/access-pieces.ts';
import type { Access } from '../../guests/project/project.ts';
import type { Reason } from '../../guests/reason.ts';
import { type CheckContext, type CheckedRow, startChecking } from '../../guests/rows/check-rows.ts';
import { claimOf } from '../../guests/text/name-claims.ts';
import type { Db } from '../../store/database.ts';
import {
  clearDraftInvitations,
  insertDraftInvitations,
  type NewInvitation,
} from '../../store/invitations/draft-invitations.ts';
import { clearFindings, storeFindings } from '../../store/requests/request-rows.ts';
import type { CheckedAccess } from '../facts/check-access.ts';
import { type Page, pagesOf } from '../facts/list-facts.ts';
import type { Holdings } from '../facts/read-holdings.ts';
import { decideThere, type HasEverything } from './access-there-already.ts';
import { addUp, type ReviewedRow, type RowsReviewed, startSums } from './review-totals.ts';

export type ReviewBy = {
  context: CheckContext;
  access: CheckedAccess;
  tenantId: string;
  /** Domains that look like a known one. */
  near: ReadonlyMap<string, string>;
  /** Existing accounts by address. */
  people: ReadonlyMap<string, Found>;
  holdings: Holdings;
};

/**
 * Checks the rows of a request page by page. Stores the findings and draft invitations in the place of those of an
 * earlier review. `trx` is the transaction of the whole review.
 */
export async function reviewRows(trx: Db, requestId: number, by: ReviewBy): Promise<RowsReviewed> {
  const check = startChecking(by.context);
  const sums = startSums();
  await clearFindings(trx, requestId);
  await clearDraftInvitations(trx, requestId);
  const next = pagesOf(trx, requestId);
  const review = (page: Page) => reviewPage(check(page), by);
  async function writeAndRead(page: PageReviewed): Promise<Page> {
    for (const row of await write(trx, requestId, { page, by })) {
      if (row.recorded !== undefined) sums.recorded[row.recorded] += 1;
      addUp(sums, row);
    }
    return await next();
  }
  let reviewed = review(await next());
  let ahead = await next();
  while (reviewed.going.length + reviewed.findings.length > 0 || ahead.length > 0) {
    // The database works beside the checks: it writes one page and reads another while the bot checks the one between.
    const coming = writeAndRead(reviewed);
    coming.catch(() => undefined);
    for (const row of reviewed.going) addUp(sums, row);
    reviewed = review(ahead);
    ahead = await coming;
  }
  return sums;
}

type PageReviewed = {
  findings: Parameters<typeof storeFindings>[2];
  invitations: readonly NewInvitation[];
  /** The rows that would be invited. */
  going: readonly ReviewedRow[];
  /** The rows of partners who have everything already. */
  full: readonly ReviewedRow[];
};

function reviewPage(checked: readonly CheckedRow[], by: ReviewBy): PageReviewed {
  const reviewed = checked.map((row) => againstTenant(row, by));
  const going = reviewed.filter(isOpen);
  return {
    findings: reviewed.flatMap(toFinding),
    invitations: going.flatMap((row) => toInvitation(row, by)),
    going,
    full: reviewed.filter(({ skipped }) => skipped?.code === 'had everything'),
  };
}

/**
 * Stores the result of a page. Returns the rows of partners who have everything, some of which the bot invites all the
 * same.
 */
async function write(
  trx: Db,
  requestId: number,
  { page, by }: { page: PageReviewed; by: ReviewBy },
): Promise<ReviewedRow[]> {
  const there = await decideThere(trx, by.tenantId, page.full);
  const isRecorded = ({ row }: { row: number }) => there.get(row)?.kind === 'recorded';
  const full = page.full.map((row) => recordedAs(row, there.get(row.row)));
  const findings = page.findings
    .filter((each) => !isRecorded(each))
    .map((each) => {
      const decided = there.get(each.row);
      return decided?.kind === 'left out' ? { ...each, skipped: decided.reason } : each;
    });
  const recorded = full.filter(isRecorded).flatMap((row) => toInvitation(row, by));
  const invitations =
    recorded.length === 0
      ? page.invitations
      : [...page.invitations, ...recorded].toSorted((a, b) => a.row - b.row);
  if (findings.length > 0) await storeFindings(trx, requestId, findings);
  if (invitations.length > 0) await insertDraftInvitations(trx, requestId, invitations);
  return full;
}

/** A row that is invited though the guest has everything: no call may be needed, but the need is. */
function recordedAs(row: ReviewedRow, there: HasEverything | undefined): ReviewedRow {
  if (there?.kind !== 'recorded') return row;
  const { skipped: _, ...going } = row;
  return { ...going, recorded: there.why };
}

const isOpen = (row: CheckedRow): boolean => row.problems.length === 0 && row.skipped === undefined;

/** Adds what the tenant says about a row: the existing account, and the problems of its access. */
function againstTenant(
  row: CheckedRow,
  { access, holdings, people }: Pick<ReviewBy, 'access' | 'holdings' | 'people'>,
): ReviewedRow {
  if (!isOpen(row) || row.address === undefined) return row;
  const found = people.get(row.address);
  const plan = planProblems(found, { address: row.address });
  const lacks = lacksOf(row.access, found, holdings);
  // Access that an account has already need not be given, so its faults do not matter.
  const who = planFor(found) === 'member' ? 'member' : 'guest';
  const problems = [...plan, ...access.faultsOf(lacks ?? row.access, who)];
  const skipped = problems.length === 0 ? nothingToDo(row, { found, lacks }) : undefined;
  return { ...row, problems, ...(skipped && { skipped }), found, lacks };
}

/** Says that there is nothing to do. Access that a guest has already needs no approval. */
function nothingToDo(
  { project }: CheckedRow,
  { found, lacks }: Pick<ReviewedRow, 'found' | 'lacks'>,
): Reason | undefined {
  if (!lacks || project === undefined || piecesOf(lacks).length > 0) return undefined;
  const plan = planFor(found);
  if (plan !== 'access only' && plan !== 'member') return undefined;
  return { code: 'had everything', values: { project: project.name } };
}

/**
 * The access that an existing account lacks; null where that is not known. A restored account brings its groups back,
 * which nobody can read before.
 */
function lacksOf(access: Access, found: Found | undefined, holdings: Holdings): Access | null {
  if (found === undefined || found.deleted) return null;
  const has = holdings.of(found);
  return has === undefined ? null : missingFrom(access, has);
}

function planProblems(found: Found | undefined, values: Record<string, string>): Reason[] {
  if (planFor(found) !== 'blocked') return [];
  return [{ code: found?.deleted === true ? 'deleted guest' : 'blocked guest', values }];
}

function toFinding({ row, problems, skipped }: ReviewedRow) {
  return problems.length === 0 && skipped === undefined
    ? []
    : [{ row, problems, skipped: skipped ?? null }];
}

function toInvitation(row: ReviewedRow, by: ReviewBy): NewInvitation[] {
  if (!row.project || row.address === undefined) return [];
  return [
    {
      row: row.row,
      projectKey: row.project.key,
      address: row.address,
      displayName: row.displayName,
      language: row.language,
      redirectUrl: row.redirectUrl ?? `https://myapps.microsoft.com/?tenantid=${by.tenantId}`,
      sendMail: row.sendMail,
      cc: row.cc ?? null,
      access: row.access,
      plan: planFor(row.found),
      foundId: row.found?.objectId ?? null,
      lacks: row.lacks ?? null,
      endsOn: row.until ?? null,
      flags: [
        ...(by.near.has(row.domain ?? '') ? (['look-alike domain'] as const) : []),
        ...(claimOf(row.displayName) === undefined ? [] : (['name claims'] as const)),
      ],
    },
  ];
}
