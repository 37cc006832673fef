import type { Access, AppAccess, Project } from '../project/project.ts';

/** Warnings to the owner who decides on a row. The bot stores them with the invitation. */
export const rowFlags = [
  /** The domain looks like another one that the bot knows. */
  'look-alike domain',
  /** The name contains an address, or says that somebody checked the partner. */
  'name claims',
  /** The bot knows no earlier guest from this domain. */
  'first of domain',
  /** The row names access that the project does not give to everybody. */
  'extra access',
] as const;
export type RowFlag = (typeof rowFlags)[number];

/** True when a row gets more than its project gives to everybody. */
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
