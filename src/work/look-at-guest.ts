import type { Person } from '../graph/person.ts';
import { insertAlerts } from '../store/alerts.ts';
import { inTransaction } from '../store/database.ts';
import { acceptGuest } from '../store/guests.ts';
import { record } from '../store/history.ts';
import type { WorkDeps } from './deps.ts';

export type LookAtGuestDeps = Pick<WorkDeps, 'db' | 'queue' | 'clock' | 'log'> & {
  readPerson: (objectId: string) => Promise<Person | undefined>;
};

/**
 * Believes nothing but Graph: has this guest accepted? One caller moves the guest, and asks for the alerts in the same
 * transaction. Notifications, delta and sweep all end here, in any order and any number.
 */
export async function lookAtGuest(
  deps: LookAtGuestDeps,
  tenantId: string,
  objectId: string,
): Promise<void> {
  const person = await deps.readPerson(objectId);
  if (person?.externalUserState !== 'Accepted') return;
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    const accepted = await acceptGuest(trx, {
      tenantId,
      objectId,
      changedAt: person.changedAt ?? null,
      signIn: person.signIn ?? null,
      organisation: person.organisation ?? null,
      displayName: person.displayName ?? null,
    });
    for (const guest of accepted) {
      // Graph's own moment names the transition; where it has none, our count of them does.
      const transition = guest.stateChangedAt?.toISOString() ?? `transition ${guest.transitions}`;
      const alerts = await insertAlerts(trx, { guestId: guest.id, transition }, now);
      for (const alert of alerts) await deps.queue.send(trx, 'place-alert', { alertId: alert.id });
      await record(
        trx,
        {
          actor: 'guestlist',
          what: 'guest accepted',
          guestId: guest.id,
          detail: { alerts: alerts.length },
        },
        now,
      );
      deps.log.info('guest accepted', { guestId: guest.id, alerts: alerts.length });
    }
  });
}
