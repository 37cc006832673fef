import { Temporal } from 'temporal-polyfill';
import type { LicenceStock } from '../../graph/access/licence-stock.ts';
import type { Directory } from '../../graph/directory.ts';
import type { Tenant } from '../../graph/tenant.ts';
import { planFor } from '../../guests/plan.ts';
import type { Project } from '../../guests/project/project.ts';
import { rightsGroups } from '../../guests/project/refused-access.ts';
import type { Reason } from '../../guests/reason.ts';
import { alikeInList } from '../../guests/rows/alike-in-list.ts';
import type { CheckContext } from '../../guests/rows/check-rows.ts';
import { nearDomains } from '../../guests/text/look-alike.ts';
import { guestDomains } from '../../store/guests/guests.ts';
import { activeProjects } from '../../store/projects.ts';
import type { RequestRecord } from '../../store/requests/requests.ts';
import { findPlace } from '../../store/telling/places.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { type CheckedAccess, checkAccess } from './check-access.ts';
import { askTakesGuests, type TakesGuestsDeps } from './group-takes-guests.ts';
import { letInAgain } from './let-in-again.ts';
import { collectListFacts, type ListFacts } from './list-facts.ts';
import { domainWarnings, givesLicences, nameWarnings, policyWarnings } from './list-warnings.ts';
import { type LookedUp, type LookUpPartnersDeps, lookUpPartners } from './look-up-partners.ts';
import { type Holdings, type HoldingsDeps, readHoldings } from './read-holdings.ts';
import { resolveAppIds } from './resolve-app-ids.ts';

export type ReviewDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> &
  LookUpPartnersDeps &
  HoldingsDeps &
  TakesGuestsDeps &
  Pick<
    Directory,
    'readTenant' | 'readInvitesFrom' | 'readLicenceStock' | 'readGroup' | 'readApplication'
  > & {
    /** The configured groups that give rights in the bot. */
    rightsGroups: readonly (string | undefined)[];
    /** Applications of the bot itself. */
    ownAppIds: ReadonlySet<string>;
  };

/** The facts about the whole list. */
export type Facts = {
  gathered: ListFacts;
  context: CheckContext;
  access: CheckedAccess;
  tenant: Tenant;
  near: ReadonlyMap<string, string>;
  people: LookedUp['people'];
  holdings: Holdings;
  warnings: readonly Reason[];
  licences: LicenceStock[] | 'not readable';
};

/** Reads what the bot asks once for the whole list. Asks Graph several questions at once where it can. */
export async function readFacts(deps: ReviewDeps, request: RequestRecord): Promise<Facts> {
  const projects = await activeProjects(deps.db);
  const chosen = chosenOf(request);
  const gathered = await collectListFacts(deps.db, request.id, {
    projects,
    chosen: chosen.project,
  });
  const [tenant, place] = await Promise.all([
    deps.readTenant(),
    findPlace(deps.db, request.tenantId, 'person', request.requesterId),
  ]);
  const [{ access, appIds }, invitesFrom, licences, asFound] = await Promise.all([
    readAccess(deps, gathered, projects),
    deps.readInvitesFrom(),
    givesLicences(gathered.projects) ? deps.readLicenceStock() : [],
    lookUpPartners(deps, request.id, {
      addresses: gathered.addresses,
      domains: gathered.domains.keys(),
      tenant,
    }),
  ]);
  const again = await letInAgain(deps.db, request.tenantId, asFound.people);
  const found = { ...asFound, people: again.people };
  const holdings = await readHoldings(deps, request.id, { gathered, found });
  const known = await knownDomains(deps, request, { projects, tenant, people: found.people });
  const near = await nearDomains(gathered.domains.keys(), known);
  const listed = await alikeInList(without(gathered.domains.keys(), known));
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
      dates: request.layout?.dates,
      appIds,
      landings: new Map(
        access.names.flatMap(({ project, landing }) => (landing ? [[project, landing.url]] : [])),
      ),
    },
    tenant,
    near: new Map([...near, ...[...listed].filter(([domain]) => !near.has(domain))]),
    people: found.people,
    warnings: [
      ...policyWarnings(invitesFrom),
      ...again.warnings,
      ...domainWarnings(gathered.domains, { near, listed }),
      ...nameWarnings(gathered.claims),
      ...(found.deletedReadable ? [] : [{ code: 'deleted not readable' } as const]),
      ...(access.guestsReadable ? [] : [{ code: 'group settings not readable' } as const]),
      ...(holdings.readable ? [] : [{ code: 'access not readable' } as const]),
    ],
    licences,
  };
}

const without = (domains: Iterable<string>, known: ReadonlySet<string>) =>
  [...domains].filter((domain) => !known.has(domain));

/** Reads the access that the list gives. */
async function readAccess(deps: ReviewDeps, gathered: ListFacts, projects: readonly Project[]) {
  const appIds = await resolveAppIds(deps, gathered.applications, projects);
  const refused = { groups: rightsGroups(projects, deps.rightsGroups), appIds: deps.ownAppIds };
  const takesGuests = askTakesGuests(deps);
  const access = await checkAccess({ ...deps, refused, takesGuests }, gathered.projects, {
    groups: gathered.groups,
    applications: new Set([...gathered.applications, ...appIds.values()]),
  });
  return { access, appIds };
}

/** Reads the known domains: those of guests, those in projects' lists, and the organisation's own. */
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

function chosenOf({ choice }: RequestRecord): CheckContext['chosen'] {
  return {
    ...(choice.project === undefined ? {} : { project: choice.project }),
    ...(choice.language === undefined ? {} : { language: choice.language }),
    ...(choice.sendMail === undefined ? {} : { sendMail: choice.sendMail }),
    ...(choice.until === undefined ? {} : { until: choice.until }),
  };
}

function dayAt(now: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}
