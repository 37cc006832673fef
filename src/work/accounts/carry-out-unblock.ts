import { inTransaction } from '../../store/database.ts';
import { changing, knownAccount, markUnblocked } from '../../store/endings/accounts.ts';
import { redrawPlans } from '../../store/endings/due-ends-and-removals.ts';
import { lockGuestsAndAccounts } from '../../store/guests/guests.ts';
import { postponeSteps } from '../../store/steps/postpone-steps.ts';
import { settle } from '../ledger/settle.ts';
import { backMs, type TakingDeps } from '../taking/taking-deps.ts';
import type { AccountStep } from './account-step.ts';
import { intend } from './see-account.ts';
import { settleAccount } from './settle-account.ts';

/**
 * Unblocks an account that this bot blocked, because somebody invites the guest again. Waits for a block or removal
 * whose call is under way.
 */
export async function carryOutUnblock(deps: TakingDeps, step: AccountStep): Promise<void> {
  const begun = await inTransaction(deps.db, async (trx) => {
    await lockGuestsAndAccounts(trx, [step.guestId]);
    const now = deps.clock.now();
    const busy = await changing(trx, [step.guestId], ['block', 'remove']);
    if (busy.size > 0) {
      const dueAt = new Date(now.getTime() + backMs);
      await postponeSteps(trx, [step], { state: 'due', dueAt, answer: 'after end' });
      return false;
    }
    const known = await knownAccount(trx, step.guestId);
    if ((known?.blockedAt ?? null) === null) {
      await settle({ ...deps, db: trx }, [step], { state: 'done', answer: 'already so' });
      return false;
    }
    return await intend(deps, trx, step);
  });
  if (!begun) return;
  await settleAccount(deps, step, await deps.unblockAccount(step.objectId), {
    event: 'account unblocked',
    // An account that is being restored is not there yet.
    gone: 'again later',
    async changed(trx, now) {
      await markUnblocked(trx, step.guestId);
      await redrawPlans(trx, [step.guestId], now);
    },
  });
}
