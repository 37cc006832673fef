import { type CheckContext, type CheckedRow, startChecking } from '../guests/check-rows.ts';
import { type Found, planFor } from '../guests/plan.ts';
import type { Reason } from '../guests/reason.ts';
import type { Db } from '../store/database.ts';
import {
  clearDraftInvitations,
  insertDraftInvitations,
  type NewInvitation,
} from '../store/draft-invitations.ts';
import { peopleOf } from '../store/request-people.ts';
import { clearFindings, storeFindings } from '../store/request-rows.ts';
import type { CheckedAccess } from './check-access.ts';
import { pagesOf } from './gather-list.ts';
import type { HasAll } from './read-held.ts';

type Reviewed = CheckedRow & { found?: Found | undefined };

export type RowsReviewed = {
  /** How many partners are to get each licence. */
  licences: ReadonlyMap<string, number>;
  /** How many of the guests who are there already have not accepted yet. */
  pendingGuests: number;
  /** How many have all of their access already. */
  nothingMissing: number;
};

export type ReviewBy = {
  context: CheckContext;
  access: CheckedAccess;
  tenantId: string;
  looksAlike: (domain: string) => boolean;
  hasAll: HasAll;
};

/**
 * Checks the rows of a request, some at a time, and stores what was found and who would be invited in the place of
 * what an earlier review found. `trx` is the transaction that the whole review is one of.
 */
export async function reviewRows(trx: Db, requestId: number, by: ReviewBy): Promise<RowsReviewed> {
  const check = startChecking(by.context);
  const sums: Sums = { licences: new Map(), pendingGuests: 0, nothingMissing: 0 };
  await clearFindings(trx, requestId);
  await clearDraftInvitations(trx, requestId);
  for await (const page of pagesOf(trx, requestId)) {
    for (const row of await reviewPage(trx, requestId, check(page), by)) addUp(sums, row, by);
  }
  return sums;
}

type Sums = RowsReviewed & { licences: Map<string, number> };

function addUp(sums: Sums, { found, access }: Reviewed, { hasAll }: ReviewBy): void {
  if (isPending(found)) sums.pendingGuests += 1;
  if (found !== undefined && hasAll(found, access)) sums.nothingMissing += 1;
  for (const { skuId } of access.licences) {
    sums.licences.set(skuId, (sums.licences.get(skuId) ?? 0) + 1);
  }
}

/** Stores what a page came to; returns the rows that would be invited. */
async function reviewPage(
  trx: Db,
  requestId: number,
  checked: readonly CheckedRow[],
  by: ReviewBy,
): Promise<Reviewed[]> {
  const addresses = checked.flatMap((row) => (isOpen(row) ? (row.address ?? []) : []));
  const people = new Map(
    (await peopleOf(trx, requestId, addresses)).map(({ address, person }) => [address, person]),
  );
  const reviewed = checked.map((row) => againstTenant(row, people, by.access));
  const findings = reviewed.flatMap(toFinding);
  if (findings.length > 0) await storeFindings(trx, requestId, findings);
  const going = reviewed.filter(isOpen);
  const invitations = going.flatMap((row) => toInvitation(row, by));
  if (invitations.length > 0) await insertDraftInvitations(trx, requestId, invitations);
  return going;
}

const isPending = (found: Found | undefined): boolean =>
  found?.externalUserState === 'PendingAcceptance' && planFor(found) === 'access only';

const isOpen = (row: CheckedRow): boolean => row.problems.length === 0 && row.skipped === undefined;

/** Who is there already, and what that makes of the row. */
function againstTenant(
  row: CheckedRow,
  people: ReadonlyMap<string, Found>,
  access: CheckedAccess,
): Reviewed {
  if (!isOpen(row) || row.address === undefined) return row;
  const found = people.get(row.address);
  const plan = planProblems(found, { address: row.address });
  return { ...row, problems: [...plan, ...access.faultsOf(row.access)], found };
}

function planProblems(found: Found | undefined, values: Record<string, string>): Reason[] {
  if (planFor(found) !== 'blocked') return [];
  return [{ code: found?.deleted === true ? 'deleted guest' : 'blocked guest', values }];
}

function toFinding({ row, problems, skipped }: Reviewed) {
  return problems.length === 0 && skipped === undefined
    ? []
    : [{ row, problems, skipped: skipped ?? null }];
}

function toInvitation(row: Reviewed, by: ReviewBy): NewInvitation[] {
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
      flags: by.looksAlike(row.domain ?? '') ? ['look-alike domain'] : [],
    },
  ];
}
