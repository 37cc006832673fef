import type { Project } from '../../src/guests/project/project.ts';
import type { Db } from '../../src/store/database.ts';
import { type DraftPartner, draftPartners } from '../../src/store/invitations/draft-partners.ts';
import { undecidedRows } from '../../src/store/requests/request-rows.ts';
import type { RequestRecord } from '../../src/store/requests/requests.ts';
import type { ReviewedPartner } from '../cards/reviewed-partner.ts';
import { extraNames } from '../naming/extra-names.ts';
import { ownLanding } from '../naming/landing-places.ts';
import { isMailed, mailLanguage } from './read-approval-facts.ts';
import type { SummedDraft } from './request-counts.ts';

type Part = { from: number; limit: number };

/**
 * Reads a page of the partners who go, and how many go. Where no row goes yet, reads the partners who wait for a
 * project.
 */
export async function readReviewed(
  db: Db,
  draft: SummedDraft,
  part: Part,
): Promise<{ first: ReviewedPartner[]; total: number }> {
  const { request, projects, counts, mails } = draft;
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return await readUndecided(db, draft, part);
  const { languages, silent, sent } = mails;
  const several = {
    projects: new Set(counts.map(({ projectKey }) => projectKey)).size > 1,
    languages: languages.length > 1,
    mails: silent > 0 && sent > 0,
  };
  const rows = await draftPartners(db, request.id, part);
  const first = rows.map((row) => reviewed(row, { request, projects, several }));
  return { first, total };
}

async function readUndecided(db: Db, { request, rows: { undecided } }: SummedDraft, part: Part) {
  const rows = undecided === 0 ? [] : await undecidedRows(db, request.id, part);
  const first = rows.map(({ line, partner }): ReviewedPartner => {
    const { address, displayName, until, cc } = partner;
    return { line, address, name: displayName ?? address.split('@')[0] ?? '', until, cc };
  });
  return { first, total: undecided };
}

type Scene = {
  request: RequestRecord;
  projects: readonly Project[];
  several: { projects: boolean; languages: boolean; mails: boolean };
};

function reviewed(row: DraftPartner, { request, projects, several }: Scene): ReviewedPartner {
  const project = projects.find(({ key }) => key === row.projectKey);
  const hears = isMailed(row);
  return {
    line: row.line,
    name: row.displayName,
    address: row.address,
    plan: row.plan,
    project: several.projects ? (project?.name ?? row.projectKey) : undefined,
    language: several.languages && hears ? mailLanguage(row) : undefined,
    until: row.until ?? undefined,
    cc: hears ? (row.cc ?? undefined) : undefined,
    redirect: ownLanding(row.redirectUrl, request.review?.access, row.projectKey),
    extra: project === undefined ? [] : extraNames(row.access, project, request.review),
    silent: several.mails && row.plan === 'invite' && !hears,
  };
}
