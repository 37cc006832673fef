import { batchCalls } from '../../batch-calls.ts';
import type { Person } from '../../graph/people/read-person.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { takeAgain } from '../../store/endings/account-back.ts';
import { reviveAccess } from '../../store/endings/removed-access.ts';
import { offerNames } from '../../store/guests/guest-names.ts';
import {
  type AccountState,
  acceptGuest,
  resetUnseen,
  returnGuest,
} from '../../store/guests/guest-states.ts';
import { type GuestRecord, lockAccounts } from '../../store/guests/guests.ts';
import { insertWatched } from '../../store/guests/outside-guests.ts';
import { record } from '../../store/history.ts';
import { insertAlerts, requestsBehind } from '../../store/telling/alerts.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import { progressMs, redrawQuestionsAbout, redrawTellingOf } from '../ledger/redraw-requests.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { noticeSilence } from './delta-silence.ts';
import { noteAccess, type VerifiedAccess } from './verify-access.ts';

type Deps = Pick<WorkDeps, 'db' | 'clock' | 'log'> & { patienceMs: number };

/** A guest that has accepted, and what Graph shows of the promised access. */
export type Acceptance = {
  tenantId: string;
  person: Person;
  /** The keys of the projects that watch all and have the guest in a group. */
  watched: readonly string[];
  unsettled: readonly number[];
  given: VerifiedAccess;
};

/**
 * Acceptances that arrive while a transaction is running are written in the next one, together. Returns how many
 * guests an acceptance moved.
 */
export function gatherAcceptances(deps: Deps): (acceptance: Acceptance) => Promise<number> {
  return batchCalls<Acceptance, number>({
    call: (acceptances) => recordAcceptances(deps, acceptances),
    nameOf: ({ tenantId, person: { objectId } }) => `${tenantId} ${objectId}`,
    mayRepeat: () => true,
  });
}

/** Records acceptances and asks for their alerts in one transaction: one connection and one write to disk for all. */
async function recordAcceptances(
  deps: Deps,
  acceptances: readonly Acceptance[],
): Promise<number[]> {
  return await inTransaction(deps.db, async (trx) => {
    const accounts = acceptances.map(({ tenantId, person: { objectId } }) => ({
      tenantId,
      objectId,
    }));
    await lockAccounts(trx, accounts);
    const recorded: Recorded[] = [];
    for (const acceptance of acceptances)
      recorded.push(await recordAcceptance(deps, trx, acceptance));
    // At the end, because all acceptances of a request redraw one card.
    await redrawRequests(
      trx,
      recorded.flatMap(({ alertIds }) => alertIds),
      deps.clock.now(),
    );
    const guestIds = recorded.flatMap(({ accepted }) => accepted);
    const soon = new Date(deps.clock.now().getTime() + progressMs);
    if (guestIds.length > 0) await redrawQuestionsAbout(trx, guestIds, soon);
    return recorded.map(({ accepted }) => accepted.length);
  });
}

/** The guests that the acceptance moved, and the alerts about it. */
type Recorded = { accepted: readonly number[]; alertIds: readonly number[] };

async function recordAcceptance(
  deps: Deps,
  trx: Db,
  { tenantId, person, watched, unsettled, given }: Acceptance,
): Promise<Recorded> {
  const now = deps.clock.now();
  const { objectId, displayName: name } = person;
  const account = { tenantId, objectId, changedAt: person.changedAt ?? null };
  await recordUnseen(trx, account, now);
  const accepted = await acceptGuest(trx, {
    ...account,
    signIn: person.signIn ?? null,
    organisation: person.organisation ?? null,
    displayName: name ?? null,
  });
  if (name !== undefined) await offerNames(trx, tenantId, [{ objectId, name }]);
  const alertIds: number[] = [];
  for (const guest of accepted) {
    if (watched.length > 0) await insertWatched(trx, guest.id, watched, now);
    alertIds.push(...(await askAlerts(deps, trx, guest)));
    await noticeSilence(deps, trx, guest);
  }
  if (given.kind === 'checked') {
    for (const guestId of unsettled) await noteAccess(deps, trx, guestId, given);
  }
  return { accepted: accepted.map(({ id }) => id), alertIds };
}

/** Records what happened before this acceptance and nobody saw: the account came back, or somebody reset it. */
async function recordUnseen(trx: Db, account: AccountState, now: Date): Promise<void> {
  const back = await returnGuest(trx, account);
  await reviveAccess(trx, back);
  await takeAgain(trx, back, now);
  await redrawTellingOf(trx, back, now);
  for (const guestId of back) {
    await record(trx, { actor: 'guestlist', what: 'guest returned', guestId }, now);
  }
  for (const guestId of await resetUnseen(trx, account)) {
    await record(trx, { actor: 'guestlist', what: 'guest reset', guestId }, now);
  }
}

/** Asks for one alert per project that waits for this guest. Returns their ids. */
async function askAlerts({ clock, log }: Deps, trx: Db, guest: GuestRecord): Promise<number[]> {
  const now = clock.now();
  const { id: guestId, stateChangedAt: changedAt } = guest;
  const what = { guestId, transition: transitionOf(guest), changedAt };
  const alerts = await insertAlerts(trx, what, now);
  const entry = { actor: 'guestlist', what: 'guest accepted', guestId } as const;
  await record(trx, { ...entry, detail: { alerts: alerts.length } }, now);
  log.info('guest accepted', { guestId, alerts: alerts.length });
  return alerts.map(({ id }) => id);
}

/**
 * A requester's card may lag so long: each drawing counts every row, so the bot does not draw it for each acceptance.
 */
const cardLagMs = 30_000;

async function redrawRequests(trx: Db, alertIds: readonly number[], now: Date): Promise<void> {
  const dueAt = new Date(now.getTime() + cardLagMs);
  for (const id of await requestsBehind(trx, alertIds)) {
    await redraw(trx, { kind: 'request', id }, dueAt);
  }
}

/** Graph's time of the change names the transition; without one the bot's own count does. */
const transitionOf = (guest: GuestRecord) =>
  guest.stateChangedAt?.toISOString() ?? `transition ${guest.transitions}`;
