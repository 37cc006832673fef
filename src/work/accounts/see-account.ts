import type { AccountFate, AccountToEnd } from '../../guests/ending/decide-account.ts';
import { waitingRequest } from '../../guests/ending/waiting-request.ts';
import type { Reason } from '../../guests/reason.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { knownAccount } from '../../store/endings/accounts.ts';
import { needsOf } from '../../store/endings/grants-to-take.ts';
import { lockGuestsAndAccounts } from '../../store/guests/guests.ts';
import { intendSteps, postponeSteps } from '../../store/steps/postpone-steps.ts';
import { settle } from '../ledger/settle.ts';
import { backMs, type TakingDeps } from '../taking/taking-deps.ts';
import { isOperator } from '../telling/audience.ts';
import type { AccountStep } from './account-step.ts';

/** The directory's facts about an account. The bot reads them before it decides. */
export type SeenAccount = Pick<AccountToEnd, 'directoryRole' | 'isOperator'> & {
  account: { kind: 'living'; guest: boolean; enabled: boolean } | { kind: 'deleted' | 'nowhere' };
};

/**
 * Reads an account, and whether it holds a directory role or is an operator's. Throws GraphUnavailable and
 * GraphRefused.
 */
export async function seeAccount(deps: TakingDeps, objectId: string): Promise<SeenAccount> {
  const account = await deps.readAccount(objectId);
  if (account.kind !== 'living') {
    return { account: { kind: account.kind }, directoryRole: 'no', isOperator: false };
  }
  const role = await deps.holdsDirectoryRole(objectId);
  return {
    account,
    directoryRole: role === 'no such account' ? 'no' : role,
    isOperator: await isOperator(deps, objectId),
  };
}

/** Reads all that decides over the account behind a step, as it is now. The caller holds the account's lock. */
async function readToEnd(trx: Db, step: AccountStep, seen: SeenAccount): Promise<AccountToEnd> {
  const known = await knownAccount(trx, step.guestId);
  const needs = await needsOf(trx, [step.guestId]);
  const { account, directoryRole, isOperator } = seen;
  // Perhaps our own call, whose answer was lost, has blocked it.
  const blockedByUs =
    (known?.blockedAt ?? null) !== null || (step.kind === 'block' && step.unheard);
  const blocked = blockedByUs ? 'blocked by us' : 'blocked by others';
  const living = account.kind === 'living';
  return {
    userType: living && !account.guest ? 'Member' : 'Guest',
    made: known?.madeByUs === true ? 'by us' : 'not by us',
    state: living ? (account.enabled ? 'enabled' : blocked) : 'gone',
    directoryRole,
    isOperator,
    live: needs.map(({ invitationId }) => invitationId),
    waiting: waitingRequest(needs, new Set()),
  };
}

/**
 * Decides over an account under its lock, and writes the intent in the same transaction. True: make the call. Where the
 * account stays, it settles the step, and `kept` runs in that transaction.
 */
export async function mayChange(
  deps: TakingDeps,
  step: AccountStep,
  by: {
    seen: SeenAccount;
    decide: (account: AccountToEnd) => AccountFate;
    kept?: (trx: Db, why: Reason) => Promise<void>;
  },
): Promise<boolean> {
  return await inTransaction(deps.db, async (trx) => {
    await lockGuestsAndAccounts(trx, [step.guestId]);
    const fate = by.decide(await readToEnd(trx, step, by.seen));
    if (fate.fate === 'keep') {
      await settle({ ...deps, db: trx }, [step], {
        state: 'done',
        answer: 'kept',
        reason: fate.why,
      });
      await by.kept?.(trx, fate.why);
      return false;
    }
    return await intend(deps, trx, step);
  });
}

/** Writes the intent, or puts the step back where another worker or the breaker has it. */
export async function intend(deps: TakingDeps, trx: Db, step: AccountStep): Promise<boolean> {
  const now = deps.clock.now();
  const [mine] = await intendSteps(trx, [step], now, deps.graphNow());
  if (mine !== undefined) return true;
  const dueAt = new Date(now.getTime() + backMs);
  await postponeSteps(trx, [step], { state: 'due', dueAt, answer: 'held' });
  return false;
}
