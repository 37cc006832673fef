import type { PartnerFields } from '../list/partner-row.ts';
import type { Access, AppAccess, Project } from '../project/project.ts';
import type { Reason } from '../reason.ts';
import { readGuid } from '../text/guid.ts';

export type RowAccess = { value: Access; problems: readonly Reason[] };

/**
 * A partner's access: all that the project gives to everybody, and what the row names from the project's optional
 * access. No requester may add anything else.
 */
export function resolveAccess(
  partner: PartnerFields,
  project: Project | undefined,
  appIds: ReadonlyMap<string, string>,
): RowAccess {
  if (partner.groups === undefined && partner.applications === undefined && project) {
    return commonAccess(project);
  }
  const groups = (partner.groups ?? []).map((said) => readGroup(said, project));
  const apps = (partner.applications ?? []).map((said) => readApplication(said, project, appIds));
  return {
    value: accessWith(project, { groups: groups.flatMap(given), apps: apps.flatMap(given) }),
    problems: [...groups, ...apps].flatMap(({ problems }) => problems),
  };
}

function accessWith(project: Project | undefined, more: Pick<Access, 'groups' | 'apps'>): Access {
  const { access } = project ?? {};
  const team = access?.team === undefined ? [] : [access.team];
  return {
    groups: [...new Set([...(access?.groups ?? []), ...team, ...more.groups])],
    apps: withoutRepeats([...(access?.apps ?? []), ...more.apps]),
    licences: access?.licences ?? [],
  };
}

const common = new WeakMap<Project, RowAccess>();

/** Nearly every row of a long list gets what everybody gets: one object for all of them. */
function commonAccess(project: Project): RowAccess {
  const before = common.get(project);
  if (before !== undefined) return before;
  const made = { value: accessWith(project, { groups: [], apps: [] }), problems: [] };
  common.set(project, made);
  return made;
}

type Named<T> = { given: readonly T[]; problems: readonly Reason[] };
const given = <T>(named: Named<T>): readonly T[] => named.given;
const refused = (code: Reason['code'], values: Reason['values'] = {}) => ({
  given: [],
  problems: [{ code, values }],
});

function readGroup(said: string, project: Project | undefined): Named<string> {
  const id = readGuid(said);
  if (id === undefined) return refused('group malformed', { id: said });
  if (project === undefined) return { given: [], problems: [] };
  const { access, optionalAccess } = project;
  if ([...access.groups, ...optionalAccess.groups, access.team].includes(id)) {
    return { given: [id], problems: [] };
  }
  return refused('group not in project', { id, project: project.name });
}

function readApplication(
  said: string,
  project: Project | undefined,
  appIds: ReadonlyMap<string, string>,
): Named<AppAccess> {
  const id = readGuid(said);
  if (id === undefined) return refused('application malformed', { id: said });
  if (project === undefined) return { given: [], problems: [] };
  const servicePrincipal = appIds.get(id) ?? id;
  const named = (app: AppAccess) => app.servicePrincipalId === servicePrincipal;
  // If everybody gets the application, that role counts. Optional access must not add a second one.
  const always = project.access.apps.filter(named);
  const apps = always.length > 0 ? always : project.optionalAccess.apps.filter(named);
  return apps.length > 0
    ? { given: apps, problems: [] }
    : refused('application not in project', { id, project: project.name });
}

function withoutRepeats(apps: readonly AppAccess[]): AppAccess[] {
  const key = (app: AppAccess) => JSON.stringify([app.servicePrincipalId, app.appRoleId ?? null]);
  return [...new Map(apps.map((app) => [key(app), app])).values()];
}
