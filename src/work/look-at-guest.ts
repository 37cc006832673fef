import type { Person } from '../graph/person.ts';
import { insertAlerts } from '../store/alerts.ts';
import { type Db, inTransaction } from '../store/database.ts';
import {
  acceptGuest,
  deleteGuest,
  type GuestRecord,
  isSettled,
  resetGuest,
  unsettledGuests,
} from '../store/guests.ts';
import { record } from '../store/history.ts';
import { type CheckGivenDeps, checkGiven, noteGiven } from './check-given.ts';
import type { WorkDeps } from './deps.ts';

export type LookAtGuestDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> &
  CheckGivenDeps & { readPerson: (objectId: string) => Promise<Person | undefined> };

/**
 * What a look came to. `absent`: Graph knows nobody of this id, or not yet. `unproven`: whether the access is there
 * could not be told.
 */
export type Looked = 'looked' | 'accepted' | 'absent' | 'unproven';

/**
 * Believes nothing but Graph: has this guest accepted, been reset, or gone? One caller moves the guest, and asks for
 * the alerts in the same transaction. Notifications, delta and sweep all end here, in any order and any number.
 */
export async function lookAtGuest(
  deps: LookAtGuestDeps,
  tenantId: string,
  objectId: string,
): Promise<Looked> {
  const person = await deps.readPerson(objectId);
  if (person === undefined) return 'absent';
  if (person.externalUserState === 'PendingAcceptance') {
    await learnReset(deps, { tenantId, objectId, changedAt: person.changedAt ?? null });
    return 'looked';
  }
  if (person.externalUserState !== 'Accepted') return 'looked';
  const unsettled = await unsettledGuests(deps.db, { tenantId, objectId });
  if (unsettled.length === 0) return 'looked';
  const given = await checkGiven(deps, tenantId, objectId);
  const moved = await inTransaction(deps.db, async (trx) => {
    const accepted = await learnAcceptance(deps, trx, tenantId, person);
    if (given.kind === 'checked') {
      for (const guestId of unsettled) await noteGiven(deps, trx, guestId, given.missing);
    }
    return accepted;
  });
  if (given.kind === 'unproven') return 'unproven';
  return moved > 0 ? 'accepted' : 'looked';
}

/** Returns how many guests this moved: one, or none where another was first. */
async function learnAcceptance(
  deps: LookAtGuestDeps,
  trx: Db,
  tenantId: string,
  person: Person,
): Promise<number> {
  const now = deps.clock.now();
  const accepted = await acceptGuest(trx, {
    tenantId,
    objectId: person.objectId,
    changedAt: person.changedAt ?? null,
    signIn: person.signIn ?? null,
    organisation: person.organisation ?? null,
    displayName: person.displayName ?? null,
  });
  for (const guest of accepted) {
    const alerts = await insertAlerts(
      trx,
      { guestId: guest.id, transition: transitionOf(guest) },
      now,
    );
    const entry = { actor: 'guestlist', what: 'guest accepted', guestId: guest.id } as const;
    await record(trx, { ...entry, detail: { alerts: alerts.length } }, now);
    deps.log.info('guest accepted', { guestId: guest.id, alerts: alerts.length });
  }
  return accepted.length;
}

/** Graph's own moment names the transition; where it has none, our count of them does. */
const transitionOf = (guest: GuestRecord) =>
  guest.stateChangedAt?.toISOString() ?? `transition ${guest.transitions}`;

/** Somebody invited the guest anew, or brought the account back. */
async function learnReset(
  deps: LookAtGuestDeps,
  guest: { tenantId: string; objectId: string; changedAt: Date | null },
): Promise<void> {
  if (!(await isSettled(deps.db, guest))) return;
  await inTransaction(deps.db, async (trx) => {
    for (const guestId of await resetGuest(trx, guest)) {
      await record(trx, { actor: 'guestlist', what: 'guest reset', guestId }, deps.clock.now());
      deps.log.info('guest reset', { guestId });
    }
  });
}

/** The account is gone. */
export async function learnDeletion(
  deps: Pick<WorkDeps, 'db' | 'clock' | 'log'>,
  tenantId: string,
  objectId: string,
): Promise<void> {
  await inTransaction(deps.db, async (trx) => {
    for (const guestId of await deleteGuest(trx, { tenantId, objectId })) {
      await record(trx, { actor: 'guestlist', what: 'guest deleted', guestId }, deps.clock.now());
      deps.log.info('guest deleted', { guestId });
    }
  });
}
