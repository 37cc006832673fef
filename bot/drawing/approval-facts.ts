import type { Project } from '../../src/guests/project/project.ts';
import { shownDomain } from '../../src/guests/text/look-alike.ts';
import { type AskedRow, askedRows, countUnasked } from '../../src/store/approvals/approval-rows.ts';
import {
  type ApprovalRecord,
  readApproval,
  type VoteRecord,
  votesOn,
} from '../../src/store/approvals/approvals.ts';
import type { Db } from '../../src/store/database.ts';
import { readProject } from '../../src/store/projects.ts';
import { type RequestRecord, readRequest } from '../../src/store/requests/requests.ts';
import type { ApprovalPartner } from '../cards/approval-partner.ts';
import type { Mails } from '../cards/mail-facts.ts';
import { extraNames } from '../naming/extra-names.ts';
import { hostOf, ownLanding } from '../naming/landing-places.ts';

/** Everything that the cards of one approval show. */
export type ApprovalFacts = {
  approval: ApprovalRecord;
  request: RequestRecord;
  project: Project | undefined;
  rows: readonly AskedRow[];
  votes: readonly VoteRecord[];
  /** Rows of the project that passed without a question. */
  passed: number;
};

export async function readApprovalFacts(
  db: Db,
  approvalId: number,
): Promise<ApprovalFacts | undefined> {
  const approval = await readApproval(db, approvalId);
  const request = approval && (await readRequest(db, approval.requestId));
  if (approval === undefined || request === undefined) return undefined;
  const { requestId, projectKey } = approval;
  return {
    approval,
    request,
    project: await readProject(db, projectKey),
    rows: await askedRows(db, approvalId),
    votes: await votesOn(db, approvalId),
    passed: await countUnasked(db, { requestId, projectKey }),
  };
}

/** The rows as an owner reads them: numbered from 1, with what they get besides by name. */
export function partnersOf({ rows, project, request, approval }: ApprovalFacts): ApprovalPartner[] {
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
    language: several.languages && hears ? spoken(row) : undefined,
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

/** Graph's own language, where a row names none. */
const spoken = ({ language }: AskedRow) => language ?? 'en-US';

/** Only those who are invited get a mail. */
const isMailed = ({ plan, sendMail }: AskedRow) => plan === 'invite' && sendMail;

/** The mails of some rows, the most frequent language first. */
export function mailsOfRows(rows: readonly AskedRow[]): Mails {
  const mailed = rows.filter(isMailed);
  const counts = new Map<string, number>();
  for (const tag of mailed.map(spoken)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const languages = [...counts].map(([tag, count]) => ({ tag, count }));
  return {
    languages: languages.toSorted((a, b) => b.count - a.count),
    silent: rows.filter(({ plan }) => plan === 'invite').length - mailed.length,
  };
}

/** The hosts where those who are invited land. */
export const hostsOfRows = (rows: readonly AskedRow[]): string[] => {
  const invited = rows.filter(({ plan }) => plan === 'invite');
  return [...new Set(invited.map(({ redirectUrl }) => hostOf(redirectUrl)).filter(Boolean))];
};

/** A row's domain and the known one that it is easily taken for, both as people read them. */
function alikeOf(
  domain: string,
  near: ReadonlyMap<string, string>,
): Pick<ApprovalPartner, 'alike'> {
  const known = near.get(domain);
  if (known === undefined) return {};
  return { alike: { domain: shownDomain(domain).domain, near: shownDomain(known).domain } };
}

export function domainsOf(
  rows: readonly { address: string }[],
): { domain: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { address } of rows) {
    const domain = address.split('@')[1] ?? '';
    counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  return [...counts]
    .map(([domain, count]) => ({ domain, count }))
    .toSorted((a, b) => b.count - a.count);
}
