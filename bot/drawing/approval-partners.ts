import { shownDomain } from '../../src/guests/text/look-alike.ts';
import type { AskedRow } from '../../src/store/approvals/approval-rows.ts';
import { isWaiting } from '../../src/work/approval/apply-votes.ts';
import type { ApprovalPartner } from '../cards/approval-partner.ts';
import { extraNames } from '../naming/extra-names.ts';
import { ownLanding } from '../naming/landing-places.ts';
import { type ApprovalFacts, isMailed, mailLanguage, mailsOfRows } from './read-approval-facts.ts';

/** The rows that wait for a decision. All rows once none waits any more. */
export function toDecideOn(rows: readonly AskedRow[]): readonly AskedRow[] {
  const waiting = rows.filter(isWaiting);
  return waiting.length > 0 ? waiting : rows;
}

/** Each row of the owner's card: number, name, address, plan, flags, and where this row differs from the others. */
export function approvalPartners({
  rows,
  project,
  request,
  approval,
}: ApprovalFacts): ApprovalPartner[] {
  const near = new Map((request.review?.alike ?? []).map((each) => [each.domain, each.near]));
  const several = differences(toDecideOn(rows));
  return rows.map((row, index) => ({
    row: index + 1,
    name: row.displayName,
    address: row.address,
    plan: row.plan,
    over: row.state === 'cancelled',
    rejected: row.state === 'rejected',
    flags: row.flags,
    ...alikeOf(row.address.split('@')[1] ?? '', near),
    extra: project === undefined ? [] : extraNames(row.access, project, request.review),
    ...detailsOf(row, several),
    redirect: ownLanding(row.redirectUrl, request.review?.access, approval.projectKey),
  }));
}

/** The details that an owner reads only where the rows differ, and who else gets the row's mail. */
function detailsOf(row: AskedRow, several: ReturnType<typeof differences>) {
  const hears = isMailed(row);
  return {
    until: several.ends ? (row.until ?? undefined) : undefined,
    language: several.languages && hears ? mailLanguage(row) : undefined,
    silent: several.mails && row.plan === 'invite' && !hears,
    cc: hears ? (row.cc ?? undefined) : undefined,
  };
}

function differences(rows: readonly AskedRow[]) {
  const { languages, silent } = mailsOfRows(rows);
  return {
    languages: languages.length > 1,
    mails: languages.length > 0 && silent > 0,
    ends: new Set(rows.map(({ until }) => until)).size > 1,
  };
}

/** A row's domain and the known domain that it looks like, both as people read them. */
function alikeOf(
  domain: string,
  near: ReadonlyMap<string, string>,
): Pick<ApprovalPartner, 'alike'> {
  const known = near.get(domain);
  if (known === undefined) return {};
  return { alike: { domain: shownDomain(domain).domain, near: shownDomain(known).domain } };
}
