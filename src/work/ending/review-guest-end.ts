import { GraphRefused } from '../../graph/client/graph-faults.ts';
import type { Account } from '../../graph/ending/read-account.ts';
import type { EndDecision } from '../../guests/ending/decide-end.ts';
import type { HeldNow } from '../../guests/ending/decide-grant.ts';
import type { WhenOver } from '../../guests/project/ending-defaults.ts';
import { knownAccount } from '../../store/endings/accounts.ts';
import {
  grantsOfGuests,
  grantsOfInvitations,
  type LedgerGrant,
  needsThatStay,
} from '../../store/endings/grants-to-take.ts';
import type { LivingAccess } from '../../store/endings/living-access.ts';
import type { EndPromise } from '../../store/invitations/invitations.ts';
import { readProject } from '../../store/projects.ts';
import {
  type DirectoryFacts,
  decideByLedger,
  type LedgerFacts,
  promisedEnd,
} from '../request/promised-end.ts';
import { isOperator } from '../telling/audience.ts';
import type { ReviewEndingDeps } from './review-ending-deps.ts';

export type EndReviewed = {
  decision: EndDecision;
  promised: EndPromise;
  projects: readonly string[];
  /** The account is among the deleted: what the decision takes goes once somebody restores it. */
  deleted: boolean;
};

/** Reviews what an end would take from one guest now, what would stay and why, and what would become of the account. */
export async function reviewGuestEnd(
  deps: ReviewEndingDeps,
  { guestId, ending }: { guestId: number; ending: readonly LivingAccess[] },
  look: 'at Graph' | 'at the ledger',
): Promise<EndReviewed> {
  const ids = ending.map(({ invitationId }) => invitationId);
  const facts: LedgerFacts = {
    ending: new Set(ids),
    given: await grantsOfInvitations(deps.db, ids),
    known: await grantsOfGuests(deps.db, [guestId]),
    needs: await needsThatStay(deps.db, [guestId]),
    account: await knownAccount(deps.db, guestId),
    rules: await rulesOf(deps, ending),
  };
  const objectId = ending.find((each) => each.objectId !== null)?.objectId ?? null;
  const asks = look === 'at Graph' && objectId !== null;
  const account = asks ? await deps.readAccount(objectId) : undefined;
  const deleted =
    account === undefined
      ? ending.some(({ guestState }) => guestState === 'deleted')
      : account.kind === 'deleted';
  // A deleted account holds nothing now, and comes back with all that the ledger knows.
  const told =
    account !== undefined && !deleted
      ? {
          held: await heldNow(deps, objectId ?? '', facts.given),
          account: await accountTold(deps, account, {
            objectId: objectId ?? '',
            blockedByUs: (facts.account?.blockedAt ?? null) !== null,
          }),
        }
      : undefined;
  return {
    decision: decideByLedger(facts, told),
    deleted,
    promised: promisedEnd(facts),
    projects: [...new Set(facts.needs.map(({ projectKey }) => projectKey))],
  };
}

async function heldNow(
  deps: ReviewEndingDeps,
  objectId: string,
  grants: readonly LedgerGrant[],
): Promise<ReadonlyMap<string, HeldNow>> {
  if (grants.length === 0) return new Map();
  try {
    return await deps.readHolding(objectId, grants);
  } catch (error) {
    // The bot may not read it, so it tries. The work reports the outcome.
    if (error instanceof GraphRefused) return new Map();
    throw error;
  }
}

async function accountTold(
  deps: Pick<ReviewEndingDeps, 'holdsDirectoryRole' | 'peopleIn' | 'operatorsGroup'>,
  account: Account,
  { objectId, blockedByUs }: { objectId: string; blockedByUs: boolean },
): Promise<DirectoryFacts['account']> {
  if (account.kind !== 'living') {
    return { userType: 'Guest', state: 'gone', directoryRole: 'no', isOperator: false };
  }
  const role = await deps.holdsDirectoryRole(objectId);
  const blocked = blockedByUs ? 'blocked by us' : 'blocked by others';
  return {
    userType: account.guest ? 'Guest' : 'Member',
    state: account.enabled ? 'enabled' : blocked,
    directoryRole: role === 'no such account' ? 'no' : role,
    isOperator: await isOperator(deps, objectId),
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
