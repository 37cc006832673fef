import type { Access, AppAccess, Project } from '../project/project.ts';

/** What an owner should look at twice before approving a row. Stored with the invitation. */
export const rowFlags = [
  /** The domain looks like another one that is known here. */
  'look-alike domain',
  /** The name holds an address, or says that somebody was checked. */
  'name claims',
  /** Nobody of this domain has been a guest here, as far as the bot knows. */
  'first of domain',
  /** The row names access that the project does not give to everybody. */
  'extra access',
] as const;
export type RowFlag = (typeof rowFlags)[number];

/** Whether a row gets more than its project gives to everybody. */
export function hasExtraAccess(access: Access, project: Pick<Project, 'access'>): boolean {
  const { groups, apps, licences, team } = project.access;
  const usual = new Set([...groups, ...(team === undefined ? [] : [team])]);
  const roles = new Set(apps.map(roleKey));
  const skus = new Set(licences.map(({ skuId }) => skuId));
  return (
    access.groups.some((id) => !usual.has(id)) ||
    access.apps.some((app) => !roles.has(roleKey(app))) ||
    access.licences.some(({ skuId }) => !skus.has(skuId))
  );
}

const roleKey = ({ servicePrincipalId, appRoleId }: AppAccess) =>
  JSON.stringify([servicePrincipalId, appRoleId ?? '']);
