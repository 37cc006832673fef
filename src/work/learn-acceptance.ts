import type { Person } from '../graph/person.ts';
import { type AlertRecord, insertAlerts, requestsBehind } from '../store/alerts.ts';
import type { Db } from '../store/database.ts';
import { offerNames } from '../store/guest-names.ts';
import { acceptGuest, resetUnseen, returnGuest } from '../store/guest-states.ts';
import type { GuestRecord } from '../store/guests.ts';
import { record } from '../store/history.ts';
import { redraw } from '../store/shown-cards.ts';
import { insertWatched } from '../store/watched.ts';
import { noticeSilence } from './delta-silence.ts';
import type { WorkDeps } from './deps.ts';

type Deps = Pick<WorkDeps, 'clock' | 'log'> & { patienceMs: number };

/** Somebody is in: the alerts are asked for in the same transaction. Returns the guests whom this moved. */
export async function learnAcceptance(
  deps: Deps,
  trx: Db,
  tenantId: string,
  { person, watched }: { person: Person; watched: readonly string[] },
): Promise<GuestRecord[]> {
  const { clock, log } = deps;
  const now = clock.now();
  const account = { tenantId, objectId: person.objectId, changedAt: person.changedAt ?? null };
  for (const guestId of await returnGuest(trx, account)) {
    await record(trx, { actor: 'guestlist', what: 'guest returned', guestId }, now);
  }
  for (const guestId of await resetUnseen(trx, account)) {
    await record(trx, { actor: 'guestlist', what: 'guest reset', guestId }, now);
  }
  const accepted = await acceptGuest(trx, {
    ...account,
    signIn: person.signIn ?? null,
    organisation: person.organisation ?? null,
    displayName: person.displayName ?? null,
  });
  const { objectId, displayName: name } = person;
  if (name !== undefined) await offerNames(trx, tenantId, [{ objectId, name }]);
  for (const guest of accepted) {
    await insertWatched(trx, guest.id, watched);
    const what = {
      guestId: guest.id,
      transition: transitionOf(guest),
      changedAt: guest.stateChangedAt,
    };
    const alerts = await insertAlerts(trx, what, now);
    await redrawRequests(trx, alerts, now);
    const entry = { actor: 'guestlist', what: 'guest accepted', guestId: guest.id } as const;
    await record(trx, { ...entry, detail: { alerts: alerts.length } }, now);
    await noticeSilence(deps, trx, guest);
    log.info('guest accepted', { guestId: guest.id, alerts: alerts.length });
  }
  return accepted;
}

/** How long a requester's card may be behind: it counts every row, so it is not drawn for each who accepts. */
const cardLagMs = 30_000;

async function redrawRequests(trx: Db, alerts: readonly AlertRecord[], now: Date): Promise<void> {
  const dueAt = new Date(now.getTime() + cardLagMs);
  const ids = alerts.map(({ id }) => id);
  for (const id of await requestsBehind(trx, ids)) {
    await redraw(trx, { kind: 'request', id }, dueAt);
  }
}

/** Graph's own moment names the transition; where it has none, our count of them does. */
const transitionOf = (guest: GuestRecord) =>
  guest.stateChangedAt?.toISOString() ?? `transition ${guest.transitions}`;
