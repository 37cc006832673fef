import type { Claim } from './claim.ts';
import { guestOf } from './guest-of.ts';
import type { InvitationRow, State } from './read-state.ts';

type Access = InvitationRow['access'];
/** The role that Graph assigns where an application declares no roles. */
const noRole = '00000000-0000-0000-0000-000000000000';

/** One piece of access as the practice tenant names it. */
export const groupPiece = (id: string) => `group ${id}`;
export const appPiece = ({ servicePrincipalId, appRoleId = noRole }: Access['apps'][number]) =>
  `app ${servicePrincipalId} ${appRoleId}`;
export const licencePiece = ({ skuId }: { skuId: string }) => `licence ${skuId}`;

export const piecesOf = ({ groups, apps, licences }: Access): string[] => [
  ...groups.map(groupPiece),
  ...apps.map(appPiece),
  ...licences.map(licencePiece),
];

/** The guest's account in Graph, while it lives. */
export const accountOf = (state: State, invitation: Pick<InvitationRow, 'guestId'>) =>
  state.graph.guests.find(
    ({ id, deleted }) => id === guestOf(state, invitation)?.objectId && !deleted,
  );

/** True where everything that the invitation gives is to be there now: nobody ends it, and no end is over. */
export const stands = ({ kind, state, endingId }: InvitationRow): boolean =>
  kind === 'invite' && state === 'complete' && endingId === null;

/** A complete invitation has all of its access in Graph, also where the ledger says so by mistake. */
export function heldClaims(state: State, invitation: InvitationRow): Claim[] {
  const account = accountOf(state, invitation);
  if (account === undefined || !stands(invitation)) return [];
  const alerts = state.alerts.filter(
    ({ guestId, projectKey }) =>
      guestId === invitation.guestId && projectKey === invitation.projectKey,
  );
  // Somebody took it since, and an alert says so.
  if (alerts.some(({ access }) => access === 'missing' || access === 'repairing')) return [];
  return [
    {
      what: `that ${invitation.address} has all of the access`,
      said: [],
      true: piecesOf(invitation.access).filter((piece) => !account.held.includes(piece)),
    },
  ];
}
