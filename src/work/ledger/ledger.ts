import { gather } from '../../gather.ts';
import type { Db } from '../../store/database.ts';
import { checkSoon } from '../../store/guests/guest-checks.ts';
import { type Existing, identifyGuests } from '../../store/guests/guests.ts';
import { markMailed } from '../../store/invitations/begin-invitations.ts';
import { intendSteps } from '../../store/steps/postpone-steps.ts';
import { releaseGuestSteps } from '../../store/steps/settle-steps.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import type { WorkDeps } from '../runtime/deps.ts';
import { endFinished } from './end-finished.ts';
import type { Lag } from './replication-lag.ts';
import { type StepEnd, settleEach } from './settle.ts';

/** `guest`: who is there now, so that whatever waited for the guest may go. */
export type GuestEnd = StepEnd & { guest?: Existing };

/** What is written before and after each call. Those who write at the same time do it in one transaction. */
export type Ledger = {
  /** Whether the step may be called for. */
  intend(step: DueStep): Promise<boolean>;
  settle(end: GuestEnd): Promise<void>;
  /** Ends what has come to its end for these guests. */
  end(guestIds: readonly number[]): Promise<void>;
};

/** A transaction stays short, whatever has piled up. */
const most = 200;
/** The ledger's writes are compare-and-set, and a transaction that failed wrote nothing. */
const mayRepeat = () => true;

export function createLedger(deps: Pick<WorkDeps, 'db' | 'clock' | 'log'> & { lag: Lag }): Ledger {
  return {
    intend: gather<DueStep, boolean>({
      async call(steps) {
        const mine = new Set(await intendSteps(deps.db, steps, deps.clock.now()));
        return steps.map(({ id }) => mine.has(id));
      },
      mayRepeat,
      most,
    }),
    settle: gather<GuestEnd, void>({
      async call(ends) {
        await settleEach(deps, ends, async (trx, now) => {
          await welcome(trx, ends, { now, bulkAt: new Date(now.getTime() + deps.lag.ms()) });
        });
        return ends.map(() => undefined);
      },
      mayRepeat,
      most,
    }),
    end: gather<readonly number[], void>({
      async call(guestIds) {
        await endFinished(deps, [...new Set(guestIds.flat())]);
        return guestIds.map(() => undefined);
      },
      mayRepeat,
      most,
    }),
  };
}

/** Guests who are there: those who waited for them may go. */
async function welcome(
  trx: Db,
  ends: readonly GuestEnd[],
  { now, bulkAt }: { now: Date; bulkAt: Date },
): Promise<void> {
  const here = ends.flatMap(({ step, settlement: { answer }, guest }) =>
    guest === undefined ? [] : [{ step, answer, guest }],
  );
  if (here.length === 0) return;
  await identifyGuests(
    trx,
    here.map(({ step, guest }) => ({ id: step.guestId, ...guest })),
  );
  const fresh = here.filter(({ answer }) => answer === 'made' || answer === 'found');
  const known = here.filter((each) => !fresh.includes(each));
  // The directory does not know a fresh guest at once, and where nobody waits a call too early is a call too many.
  await releaseGuestSteps(trx, guestsOf(fresh), { dueAt: now, bulkAt });
  await releaseGuestSteps(trx, guestsOf(known), { dueAt: now, bulkAt: now });
  await markMailed(
    trx,
    fresh.map(({ step }) => step.invitationId),
  );
  // They may have redeemed before we knew whose accounts these are; a notification of that meant nothing to us.
  const soon = here.filter(({ answer, guest }) => answer === 'found' || guest.completed === true);
  await checkSoon(trx, guestsOf(soon), now);
}

const guestsOf = (some: readonly { step: DueStep }[]) => some.map(({ step }) => step.guestId);
