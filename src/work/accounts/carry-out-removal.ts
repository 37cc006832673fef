import type { Account } from '../../graph/ending/read-account.ts';
import {
  type AccountFate,
  type AccountToEnd,
  decideRemoval,
  removalRefused,
} from '../../guests/ending/decide-account.ts';
import type { Reason } from '../../guests/reason.ts';
import { keepAccount, markRemoved, markUnblocked } from '../../store/endings/accounts.ts';
import { redrawPlans } from '../../store/endings/due-ends-and-removals.ts';
import { redrawNotices } from '../../store/endings/notice-answers.ts';
import { endWithAccount, untellRemoval } from '../../store/endings/removed-access.ts';
import { ownRequester } from '../../store/fragments.ts';
import { record } from '../../store/history.ts';
import { readRequest } from '../../store/requests/requests.ts';
import { postponeSteps } from '../../store/steps/postpone-steps.ts';
import { redrawTellingOf } from '../ledger/redraw-requests.ts';
import { lookDelay, lookedForMs } from '../runtime/retry-delays.ts';
import type { TakingDeps } from '../taking/taking-deps.ts';
import type { AccountStep } from './account-step.ts';
import { mayChange, seeAccount } from './see-account.ts';
import { endChange, keep, settleAccount } from './settle-account.ts';

/**
 * Removes an account, because an operator said so or because its time after the block is over. After a lost answer it
 * searches for the account and never removes it again: somebody may have restored it since.
 */
export async function carryOutRemoval(deps: TakingDeps, step: AccountStep): Promise<void> {
  if (step.unheard) return await lookForRemoval(deps, step);
  const request = await readRequest(deps.db, step.requestId);
  const byRule = request?.requesterId === ownRequester;
  const seen = await seeAccount(deps, step.objectId);
  const decide = byRule ? decideRemoval : byOperator;
  // A person who unblocked it by hand may block it again, and that block is not ours.
  const kept = async (trx: TakingDeps['db'], { code }: Reason) => {
    if (code !== 'account unblocked since') return await keepAccount(trx, step.guestId);
    const { guestId } = step;
    await markUnblocked(trx, guestId);
    const now = deps.clock.now();
    await record(trx, { actor: 'guestlist', what: 'account opened by hand', guestId }, now);
    await redrawPlans(trx, [guestId], now);
  };
  if (!(await mayChange(deps, step, { seen, decide, ...(byRule ? { kept } : {}) }))) return;
  const taken = await deps.removeAccount(step.objectId);
  if (taken.kind === 'lost') return await lookLater(deps, step, 0);
  await settleAccount(deps, step, taken, { ...removed(step), gone: 'ends' });
}

const removed = (step: AccountStep) => ({
  event: 'account removed' as const,
  async changed(trx: TakingDeps['db'], now: Date) {
    const guestIds = await markRemoved(trx, step.guestId, now);
    await redrawNotices(trx, await endWithAccount(trx, guestIds, step.invitationId, now), now);
    await untellRemoval(trx, step.invitationId);
    await redrawPlans(trx, guestIds, now);
    await redrawTellingOf(trx, guestIds, now);
  },
});

function byOperator(account: AccountToEnd): AccountFate {
  const why = removalRefused(account);
  return why === undefined ? { fate: 'remove' } : { fate: 'keep', why };
}

/** Not all of Graph's machines agree to the moment. */
const skewMs = 5_000;

async function lookForRemoval(deps: TakingDeps, step: AccountStep): Promise<void> {
  const account = await deps.readAccount(step.objectId);
  if (isOurs(account, step)) return await endChange(deps, step, removed(step));
  if (account.kind === 'nowhere') return await keep(deps, step, 'account gone already');
  const elapsed = lookedForMs(step.looks);
  if (elapsed < deps.patienceMs) return await lookLater(deps, step, elapsed);
  const reason = { code: 'removal not known' } as const;
  await deps.ledger.settle({ step, settlement: { state: 'unknown', answer: 'lost', reason } });
}

function isOurs(account: Account, { intendedAt }: AccountStep): boolean {
  if (account.kind !== 'deleted' || intendedAt === null) return false;
  return account.at.getTime() >= intendedAt.getTime() - skewMs;
}

async function lookLater(deps: TakingDeps, step: AccountStep, elapsedMs: number): Promise<void> {
  const left = Math.max(1, (deps.patienceMs - elapsedMs) / 1000);
  const seconds = Math.min(lookDelay(elapsedMs), left);
  const dueAt = new Date(deps.clock.now().getTime() + seconds * 1000);
  await postponeSteps(deps.db, [step], { state: 'due', answer: 'lost', dueAt });
}
