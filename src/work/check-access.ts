import type { Application } from '../graph/applications.ts';
import type { Group } from '../graph/group-facts.ts';
import { applicationRefusal, groupRefusal } from '../guests/access-rule.ts';
import type { AppAccess, Project } from '../guests/project.ts';
import type { Reason } from '../guests/reason.ts';
import type { AccessName, ReviewFacts } from '../store/requests.ts';

export type CheckAccessDeps = {
  /** Groups that give rights in the bot itself, and the bot's own applications: never given to anybody. */
  refused: { groups: ReadonlySet<string>; appIds: ReadonlySet<string> };
  readGroup: (id: string) => Promise<Group | undefined>;
  readApplication: (by: { servicePrincipalId: string }) => Promise<Application | undefined>;
};

/**
 * The access of each project by the names it has in Entra, and what of it cannot be given: a group that cannot be
 * written, an application that is gone, a role that must be chosen. The faults count for every row of the project.
 */
export async function checkAccess(
  deps: CheckAccessDeps,
  projects: readonly Project[],
): Promise<{ names: ReviewFacts['access']; faults: Map<string, Reason[]> }> {
  const faults = new Map<string, Reason[]>();
  const names: { project: string; names: AccessName[] }[] = [];
  for (const project of projects) {
    const team = project.access.team === undefined ? [] : [project.access.team];
    const groups = [...new Set([...project.access.groups, ...team])];
    const pieces = [
      ...(await Promise.all(groups.map((id) => checkGroup(deps, id)))),
      ...(await Promise.all(project.access.apps.map((app) => checkApp(deps, app)))),
    ];
    names.push({ project: project.key, names: pieces.flatMap((piece) => piece.name ?? []) });
    faults.set(
      project.key,
      pieces.flatMap((piece) => piece.fault ?? []),
    );
  }
  return { names, faults };
}

type Piece = { name?: AccessName; fault?: Reason };

async function checkGroup(deps: CheckAccessDeps, id: string): Promise<Piece> {
  const group = await deps.readGroup(id);
  if (group === undefined) return { fault: { code: 'group unknown', values: { id } } };
  const name: AccessName = { kind: 'group', id, name: group.name };
  const fault = groupRefusal(group, deps.refused.groups);
  return fault === undefined ? { name } : { name, fault };
}

async function checkApp(deps: CheckAccessDeps, access: AppAccess): Promise<Piece> {
  const id = access.servicePrincipalId;
  const application = await deps.readApplication({ servicePrincipalId: id });
  if (application === undefined) return { fault: { code: 'application unknown', values: { id } } };
  const role = application.roles.find((each) => each.id === access.appRoleId);
  const name: AccessName = {
    kind: 'app',
    id,
    name: application.name,
    ...(role === undefined ? {} : { role: role.name }),
  };
  const refusal = applicationRefusal(application, deps.refused.appIds);
  if (refusal !== undefined) return { name, fault: refusal };
  if (application.roles.length > 0 && access.appRoleId === undefined) {
    return { name, fault: { code: 'role missing', values: { name: application.name } } };
  }
  return { name };
}
