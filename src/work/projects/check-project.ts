import type { Directory } from '../../graph/directory.ts';
import { projectAt, ruleAt } from '../../guests/approval/stages.ts';
import type { Access, Project } from '../../guests/project/project.ts';
import { rightsGroups } from '../../guests/project/refused-access.ts';
import type { Reason } from '../../guests/reason.ts';
import { activeProjects } from '../../store/projects.ts';
import { findPlace } from '../../store/telling/places.ts';
import { type CheckAccessDeps, checkAccess } from '../facts/check-access.ts';
import { askTakesGuests, type TakesGuestsDeps } from '../facts/group-takes-guests.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { ownersOf } from '../telling/audience.ts';

export type CheckProjectDeps = Pick<WorkDeps, 'db'> &
  Omit<CheckAccessDeps, 'refused' | 'takesGuests'> &
  TakesGuestsDeps &
  Pick<Directory, 'readPerson' | 'peopleIn'> & {
    rightsGroups: readonly (string | undefined)[];
    ownAppIds: ReadonlySet<string>;
  };

/** Lists the parts of a project that do not fit the tenant and Teams now. Throws GraphUnavailable. */
export async function checkProject(
  deps: CheckProjectDeps,
  tenantId: string,
  project: Project,
): Promise<Reason[]> {
  return [
    ...(await tenantFaults(deps, project, await activeProjects(deps.db))),
    ...(await channelFaults(deps, tenantId, project)),
  ];
}

/** Lists the parts of one of these projects that do not fit the tenant now. Throws GraphUnavailable. */
export async function tenantFaults(
  deps: Omit<CheckProjectDeps, 'db'>,
  project: Project,
  projects: readonly Project[],
): Promise<Reason[]> {
  const faults = await Promise.all([
    accessFaults(deps, project, projects),
    peopleFaults(deps, project),
    groupFaults(deps, project),
    ...stageFaults(deps, project),
  ]);
  return faults.flat();
}

async function accessFaults(
  deps: Omit<CheckProjectDeps, 'db'>,
  project: Project,
  projects: readonly Project[],
): Promise<Reason[]> {
  const groups = rightsGroups(projects, deps.rightsGroups);
  const refused = { groups, appIds: deps.ownAppIds };
  const { access, optionalAccess } = project;
  const named = {
    groups: new Set(optionalAccess.groups),
    applications: new Set(optionalAccess.apps.map((app) => app.servicePrincipalId)),
  };
  const takesGuests = askTakesGuests(deps);
  const { faultsOf } = await checkAccess({ ...deps, refused, takesGuests }, [project], named);
  const team = access.team === undefined ? [] : [access.team];
  const all: Access = {
    groups: [...new Set([...access.groups, ...team, ...optionalAccess.groups])],
    apps: [...access.apps, ...optionalAccess.apps],
    licences: [],
  };
  return faultsOf(all, 'guest');
}

/** Finds owners and people of an escalation who are no members with a working account. */
async function peopleFaults(
  deps: Pick<CheckProjectDeps, 'readPerson'>,
  project: Project,
): Promise<Reason[]> {
  const { escalateTo, stages = [] } = project.approval;
  const inStages = stages.flatMap(({ owners }) => owners);
  const people = new Set([...project.owners, ...escalateTo, ...inStages]);
  const faults = await Promise.all(
    [...people].map(async (id): Promise<Reason[]> => {
      const person = await deps.readPerson(id);
      if (person === undefined) return [{ code: 'owner unknown', values: { id } }];
      const fit = person.userType === 'Member' && person.accountEnabled;
      return fit ? [] : [{ code: 'owner unfit', values: { name: person.displayName ?? id } }];
    }),
  );
  return faults.flat();
}

const stageFaults = (
  deps: Pick<CheckProjectDeps, 'readGroup' | 'peopleIn'>,
  project: Project,
): Promise<Reason[]>[] =>
  (project.approval.stages ?? []).map((_, index) => {
    const { approval } = project;
    const at = { ...projectAt(project, { rule: approval, stage: index + 1 }) };
    return groupFaults(deps, { ...at, approval: ruleAt(approval, index + 1) });
  });

async function groupFaults(
  deps: Pick<CheckProjectDeps, 'readGroup' | 'peopleIn'>,
  project: Project,
): Promise<Reason[]> {
  const { ownersGroup: id, approval } = project;
  if (id === undefined) return [];
  const group = await deps.readGroup(id);
  if (group === undefined) return [{ code: 'owners group unknown', values: { id } }];
  if (!approval.required) return [];
  const owners = await ownersOf(deps, project);
  const values = { needed: approval.approvers, found: owners.length };
  return owners.length < approval.approvers ? [{ code: 'owners too few', values }] : [];
}

/** Names a fault where the bot knows neither the project's channel nor its team. */
export async function channelFaults(
  { db }: Pick<CheckProjectDeps, 'db'>,
  tenantId: string,
  { channel }: Project,
): Promise<Reason[]> {
  if (channel === undefined) return [];
  const there =
    (await findPlace(db, tenantId, 'channel', channel.channelId)) ??
    (await findPlace(db, tenantId, 'team', channel.teamId));
  return there === undefined ? [{ code: 'channel not reached' }] : [];
}
