import { dayMs } from '../../guests/times/spans.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { deletedAmong, takeAgain } from '../../store/endings/account-back.ts';
import { giveUpRemoval, removedByUs } from '../../store/endings/accounts.ts';
import { reviveAccess } from '../../store/endings/removed-access.ts';
import {
  type AccountState,
  deleteGuest,
  isReopeningNews,
  resetGuest,
} from '../../store/guests/guest-states.ts';
import { guestsOfAccount } from '../../store/guests/guests.ts';
import { requestersOf } from '../../store/guests/partners-in-sight.ts';
import { record } from '../../store/history.ts';
import { redrawTellingOf } from '../ledger/redraw-requests.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { tellOfRequest } from '../telling/tell-people.ts';

type Deps = Pick<WorkDeps, 'db' | 'clock' | 'log'>;

/** Records that somebody invited the guest anew, or brought the account back. */
export async function recordReset({ db, clock, log }: Deps, account: AccountState): Promise<void> {
  if (!(await isReopeningNews(db, account))) return;
  await inTransaction(db, async (trx) => {
    const gone = await deletedAmong(trx, await guestsOfAccount(trx, account));
    const back = await resetGuest(trx, account);
    await reviveAccess(trx, back);
    await takeAgain(trx, back, clock.now());
    await redrawTellingOf(trx, back, clock.now());
    for (const guestId of back) {
      const what = gone.has(guestId) ? 'guest returned' : 'guest reset';
      await record(trx, { actor: 'guestlist', what, guestId }, clock.now());
      log.info(what, { guestId });
    }
  });
}

/**
 * Gives up the plan to remove an account that somebody deleted: a restore in the portal then stands. Where this bot
 * removes the account, nothing is given up.
 */
export async function leaveToPortal(
  trx: Db,
  account: Pick<AccountState, 'tenantId' | 'objectId'>,
  now: Date,
): Promise<void> {
  const guestIds = await guestsOfAccount(trx, account);
  const ours = await removedByUs(trx, guestIds, new Date(now.getTime() - dayMs));
  if (ours.size > 0) return;
  for (const guestId of await giveUpRemoval(trx, account)) {
    await record(trx, { actor: 'guestlist', what: 'removal given up', guestId }, now);
  }
}

/**
 * Records that the account is gone, and tells the requesters that the guest left or somebody deleted it. Says nothing
 * of an account that this bot removed: the removal itself is told.
 */
export async function recordDeletion(
  { db, clock, log }: Deps,
  account: Pick<AccountState, 'tenantId' | 'objectId'>,
): Promise<void> {
  const now = clock.now();
  await inTransaction(db, async (trx) => {
    const gone = await deleteGuest(trx, account);
    await leaveToPortal(trx, account, now);
    await redrawTellingOf(trx, gone, now);
    const ours = await removedByUs(trx, gone, new Date(now.getTime() - dayMs));
    for (const guestId of gone) {
      if (ours.has(guestId)) continue;
      await record(trx, { actor: 'guestlist', what: 'guest deleted', guestId }, now);
      log.info('guest deleted', { guestId });
      for (const asked of await requestersOf(trx, guestId)) {
        const { requesterId, requestId, name, projects: project } = asked;
        const people = [requesterId];
        const to = { tenantId: account.tenantId, requestId, about: 'acceptance', people } as const;
        const values = { name, project, number: String(requestId) };
        const reason = { code: 'guest gone', values } as const;
        // The moment tells this time apart from the next.
        const topic = `guest gone ${now.toISOString()}`;
        await tellOfRequest(trx, to, { reason, topic, subjectId: guestId }, now);
      }
    }
  });
}
