import { GraphRefused } from '../../graph/client/graph-faults.ts';
import type { Directory } from '../../graph/directory.ts';
import type { Found } from '../../guests/plan.ts';
import { grantPiece, groupPiece, licencePiece } from '../../guests/project/access-pieces.ts';
import { takenSince } from '../../store/endings/grants-to-take.ts';
import { settleSteps } from '../../store/steps/settle-steps.ts';
import { type WaitingGrant, waitingGrants } from '../../store/steps/waiting-grants.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

export type SkipAccessDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> &
  Pick<Directory, 'memberGroups' | 'appRolesOf'> & {
    /** How long the directory may show what is gone. */
    patienceMs: number;
  };

/**
 * Settles, without a call, the grants that an existing account has by now. Reads the account even if the review read
 * it: after a lost answer no read can tell any more whether the grant was there before, and an end takes only access
 * that was not.
 */
export async function skipExistingAccess(
  deps: SkipAccessDeps,
  guestId: number,
  found: Found,
): Promise<void> {
  const grants = await waitingGrants(deps.db, guestId);
  if (grants.length === 0) return;
  const has = await hasNow(deps, found, grants);
  const there = grants.filter((grant) => has.has(grantPiece(grant)));
  // The directory may still show what the bot took a moment ago.
  const since = new Date(deps.clock.now().getTime() - deps.patienceMs);
  const ids = there.map(({ id }) => id);
  const taken = ids.length === 0 ? new Set() : await takenSince(deps.db, ids, since);
  const existing = there.filter(({ id }) => !taken.has(id));
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
    // Where the bot may not read, it makes the grant: Graph answers what was there before.
    if (error instanceof GraphRefused) return new Set();
    throw error;
  }
}
