import type { Application } from '../graph/applications.ts';
import type { Group } from '../graph/group-facts.ts';
import { applicationRefusal, groupRefusal } from '../guests/access-rule.ts';
import type { Access, AppAccess, Project } from '../guests/project.ts';
import type { Reason } from '../guests/reason.ts';
import type { AccessName, ReviewFacts } from '../store/requests.ts';

export type CheckAccessDeps = {
  /** Groups that give rights in the bot itself, and the bot's own applications: never given to anybody. */
  refused: { groups: ReadonlySet<string>; appIds: ReadonlySet<string> };
  readGroup: (id: string) => Promise<Group | undefined>;
  readApplication: (by: { servicePrincipalId: string }) => Promise<Application | undefined>;
};

export type CheckedAccess = {
  names: ReviewFacts['access'];
  /** What is wrong with the pieces of one row's access. */
  faultsOf(access: Access): Reason[];
};

/** What rows name themselves: group ids, and applications by service principal. */
export type NamedAccess = { groups: ReadonlySet<string>; applications: ReadonlySet<string> };

/**
 * The access of each project by the names it has in Entra, and what of it cannot be given: a group that cannot be
 * written, an application that is gone, a role that must be chosen. Optional access is looked at where rows name it.
 */
export async function checkAccess(
  deps: CheckAccessDeps,
  projects: readonly Project[],
  named: NamedAccess = { groups: new Set(), applications: new Set() },
): Promise<CheckedAccess> {
  const faults = new Map<string, Reason | undefined>();
  const names: { project: string; names: AccessName[]; optional: AccessName[] }[] = [];
  for (const project of projects) {
    const always = accessOf(project);
    const pieces = await checkPieces(deps, always);
    const optional = await checkPieces(deps, {
      groups: project.optionalAccess.groups.filter((id) => named.groups.has(id)),
      apps: project.optionalAccess.apps.filter((app) =>
        named.applications.has(app.servicePrincipalId),
      ),
    });
    names.push({
      project: project.key,
      names: pieces.flatMap((piece) => piece.name ?? []),
      optional: optional.flatMap((piece) => piece.name ?? []),
    });
    for (const { key, fault } of [...pieces, ...optional]) faults.set(key, fault);
  }
  return {
    names,
    faultsOf: ({ groups, apps }) =>
      [...groups, ...apps.map(keyOf)].flatMap((key) => faults.get(key) ?? []),
  };
}

type Pieces = Pick<Access, 'groups' | 'apps'>;
type Piece = { key: string; name?: AccessName; fault?: Reason | undefined };

function accessOf({ access }: Project): Pieces {
  const team = access.team === undefined ? [] : [access.team];
  return { groups: [...new Set([...access.groups, ...team])], apps: access.apps };
}

const keyOf = (app: AppAccess) => JSON.stringify([app.servicePrincipalId, app.appRoleId ?? null]);

async function checkPieces(deps: CheckAccessDeps, { groups, apps }: Pieces): Promise<Piece[]> {
  return [
    ...(await Promise.all(groups.map((id) => checkGroup(deps, id)))),
    ...(await Promise.all(apps.map((app) => checkApp(deps, app)))),
  ];
}

async function checkGroup(deps: CheckAccessDeps, id: string): Promise<Piece> {
  const group = await deps.readGroup(id);
  if (group === undefined) return { key: id, fault: { code: 'group unknown', values: { id } } };
  const name: AccessName = { kind: 'group', id, name: group.name };
  return { key: id, name, fault: groupRefusal(group, deps.refused.groups) };
}

async function checkApp(deps: CheckAccessDeps, access: AppAccess): Promise<Piece> {
  const key = keyOf(access);
  const id = access.servicePrincipalId;
  const application = await deps.readApplication({ servicePrincipalId: id });
  if (application === undefined) {
    return { key, fault: { code: 'application unknown', values: { id } } };
  }
  const role = application.roles.find((each) => each.id === access.appRoleId);
  const name: AccessName = {
    kind: 'app',
    id,
    name: application.name,
    ...(role === undefined ? {} : { role: role.name, roleId: role.id }),
  };
  const refusal = applicationRefusal(application, deps.refused.appIds);
  if (refusal !== undefined) return { key, name, fault: refusal };
  if (application.roles.length > 0 && access.appRoleId === undefined) {
    return { key, name, fault: { code: 'role missing', values: { name: application.name } } };
  }
  return { key, name };
}
