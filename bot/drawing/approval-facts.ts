import type { Project } from '../../src/guests/project/project.ts';
import { hasExtraAccess } from '../../src/guests/rows/row-flags.ts';
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
  const facts = request.review?.access.find(({ project: key }) => key === approval.projectKey);
  const near = new Map((request.review?.alike ?? []).map((each) => [each.domain, each.near]));
  const names = new Map((facts?.optional ?? []).map(({ id, name }) => [id, name]));
  return rows.map((row, index) => ({
    row: index + 1,
    name: row.displayName,
    address: row.address,
    plan: row.plan,
    flags: row.flags,
    ...alikeOf(row.address.split('@')[1] ?? '', near),
    extra:
      project !== undefined && hasExtraAccess(row.access, project)
        ? extraIds(row.access, project).map((id) => names.get(id) ?? id)
        : [],
  }));
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

/** What a row gets besides its project's access. */
export function extraIds(access: AskedRow['access'], { access: usual }: Project): string[] {
  const given = new Set([...usual.groups, ...(usual.team === undefined ? [] : [usual.team])]);
  const roles = new Set(usual.apps.map((app) => JSON.stringify(app)));
  return [
    ...access.groups.filter((id) => !given.has(id)),
    ...access.apps
      .filter((app) => !roles.has(JSON.stringify(app)))
      .map(({ servicePrincipalId }) => servicePrincipalId),
  ];
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
