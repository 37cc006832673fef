import { shownDomain } from '../../src/guests/text/look-alike.ts';
import type { AskedRow } from '../../src/store/approvals/approval-rows.ts';
import type { ApprovalPartner } from '../cards/approval-partner.ts';
import { extraNames } from '../naming/extra-names.ts';
import { ownLanding } from '../naming/landing-places.ts';
import { type ApprovalFacts, isMailed, mailLanguage, mailsOfRows } from './read-approval-facts.ts';

/** The rows as an owner reads them: numbered from 1, with what they get besides by name. */
export function approvalPartners({
  rows,
  project,
  request,
  approval,
}: ApprovalFacts): ApprovalPartner[] {
  const near = new Map((request.review?.alike ?? []).map((each) => [each.domain, each.near]));
  const several = differences(rows);
  return rows.map((row, index) => ({
    row: index + 1,
    name: row.displayName,
    address: row.address,
    plan: row.plan,
    flags: row.flags,
    ...alikeOf(row.address.split('@')[1] ?? '', near),
    extra: project === undefined ? [] : extraNames(row.access, project, request.review),
    ...detailsOf(row, several),
    redirect: ownLanding(row.redirectUrl, request.review?.access, approval.projectKey),
  }));
}

/** What an owner reads of a row where the rows differ, and whom else its mail goes to. */
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

/** A row's domain and the known one that it is easily taken for, both as people read them. */
function alikeOf(
  domain: string,
  near: ReadonlyMap<string, string>,
): Pick<ApprovalPartner, 'alike'> {
  const known = near.get(domain);
  if (known === undefined) return {};
  return { alike: { domain: shownDomain(domain).domain, near: shownDomain(known).domain } };
}
