import type { Access, AppAccess } from './project.ts';

/** Graph's id for an assignment without a role. */
const noRole = '00000000-0000-0000-0000-000000000000';

/** The id of the role in lower case; `noRole` when the access names none. */
export const roleOf = ({ appRoleId }: Pick<AppAccess, 'appRoleId'>): string =>
  (appRoleId || noRole).toLowerCase();

/** The key of one piece of access: the same text for every caller. */
export const groupPiece = (id: string): string => `group ${id}`.toLowerCase();
/** The key of a role in an application, in lower case. */
export const appPiece = (app: AppAccess): string =>
  `app ${app.servicePrincipalId} ${roleOf(app)}`.toLowerCase();
/** The key of a licence, in lower case. */
export const licencePiece = (skuId: string): string => `licence ${skuId}`.toLowerCase();

/** The key of a grant in the ledger. */
export function grantPiece(grant: {
  kind: 'group' | 'app' | 'licence';
  target: string;
  detail: string;
}): string {
  const { kind, target, detail } = grant;
  if (kind === 'group') return groupPiece(target);
  if (kind === 'licence') return licencePiece(target);
  return appPiece({ servicePrincipalId: target, appRoleId: detail });
}

/** The keys of all pieces of an access. */
export function piecesOf({ groups, apps, licences }: Access): string[] {
  return [
    ...groups.map(groupPiece),
    ...apps.map(appPiece),
    ...licences.map(({ skuId }) => licencePiece(skuId)),
  ];
}

/** True when the guest has this piece of access. */
export type Has = (piece: string) => boolean;

/** The access that the bot still has to give. */
export function missingFrom({ groups, apps, licences }: Access, has: Has): Access {
  return {
    groups: groups.filter((id) => !has(groupPiece(id))),
    apps: apps.filter((app) => !has(appPiece(app))),
    licences: licences.filter(({ skuId }) => !has(licencePiece(skuId))),
  };
}
