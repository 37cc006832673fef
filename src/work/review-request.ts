import { Temporal } from 'temporal-polyfill';
import type { Application } from '../graph/applications.ts';
import type { LicenceStock } from '../graph/licence-stock.ts';
import type { InvitesFrom, Tenant } from '../graph/tenant.ts';
import { rightsGroups } from '../guests/access-rule.ts';
import type { CheckContext } from '../guests/check-rows.ts';
import { nearDomains } from '../guests/look-alike.ts';
import { planFor } from '../guests/plan.ts';
import type { Project } from '../guests/project.ts';
import type { Reason } from '../guests/reason.ts';
import { type Db, inTransaction } from '../store/database.ts';
import { guestDomains } from '../store/guests.ts';
import { findPlace } from '../store/places.ts';
import { activeProjects } from '../store/projects.ts';
import { storeReview } from '../store/request-reviews.ts';
import { lockRequest, type RequestRecord, readRequest } from '../store/requests.ts';
import { redraw, wantCard } from '../store/shown-cards.ts';
import { type CheckAccessDeps, type CheckedAccess, checkAccess } from './check-access.ts';
import type { WorkDeps } from './deps.ts';
import { type Gathered, gatherList } from './gather-list.ts';
import { type LookedUp, type LookUpDeps, lookUpPartners } from './look-up-partners.ts';
import { type Holdings, type ReadHeldDeps, readHeld } from './read-held.ts';
import { resolveAppIds } from './resolve-app-ids.ts';
import { reviewFacts } from './review-facts.ts';
import { reviewRows } from './review-rows.ts';
import { domainWarnings, givesLicences, policyWarnings } from './review-warnings.ts';
import { askTakesGuests, type TakesGuestsDeps } from './takes-guests.ts';

export type ReviewDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> &
  LookUpDeps &
  ReadHeldDeps &
  TakesGuestsDeps & {
    /** The configured groups that give rights in the bot. */
    rightsGroups: readonly (string | undefined)[];
    /** Applications of the bot itself. */
    ownAppIds: ReadonlySet<string>;
    readTenant: () => Promise<Tenant>;
    readInvitesFrom: () => Promise<InvitesFrom | 'not readable'>;
    readLicenceStock: () => Promise<LicenceStock[] | 'not readable'>;
    readGroup: CheckAccessDeps['readGroup'];
    readApplication: (
      by: { servicePrincipalId: string } | { appId: string },
    ) => Promise<Application | undefined>;
  };

/**
 * Checks every row of a draft against the projects and the tenant, and wants the review card. Nothing is written to
 * Graph. A review that was overtaken by another is dropped. Throws GraphUnavailable: the review stays due.
 */
export async function reviewRequest(deps: ReviewDeps, requestId: number): Promise<void> {
  const request = await readRequest(deps.db, requestId);
  if (request?.state !== 'draft' || request.readAt === null) return;
  const facts = await readFacts(deps, request);
  const stored = await inTransaction(deps.db, (trx) => store(deps, trx, { request, facts }));
  deps.log.info('request reviewed', { requestId, rows: facts.gathered.rows, stored });
}

type Facts = {
  gathered: Gathered;
  context: CheckContext;
  access: CheckedAccess;
  tenantId: string;
  near: ReadonlyMap<string, string>;
  people: LookedUp['people'];
  holdings: Holdings;
  warnings: readonly Reason[];
  licences: LicenceStock[] | 'not readable';
};

/** Everything that is asked once for the whole list, all questions to Graph among it. */
async function readFacts(deps: ReviewDeps, request: RequestRecord): Promise<Facts> {
  const projects = await activeProjects(deps.db);
  const chosen = chosenOf(request);
  const context = { projects, chosen: chosen.project };
  const gathered = await gatherList(deps.db, request.id, context);
  const tenant = await deps.readTenant();
  const place = await findPlace(deps.db, request.tenantId, 'person', request.requesterId);
  const appIds = await resolveAppIds(deps, gathered.applications, projects);
  const refused = { groups: rightsGroups(projects, deps.rightsGroups), appIds: deps.ownAppIds };
  const takesGuests = askTakesGuests(deps);
  const access = await checkAccess({ ...deps, refused, takesGuests }, gathered.projects, {
    groups: gathered.groups,
    applications: new Set([...gathered.applications, ...appIds.values()]),
  });
  const invitesFrom = await deps.readInvitesFrom();
  const found = await lookUpPartners(deps, request.id, {
    addresses: gathered.addresses,
    domains: gathered.domains.keys(),
    tenant,
  });
  const holdings = await readHeld(deps, request.id, { gathered, found });
  const known = await knownDomains(deps, request, { projects, tenant, people: found.people });
  const near = await nearDomains(gathered.domains.keys(), known);
  await found.kept;
  return {
    gathered,
    access,
    holdings,
    context: {
      projects,
      ownDomains: tenant.domains,
      chosen,
      today: dayAt(deps.clock.now(), place?.timeZone ?? 'UTC'),
      appIds,
    },
    tenantId: tenant.tenantId,
    near,
    people: found.people,
    warnings: [
      ...policyWarnings(invitesFrom),
      ...domainWarnings(gathered.domains, near),
      ...(found.deletedReadable ? [] : [{ code: 'deleted not readable' } as const]),
      ...(access.guestsReadable ? [] : [{ code: 'group settings not readable' } as const]),
      ...(holdings.readable ? [] : [{ code: 'access not readable' } as const]),
    ],
    licences: givesLicences(gathered.projects) ? await deps.readLicenceStock() : [],
  };
}

/** Domains of guests whom the bot or this list knows, of projects' lists, and the organisation's own. */
async function knownDomains(
  deps: ReviewDeps,
  request: RequestRecord,
  {
    projects,
    tenant,
    people,
  }: Pick<LookedUp, 'people'> & { projects: readonly Project[]; tenant: Tenant },
): Promise<ReadonlySet<string>> {
  const known = new Set([...(await guestDomains(deps.db, request.tenantId)), ...tenant.domains]);
  for (const { allowedDomains } of projects) for (const domain of allowedDomains) known.add(domain);
  for (const [address, person] of people) {
    if (planFor(person) === 'access only') known.add(address.replace(/^.*@/, ''));
  }
  return known;
}

async function store(
  deps: ReviewDeps,
  trx: Db,
  { request, facts }: { request: RequestRecord; facts: Facts },
): Promise<boolean> {
  const now = deps.clock.now();
  const current = await lockRequest(trx, request.id);
  const overtaken =
    current?.state !== 'draft' ||
    current.version !== request.version ||
    JSON.stringify(current.choice) !== JSON.stringify(request.choice);
  if (overtaken) return false;
  const { context, access, tenantId, near, people, holdings } = facts;
  const reviewed = await reviewRows(trx, request.id, {
    context,
    access,
    tenantId,
    holdings,
    near,
    people,
  });
  await storeReview(trx, request.id, request.version, reviewFacts(facts, reviewed));
  const place = await findPlace(trx, request.tenantId, 'person', request.requesterId);
  if (place !== undefined) {
    await wantCard(trx, { kind: 'request', subjectId: request.id, placeId: place.id }, now);
  }
  await redraw(trx, { kind: 'request', id: request.id }, now);
  return true;
}

function chosenOf({ choice }: RequestRecord): CheckContext['chosen'] {
  return {
    ...(choice.project === undefined ? {} : { project: choice.project }),
    ...(choice.language === undefined ? {} : { language: choice.language }),
    ...(choice.sendMail === undefined ? {} : { sendMail: choice.sendMail }),
  };
}

function dayAt(now: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}
