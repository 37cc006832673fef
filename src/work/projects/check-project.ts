import type { Directory } from '../../graph/directory.ts';
import { rightsGroups } from '../../guests/project/access-rule.ts';
import type { Access, Project } from '../../guests/project/project.ts';
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
    ...(await accessFaults(deps, project)),
    ...(await peopleFaults(deps, project)),
    ...(await groupFaults(deps, project)),
    ...(await channelFaults(deps, tenantId, project)),
  ];
}

async function accessFaults(deps: CheckProjectDeps, project: Project): Promise<Reason[]> {
  const groups = rightsGroups(await activeProjects(deps.db), deps.rightsGroups);
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
async function peopleFaults(deps: CheckProjectDeps, project: Project): Promise<Reason[]> {
  const people = new Set([...project.owners, ...project.approval.escalateTo]);
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

async function groupFaults(deps: CheckProjectDeps, project: Project): Promise<Reason[]> {
  const { ownersGroup: id, approval } = project;
  if (id === undefined) return [];
  const group = await deps.readGroup(id);
  if (group === undefined) return [{ code: 'owners group unknown', values: { id } }];
  if (!approval.required) return [];
  const owners = await ownersOf(deps, project);
  const values = { needed: approval.approvers, found: owners.length };
  return owners.length < approval.approvers ? [{ code: 'owners too few', values }] : [];
}

async function channelFaults(
  { db }: CheckProjectDeps,
  tenantId: string,
  { channel }: Project,
): Promise<Reason[]> {
  if (channel === undefined) return [];
  const there =
    (await findPlace(db, tenantId, 'channel', channel.channelId)) ??
    (await findPlace(db, tenantId, 'team', channel.teamId));
  return there === undefined ? [{ code: 'channel not reached' }] : [];
}
