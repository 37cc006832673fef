import type { Directory } from '../../graph/directory.ts';
import type { Person } from '../../graph/people/read-person.ts';
import { inTransaction } from '../../store/database.ts';
import { guestsBack, takeAgain } from '../../store/endings/account-back.ts';
import { seeAccounts } from '../../store/endings/seen-accounts.ts';
import { guestsWithNews, needsNoRedemption } from '../../store/guests/guest-states.ts';
import { lockAccounts } from '../../store/guests/guests.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { watchedBy } from './outside-guests.ts';
import type { Acceptance } from './record-acceptance.ts';
import { recordReset } from './record-departure.ts';
import { type VerifyAccessDeps, verifyAccess } from './verify-access.ts';

export type CheckGuestDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> &
  VerifyAccessDeps &
  Pick<Directory, 'readPerson'> & {
    /** Returns how many guests moved to accepted. */
    recordAcceptance: (acceptance: Acceptance) => Promise<number>;
  };

/**
 * The outcome of a check. `absent`: Graph does not show this id, or not yet. `unproven`: Graph could not tell whether
 * the access is there. `accepted unproven`: the same, at the first sight of the acceptance.
 */
export type CheckOutcome = 'checked' | 'accepted' | 'absent' | 'unproven' | 'accepted unproven';

/**
 * Checks one guest against Graph: accepted, reset or gone? One caller moves the guest and asks for the alerts in the
 * same transaction. Notifications, delta and sweep all end here, in any order and any number.
 */
export async function checkGuest(
  deps: CheckGuestDeps,
  tenantId: string,
  objectId: string,
): Promise<CheckOutcome> {
  const person = await deps.readPerson(objectId);
  if (person === undefined) return 'absent';
  const outcome = await checkPerson(deps, tenantId, person);
  await takeWhatEnded(deps, { tenantId, objectId });
  return outcome;
}

/** The account is there: what ended while it was gone, also where nobody heard that it was, is taken now. */
async function takeWhatEnded(
  { db, clock }: CheckGuestDeps,
  account: { tenantId: string; objectId: string },
): Promise<void> {
  if ((await guestsBack(db, account)).length === 0) return;
  await inTransaction(db, async (trx) => {
    await lockAccounts(trx, [account]);
    await takeAgain(trx, await guestsBack(trx, account), clock.now());
  });
}

async function checkPerson(
  deps: CheckGuestDeps,
  tenantId: string,
  person: Person,
): Promise<CheckOutcome> {
  const { objectId } = person;
  const times = { now: deps.clock.now(), lagMs: deps.patienceMs };
  const seen = [{ objectId, enabled: person.accountEnabled }];
  await seeAccounts(deps.db, { tenantId, seen }, times);
  const account = { tenantId, objectId, changedAt: person.changedAt ?? null };
  if (person.externalUserState === 'PendingAcceptance') {
    await recordReset(deps, account);
    return 'checked';
  }
  if (!(await isIn(deps, tenantId, person))) return 'checked';
  const unsettled = await guestsWithNews(deps.db, account);
  if (unsettled.length === 0) return 'checked';
  const given = await verifyAccess(deps, tenantId, objectId);
  const watched = await watchedBy(deps, objectId);
  const moved = await deps.recordAcceptance({ tenantId, person, watched, unsettled, given });
  if (given.kind === 'unproven') return moved > 0 ? 'accepted unproven' : 'unproven';
  return moved > 0 ? 'accepted' : 'checked';
}

/** True where the account counts as accepted. A guest that need not redeem may never get a state. */
async function isIn(
  { db }: CheckGuestDeps,
  tenantId: string,
  { objectId, externalUserState }: Person,
): Promise<boolean> {
  if (externalUserState !== null) return externalUserState === 'Accepted';
  return await needsNoRedemption(db, { tenantId, objectId });
}
