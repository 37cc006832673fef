import { GraphRefused } from '../../graph/client/graph-faults.ts';
import type { AccountToEnd } from '../../guests/ending/decide-account.ts';
import { decideEnd, type EndDecision } from '../../guests/ending/decide-end.ts';
import type { GrantToEnd, HeldNow } from '../../guests/ending/decide-grant.ts';
import { grantPiece, piecesOf } from '../../guests/project/access-pieces.ts';
import type { WhenOver } from '../../guests/project/project.ts';
import { knownAccount } from '../../store/endings/accounts.ts';
import {
  grantsOfGuests,
  grantsOfInvitations,
  type LedgerGrant,
  type Need,
  needsOf,
} from '../../store/endings/grants-to-take.ts';
import type { LivingAccess } from '../../store/endings/living-access.ts';
import { readProject } from '../../store/projects.ts';
import type { ReviewEndingDeps } from './ending-wish.ts';

export type EndReviewed = { decision: EndDecision; projects: readonly string[] };

/** Reviews what an end would take from one guest now, what would stay and why, and what would become of the account. */
export async function reviewGuestEnd(
  deps: ReviewEndingDeps,
  { guestId, ending }: { guestId: number; ending: readonly LivingAccess[] },
  look: 'at Graph' | 'at the ledger',
): Promise<EndReviewed> {
  const ids = new Set(ending.map(({ invitationId }) => invitationId));
  const given = await grantsOfInvitations(deps.db, [...ids]);
  const grants = new Map(given.map((grant) => [grantPiece(grant), grant]));
  const needs = await needsOf(deps.db, [guestId]);
  const known = await grantsOfGuests(deps.db, [guestId]);
  const objectId = ending.find((each) => each.objectId !== null)?.objectId ?? null;
  const held = await heldNow(deps, objectId, look === 'at Graph' ? [...grants.values()] : []);
  const account = await accountNow(deps, { guestId, objectId, needs }, look);
  const decision = decideEnd({
    ending: ids,
    grants: [...grants].map(([piece, grant]) =>
      toEnd({ piece, grant, known, needs, held: held.get(piece) ?? { how: 'direct' } }),
    ),
    account,
    rules: await rulesOf(deps, ending),
  });
  return { decision, projects: [...new Set(needs.map(({ projectKey }) => projectKey))] };
}

async function heldNow(
  deps: ReviewEndingDeps,
  objectId: string | null,
  grants: readonly LedgerGrant[],
): Promise<ReadonlyMap<string, HeldNow>> {
  if (objectId === null || grants.length === 0) return new Map();
  try {
    return await deps.readHolding(objectId, grants);
  } catch (error) {
    // The bot may not read it, so it tries. The work reports the outcome.
    if (error instanceof GraphRefused) return new Map();
    throw error;
  }
}

async function accountNow(
  deps: ReviewEndingDeps,
  of: { guestId: number; objectId: string | null; needs: readonly Need[] },
  look: 'at Graph' | 'at the ledger',
): Promise<AccountToEnd> {
  const { guestId, objectId, needs } = of;
  const known = await knownAccount(deps.db, guestId);
  const blockedByUs = (known?.blockedAt ?? null) !== null;
  const told =
    look === 'at Graph' && objectId !== null
      ? await accountTold(deps, objectId, blockedByUs)
      : ({
          userType: 'Guest',
          state: blockedByUs ? 'blocked by us' : 'enabled',
          directoryRole: 'no',
        } as const);
  return {
    ...told,
    made: known?.madeByUs === true ? 'by us' : 'not by us',
    live: needs.map(({ invitationId }) => invitationId),
  };
}

async function accountTold(
  deps: Pick<ReviewEndingDeps, 'readAccount' | 'holdsDirectoryRole'>,
  objectId: string,
  blockedByUs: boolean,
): Promise<Pick<AccountToEnd, 'userType' | 'state' | 'directoryRole'>> {
  const account = await deps.readAccount(objectId);
  if (account.kind !== 'living') {
    return { userType: 'Guest', state: 'gone', directoryRole: 'no' };
  }
  const role = await deps.holdsDirectoryRole(objectId);
  const blocked = blockedByUs ? 'blocked by us' : 'blocked by others';
  return {
    userType: account.guest ? 'Guest' : 'Member',
    state: account.enabled ? 'enabled' : blocked,
    directoryRole: role === 'no such account' ? 'no' : role,
  };
}

async function rulesOf(
  deps: Pick<ReviewEndingDeps, 'db'>,
  ending: readonly LivingAccess[],
): Promise<WhenOver[]> {
  const keys = [...new Set(ending.map(({ projectKey }) => projectKey))];
  const projects = await Promise.all(keys.map((key) => readProject(deps.db, key)));
  return projects.flatMap((project) => project?.whenOver ?? []);
}

function toEnd(of: {
  piece: string;
  grant: LedgerGrant;
  known: readonly LedgerGrant[];
  needs: readonly Need[];
  held: HeldNow;
}): GrantToEnd {
  const { piece, grant, known, needs, held } = of;
  const same = known.filter((each) => grantPiece(each) === piece);
  const times = same.flatMap(({ madeAt }) => madeAt?.getTime() ?? []);
  const { kind, target, detail } = grant;
  return {
    kind,
    target,
    detail,
    made: same.some(({ ours }) => ours) ? 'by us' : 'not by us',
    givenAt: times.length === 0 ? undefined : new Date(Math.max(...times)),
    neededBy: needs
      .filter(({ access }) => piecesOf(access).includes(piece))
      .map(({ invitationId }) => invitationId),
    held,
  };
}
