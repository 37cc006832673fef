import type { Reason } from '../reason.ts';
import type { Project } from './project.ts';

/** Microsoft Graph and its predecessor, Azure AD Graph: a role on them is power over the directory. */
const graphAppIds: ReadonlySet<string> = new Set([
  '00000003-0000-0000-c000-000000000000',
  '00000002-0000-0000-c000-000000000000',
]);

export type GroupToGive = {
  id: string;
  name: string;
  /** Why the bot cannot write its members, or must not. */
  unwritable?: 'dynamic' | 'synchronised' | 'role-assignable' | 'mail' | 'rights' | undefined;
};

export type ApplicationToGive = { servicePrincipalId: string; appId: string; name: string };

/** The groups whose members decide for a project, in any stage. */
export const groupsOfOwners = ({ ownersGroup, approval }: Project): string[] =>
  [ownersGroup, ...(approval.stages ?? []).map((stage) => stage.ownersGroup)].flatMap(
    (id) => id ?? [],
  );

/** The groups that give rights in this bot. No project may put partners into them. */
export function rightsGroups(
  projects: readonly Project[],
  configured: readonly (string | undefined)[],
): Set<string> {
  const owners = projects.flatMap(groupsOfOwners);
  return new Set([...configured, ...owners].flatMap((id) => id?.toLowerCase() ?? []));
}

/** Why the bot gives this group to nobody. Undefined: it may give it. */
export function groupRefusal(
  { id, name, unwritable }: GroupToGive,
  rights: ReadonlySet<string>,
): Reason | undefined {
  const why = rights.has(id.toLowerCase()) ? 'rights' : unwritable;
  return why === undefined ? undefined : { code: 'group unwritable', values: { name, why } };
}

/** Why the bot gives this application to nobody. Undefined: it may give it. `ownAppIds`: the bot's own. */
export function applicationRefusal(
  { appId, name }: ApplicationToGive,
  ownAppIds: ReadonlySet<string>,
): Reason | undefined {
  const id = appId.toLowerCase();
  return graphAppIds.has(id) || ownAppIds.has(id)
    ? { code: 'application refused', values: { name } }
    : undefined;
}
