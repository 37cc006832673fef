import type { Taken } from '../../graph/ending/removal-outcome.ts';
import type { Person } from '../../graph/people/read-person.ts';
import type { Reason } from '../../guests/reason.ts';
import { inTransaction } from '../../store/database.ts';
import { takeAgain } from '../../store/endings/account-back.ts';
import { knownAccount, markRestored } from '../../store/endings/accounts.ts';
import { reviveAccess } from '../../store/endings/removed-access.ts';
import { redrawTellingOf } from '../ledger/redraw-requests.ts';
import { guestStateOf } from '../new-accounts/guest-state.ts';
import type { TakingDeps } from '../taking/taking-deps.ts';
import type { AccountStep } from './account-step.ts';
import { intend } from './see-account.ts';
import { settleAccount } from './settle-account.ts';

/**
 * Restores a deleted account for an operator, with the access that ended with it. Then takes the access that ended
 * while the account was away.
 */
export async function carryOutRestore(deps: TakingDeps, step: AccountStep): Promise<void> {
  if (!(await inTransaction(deps.db, (trx) => intend(deps, trx, step)))) return;
  const answer = toTaken(await deps.restoreAccount(step.objectId));
  const person = answer.kind === 'taken' ? await deps.readPerson(step.objectId) : undefined;
  const state = person === undefined ? 'none' : guestStateOf(person);
  const blocked = answer.kind === 'taken' ? await stillBlocked(deps, step, person) : undefined;
  const taken: Taken =
    answer.kind === 'taken' && blocked ? { ...answer, lacking: blocked } : answer;
  await settleAccount(deps, step, taken, {
    event: 'account restored',
    gone: 'ends',
    ...(blocked && { detail: { blocked: true } }),
    async changed(trx, now) {
      await reviveAccess(trx, [step.guestId]);
      const guestIds = await markRestored(
        trx,
        step.guestId,
        state === 'accepted' ? state : 'pending',
      );
      await takeAgain(trx, guestIds, now);
      await redrawTellingOf(trx, guestIds, now);
    },
  });
}

/** A restored account is blocked where it was before. Graph may not show it yet: then the ledger alone knows. */
async function stillBlocked(
  { db }: Pick<TakingDeps, 'db'>,
  { guestId }: AccountStep,
  person: Pick<Person, 'accountEnabled'> | undefined,
): Promise<Reason | undefined> {
  const known = await knownAccount(db, guestId);
  if ((known?.blockedAt ?? null) !== null)
    return { code: 'restored blocked', values: { why: 'us' } };
  if (person?.accountEnabled !== false) return undefined;
  return { code: 'restored blocked', values: { why: 'others' } };
}

/** The words for a refusal tell a person who invites what to do; here an operator reads them. */
function inWords(reason: Reason): Reason {
  if (reason.code !== 'restore refused') return reason;
  const { status = 0, ...values } = reason.values ?? {};
  return status === 403
    ? { code: 'permission missing', values: { permission: 'User.DeleteRestore.All', status } }
    : { code: 'account change refused', values: { ...values, status } };
}

/** Where there is nothing to restore under this id, the refusal has words of its own. */
function toTaken(answer: Awaited<ReturnType<TakingDeps['restoreAccount']>>): Taken {
  if (answer.kind === 'done' || answer.kind === 'already') {
    const { graphRequestId } = answer;
    return graphRequestId === undefined ? { kind: 'taken' } : { kind: 'taken', graphRequestId };
  }
  if (answer.kind === 'refused' && answer.reason.code === 'access target missing') {
    return { ...answer, reason: { code: 'account gone for good' } };
  }
  return answer.kind === 'refused' ? { ...answer, reason: inWords(answer.reason) } : answer;
}
