import { Temporal } from 'temporal-polyfill';
import type { Application } from '../graph/applications.ts';
import type { FoundPerson } from '../graph/person-fields.ts';
import type { Tenant } from '../graph/tenant.ts';
import { rightsGroups } from '../guests/access-rule.ts';
import { type CheckContext, type CheckedRow, checkRows } from '../guests/check-rows.ts';
import { type Plan, planFor } from '../guests/plan.ts';
import type { Project } from '../guests/project.ts';
import type { Reason } from '../guests/reason.ts';
import { type Db, inTransaction } from '../store/database.ts';
import { type NewInvitation, replaceDraftInvitations } from '../store/invitations.ts';
import { findPlace } from '../store/places.ts';
import { activeProjects } from '../store/projects.ts';
import { rowsOf, storeFindings } from '../store/request-rows.ts';
import {
  lockRequest,
  type RequestRecord,
  type ReviewFacts,
  readRequest,
  storeReview,
} from '../store/requests.ts';
import { redraw, wantCard } from '../store/shown-cards.ts';
import { type CheckAccessDeps, checkAccess } from './check-access.ts';
import type { WorkDeps } from './deps.ts';
import { resolveAppIds } from './resolve-app-ids.ts';

export type ReviewDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> & {
  /** The configured groups that give rights in the bot. */
  rightsGroups: readonly (string | undefined)[];
  /** Applications of the bot itself. */
  ownAppIds: ReadonlySet<string>;
  readTenant: () => Promise<Tenant>;
  readGroup: CheckAccessDeps['readGroup'];
  readApplication: (
    by: { servicePrincipalId: string } | { appId: string },
  ) => Promise<Application | undefined>;
  findPeople: (addresses: readonly string[]) => Promise<ReadonlyMap<string, FoundPerson>>;
  findDeletedPeople: (
    addresses: readonly string[],
  ) => Promise<ReadonlyMap<string, FoundPerson> | 'not readable'>;
};

/**
 * Checks every row of a draft against the projects and the tenant, and wants the review card. Nothing is written to
 * Graph. A review that was overtaken by another is dropped. Throws GraphUnavailable: the review stays due.
 */
export async function reviewRequest(deps: ReviewDeps, requestId: number): Promise<void> {
  const request = await readRequest(deps.db, requestId);
  if (request?.state !== 'draft' || request.readAt === null) return;
  const rows = await rowsOf(deps.db, requestId);
  const projects = await activeProjects(deps.db);
  const tenant = await deps.readTenant();
  const place = await findPlace(deps.db, request.tenantId, 'person', request.requesterId);
  const partners = rows.map((row) => row.partner);
  const checked = checkRows(partners, {
    projects,
    ownDomains: tenant.domains,
    chosen: chosenOf(request),
    today: dayAt(deps.clock.now(), place?.timeZone ?? 'UTC'),
    appIds: await resolveAppIds(deps, partners, projects),
  });
  const { names, faults } = await checkAccess(
    {
      ...deps,
      refused: { groups: rightsGroups(projects, deps.rightsGroups), appIds: deps.ownAppIds },
    },
    usedProjects(checked),
  );
  const reviewed = await againstTenant(deps, checked, faults);
  const stored = await inTransaction(deps.db, (trx) =>
    store(deps, trx, {
      request,
      reviewed,
      facts: { access: names, warnings: [] },
      tenantId: tenant.tenantId,
    }),
  );
  deps.log.info('request reviewed', { requestId, rows: rows.length, stored });
}

type Reviewed = CheckedRow & { found?: FoundPerson | undefined };

/** Who is there already, and what that makes of each row. */
async function againstTenant(
  deps: ReviewDeps,
  checked: readonly CheckedRow[],
  faults: ReadonlyMap<string, readonly Reason[]>,
): Promise<Reviewed[]> {
  const open = checked.filter((row) => row.problems.length === 0 && row.skipped === undefined);
  const addresses = open.flatMap((row) => row.address ?? []);
  const found = addresses.length === 0 ? new Map() : await deps.findPeople(addresses);
  const unknown = addresses.filter((address) => !found.has(address));
  const deleted = unknown.length === 0 ? new Map() : await deps.findDeletedPeople(unknown);
  return checked.map((row) => {
    if (row.address === undefined || row.problems.length > 0 || row.skipped) return row;
    const gone = deleted === 'not readable' ? undefined : deleted.get(row.address);
    const there: FoundPerson | undefined = found.get(row.address) ?? gone;
    const plan = planFor(there);
    const values = { address: row.address };
    const problems = [...planProblems(plan, values), ...(faults.get(row.project?.key ?? '') ?? [])];
    return { ...row, problems, found: there };
  });
}

function planProblems(plan: Plan, values: Record<string, string>): Reason[] {
  if (plan === 'blocked') return [{ code: 'blocked guest', values }];
  if (plan === 'restore') return [{ code: 'deleted guest', values }];
  return [];
}

async function store(
  deps: ReviewDeps,
  trx: Db,
  review: {
    request: RequestRecord;
    reviewed: readonly Reviewed[];
    facts: ReviewFacts;
    tenantId: string;
  },
): Promise<boolean> {
  const { request, reviewed, facts } = review;
  const now = deps.clock.now();
  const current = await lockRequest(trx, request.id);
  const overtaken = JSON.stringify(current?.choice) !== JSON.stringify(request.choice);
  if (overtaken || !(await storeReview(trx, request.id, request.version, facts))) return false;
  const findings = reviewed.map(({ row, problems, skipped }) => ({
    row,
    problems,
    skipped: skipped ?? null,
  }));
  await storeFindings(trx, request.id, findings);
  await replaceDraftInvitations(
    trx,
    request.id,
    reviewed.flatMap((row) => toInvitation(row, review.tenantId)),
  );
  const place = await findPlace(trx, request.tenantId, 'person', request.requesterId);
  if (place !== undefined) {
    await wantCard(trx, { kind: 'request', subjectId: request.id, placeId: place.id }, now);
  }
  await redraw(trx, { kind: 'request', id: request.id }, now);
  return true;
}

function toInvitation(row: Reviewed, tenantId: string): NewInvitation[] {
  if (row.problems.length > 0 || row.skipped || !row.project || row.address === undefined)
    return [];
  return [
    {
      row: row.row,
      projectKey: row.project.key,
      address: row.address,
      displayName: row.displayName,
      language: row.language,
      redirectUrl: row.redirectUrl ?? `https://myapps.microsoft.com/?tenantid=${tenantId}`,
      sendMail: row.sendMail,
      cc: row.cc ?? null,
      access: row.access,
      plan: planFor(row.found),
    },
  ];
}

function chosenOf({ choice }: RequestRecord): CheckContext['chosen'] {
  return {
    ...(choice.project === undefined ? {} : { project: choice.project }),
    ...(choice.language === undefined ? {} : { language: choice.language }),
    ...(choice.sendMail === undefined ? {} : { sendMail: choice.sendMail }),
  };
}

function usedProjects(checked: readonly CheckedRow[]): Project[] {
  const used = new Map<string, Project>();
  for (const row of checked) if (row.project !== undefined) used.set(row.project.key, row.project);
  return [...used.values()];
}

function dayAt(now: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}
