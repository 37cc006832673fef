import type { Application } from '../../graph/access/applications.ts';
import type { Group } from '../../graph/access/group-facts.ts';
import type { TakesGuests } from '../../graph/access/group-settings.ts';
import { GraphRefused } from '../../graph/client/graph-faults.ts';
import type { Directory } from '../../graph/directory.ts';
import { landingOf } from '../../guests/project/landing.ts';
import type { Access, AppAccess, Project } from '../../guests/project/project.ts';
import { applicationRefusal, groupRefusal } from '../../guests/project/refused-access.ts';
import type { Reason } from '../../guests/reason.ts';
import type { AccessName, ReviewFacts } from '../../store/requests/requests.ts';

export type CheckAccessDeps = Pick<Directory, 'readGroup' | 'readApplication'> & {
  /** Groups that give rights in the bot, and the bot's own applications. The bot never gives these to anybody. */
  refused: { groups: ReadonlySet<string>; appIds: ReadonlySet<string> };
  /** Absent where it does not matter who the access is for. */
  takesGuests?: ((group: Group) => Promise<TakesGuests>) | undefined;
};

export type CheckedAccess = {
  names: ReviewFacts['access'];
  /** The faults of the pieces of access that a guest or member is to get. */
  faultsOf(access: Access, who: 'guest' | 'member'): Reason[];
  /** False where Graph did not say whether a group takes guests. */
  guestsReadable: boolean;
};

/** The access that rows name: group ids, and applications by service principal. */
export type NamedAccess = { groups: ReadonlySet<string>; applications: ReadonlySet<string> };

/**
 * Reads the names of each project's access in Entra, and finds what cannot be given: a group that cannot be written,
 * an application that is gone, a role that must be chosen. Optional access is read where rows name it.
 */
export async function checkAccess(
  deps: CheckAccessDeps,
  projects: readonly Project[],
  named: NamedAccess = { groups: new Set(), applications: new Set() },
): Promise<CheckedAccess> {
  const faults = new Map<string, Piece>();
  const names: ReviewFacts['access'][number][] = [];
  for (const project of projects) {
    const always = accessOf(project);
    const [pieces, optional] = await Promise.all([
      checkPieces(deps, always),
      checkPieces(deps, {
        groups: project.optionalAccess.groups.filter((id) => named.groups.has(id)),
        apps: project.optionalAccess.apps.filter((app) =>
          named.applications.has(app.servicePrincipalId),
        ),
      }),
    ]);
    const landing = landingOf(project, pieces.find(({ application }) => application)?.application);
    names.push({
      project: project.key,
      ...(landing && { landing }),
      names: pieces.flatMap((piece) => piece.name ?? []),
      optional: optional.flatMap((piece) => piece.name ?? []),
    });
    for (const piece of [...pieces, ...optional]) faults.set(piece.key, piece);
  }
  return {
    names,
    faultsOf: ({ groups, apps }, who) =>
      [...groups, ...apps.map(keyOf)].flatMap((key) => {
        const { fault, guests } = faults.get(key) ?? {};
        if (fault !== undefined) return fault;
        return who === 'guest' && guests !== 'not readable' ? (guests ?? []) : [];
      }),
    guestsReadable: ![...faults.values()].some(({ guests }) => guests === 'not readable'),
  };
}

type Pieces = Pick<Access, 'groups' | 'apps'>;
type Piece = {
  key: string;
  name?: AccessName;
  application?: Application;
  /** Why nobody can get this piece. */
  fault?: Reason | undefined;
  /** Why guests cannot get this piece. */
  guests?: Reason | 'not readable' | undefined;
};

function accessOf({ access }: Project): Pieces {
  const team = access.team === undefined ? [] : [access.team];
  return { groups: [...new Set([...access.groups, ...team])], apps: access.apps };
}

const keyOf = (app: AppAccess) => JSON.stringify([app.servicePrincipalId, app.appRoleId ?? null]);

async function checkPieces(deps: CheckAccessDeps, { groups, apps }: Pieces): Promise<Piece[]> {
  return await Promise.all([
    ...groups.map((id) => checkGroup(deps, id)),
    ...apps.map((app) => checkApp(deps, app)),
  ]);
}

/** A missing permission is a fault of the pieces that it opens. The bot can still give the others. */
async function orRefusal<T>(read: Promise<T>): Promise<T | Reason> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof GraphRefused && error.reason.code === 'read not permitted')
      return error.reason;
    throw error;
  }
}

async function checkGroup(deps: CheckAccessDeps, id: string): Promise<Piece> {
  const group = await orRefusal(deps.readGroup(id));
  if (group !== undefined && 'code' in group)
    return { key: id, name: { kind: 'group', id, name: id }, fault: group };
  if (group === undefined) return { key: id, fault: { code: 'group unknown', values: { id } } };
  const name: AccessName = { kind: 'group', id, name: group.name };
  const fault = groupRefusal(group, deps.refused.groups);
  if (fault !== undefined) return { key: id, name, fault };
  const takes = await deps.takesGuests?.(group);
  if (takes === undefined || takes === 'yes') return { key: id, name };
  const closed = { code: 'guests may not join group', values: { name: group.name } } as const;
  return { key: id, name, guests: takes === 'no' ? closed : takes };
}

async function checkApp(deps: CheckAccessDeps, access: AppAccess): Promise<Piece> {
  const key = keyOf(access);
  const id = access.servicePrincipalId;
  const application = await orRefusal(deps.readApplication({ servicePrincipalId: id }));
  if (application !== undefined && 'code' in application)
    return { key, name: { kind: 'app', id, name: id }, fault: application };
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
  return { key, name, application };
}
