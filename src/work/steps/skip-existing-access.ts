import { GraphRefused } from '../../graph/client/graph-faults.ts';
import type { Directory } from '../../graph/directory.ts';
import type { Found } from '../../guests/plan.ts';
import {
  grantPiece,
  groupPiece,
  licencePiece,
  piecesOf,
} from '../../guests/project/access-pieces.ts';
import type { ReviewedInvitation } from '../../store/invitations/reviewed-invitations.ts';
import { settleSteps } from '../../store/steps/settle-steps.ts';
import { type WaitingGrant, waitingGrants } from '../../store/steps/waiting-grants.ts';
import type { WorkDeps } from '../runtime/deps.ts';

export type SkipAccessDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> &
  Pick<Directory, 'memberGroups' | 'appRolesOf'>;

/**
 * Settles, without a call, the grants that an existing account has by now. Where the review saw that it had none of
 * them, nothing is read: Graph's answer to the grant says whether that changed.
 */
export async function skipExistingAccess(
  deps: SkipAccessDeps,
  guestId: number,
  found: Found,
  { access, lacks }: Pick<ReviewedInvitation, 'access' | 'lacks'>,
): Promise<void> {
  if (lacks !== null && piecesOf(lacks).length === piecesOf(access).length) return;
  const grants = await waitingGrants(deps.db, guestId);
  if (grants.length === 0) return;
  const has = await hasNow(deps, found, grants);
  const existing = grants.filter((grant) => has.has(grantPiece(grant)));
  if (existing.length === 0) return;
  const settlement = { state: 'done', answer: 'already so' } as const;
  await settleSteps(
    deps.db,
    existing.map(({ id }) => ({ id, ...settlement })),
    deps.clock.now(),
  );
  deps.log.info('access existed already', { guestId, steps: existing.length });
}

async function hasNow(
  deps: SkipAccessDeps,
  { objectId, licences }: Found,
  grants: readonly WaitingGrant[],
): Promise<ReadonlySet<string>> {
  const targets = (kind: WaitingGrant['kind']) =>
    grants.filter((grant) => grant.kind === kind).map(({ target }) => target);
  try {
    const [groups, roles] = await Promise.all([
      targets('group').length === 0 ? [] : deps.memberGroups(objectId, targets('group')),
      targets('app').length === 0 ? [] : deps.appRolesOf(objectId),
    ]);
    return new Set([
      ...[...groups].map(groupPiece),
      ...[...roles].map((role) => `app ${role}`),
      ...(licences ?? []).map(licencePiece),
    ]);
  } catch (error) {
    // Where the bot may not read, it gives: Graph answers what existed before.
    if (error instanceof GraphRefused) return new Set();
    throw error;
  }
}
