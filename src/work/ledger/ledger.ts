import { batchCalls } from '../../batch-calls.ts';
import { grantTakenBy } from '../../guests/step.ts';
import type { Db } from '../../store/database.ts';
import { checkGone, takeAgain } from '../../store/endings/account-back.ts';
import { markTaken } from '../../store/endings/grants-to-take.ts';
import { endReturned, returningAmong } from '../../store/endings/removed-access.ts';
import { checkInvitedLate, checkSoon } from '../../store/guests/guest-checks.ts';
import { type Existing, identifyGuests } from '../../store/guests/guests.ts';
import { markMailed } from '../../store/invitations/begin-invitations.ts';
import { intendSteps } from '../../store/steps/postpone-steps.ts';
import { releaseGuestSteps } from '../../store/steps/settle-steps.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { endFinished } from './end-finished.ts';
import type { GraphNow } from './graph-now.ts';
import type { Lag } from './replication-lag.ts';
import { type StepEnd, settleEach } from './settle.ts';

/** A step's outcome. `guest`: the account that exists now, so that the guest's waiting grants become due. */
export type GuestEnd = StepEnd & { guest?: Existing };

/** The bot's writes before and after each call. Writes of the same moment share a transaction. */
export type Ledger = {
  /** True: the bot may make the call for this step. `heard`: as in `intendSteps`. */
  intend(step: DueStep & { heard?: boolean }): Promise<boolean>;
  settle(end: GuestEnd): Promise<void>;
  /** Ends what is finished for these guests. */
  end(guestIds: readonly number[]): Promise<void>;
};

/** At most so many writes share a transaction, so that it stays short. */
const most = 200;
/** People hardly open a mail sooner than this. */
const slowAnswerMs = 2_000;
/** The ledger's writes are compare-and-set, and a transaction that failed wrote nothing. */
const mayRepeat = () => true;

type LedgerDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> & GraphNow & { lag: Lag };

/** Makes the ledger of one replica. */
export function createLedger(deps: LedgerDeps): Ledger {
  return {
    intend: batchCalls<DueStep & { heard?: boolean }, boolean>({
      async call(steps) {
        const mine = new Set(await intendSteps(deps.db, steps, deps.clock.now(), deps.graphNow()));
        return steps.map(({ id }) => mine.has(id));
      },
      mayRepeat,
      most,
    }),
    settle: batchCalls<GuestEnd, void>({
      async call(ends) {
        await settleEach(deps, ends, async (trx, now) => {
          await welcome(trx, ends, { now, bulkAt: new Date(now.getTime() + deps.lag.ms()) });
          // Before `forget`, because guests are locked before steps.
          const gone = ends.filter(({ settlement: { answer } }) => answer === 'account gone');
          if (gone.length > 0) await checkGone(trx, guestsOf(gone), now);
          await forget(trx, ends, now);
        });
        return ends.map(() => undefined);
      },
      mayRepeat,
      most,
    }),
    end: batchCalls<readonly number[], void>({
      async call(guestIds) {
        await endFinished(deps, [...new Set(guestIds.flat())]);
        return guestIds.map(() => undefined);
      },
      mayRepeat,
      most,
    }),
  };
}

/** Stores guests that exist now: their waiting grants become due. */
async function welcome(
  trx: Db,
  ends: readonly GuestEnd[],
  { now, bulkAt }: { now: Date; bulkAt: Date },
): Promise<void> {
  const here = ends.flatMap(({ step, settlement: { answer }, guest }) =>
    guest === undefined ? [] : [{ step, answer, guest }],
  );
  if (here.length === 0) return;
  const accounts = here.map(({ step, guest }) => ({ id: step.guestId, objectId: guest.objectId }));
  const returning = await returningAmong(trx, accounts);
  await identifyGuests(
    trx,
    here.map(({ step, guest }) => ({ id: step.guestId, ...guest })),
  );
  const fresh = here.filter(({ answer }) => answer === 'made' || answer === 'found');
  const known = here.filter((each) => !fresh.includes(each));
  // The directory takes a while to show a fresh guest. Bulk grants wait for it, so that few calls come too early.
  await releaseGuestSteps(trx, guestsOf(fresh), { dueAt: now, bulkAt });
  await releaseGuestSteps(trx, guestsOf(known), { dueAt: now, bulkAt: now });
  // Also where the answer of the restore was lost, or somebody else was faster.
  await endReturned(trx, returning, now);
  await takeAgain(
    trx,
    returning.map(({ id }) => id),
    now,
  );
  await markMailed(
    trx,
    fresh.map(({ step }) => step.invitationId),
  );
  // A guest may have redeemed before the bot knew the account; notifications about it were dropped then.
  const soon = here.filter(({ answer, guest }) => answer === 'found' || guest.completed === true);
  await checkSoon(trx, guestsOf(soon), now);
  const since = new Date(now.getTime() - slowAnswerMs);
  await checkInvitedLate(trx, idsOf(fresh), { since, now });
}

/** Notes that the bot no longer owns what it took or found gone. */
async function forget(trx: Db, ends: readonly GuestEnd[], now: Date): Promise<void> {
  const gone = ends.flatMap(({ step, settlement: { answer } }) => {
    const grant = grantTakenBy(step);
    return grant === undefined || (answer !== 'taken' && answer !== 'gone')
      ? []
      : [{ guestId: step.guestId, ...grant }];
  });
  if (gone.length > 0) await markTaken(trx, gone, now);
}

const idsOf = (some: readonly { step: DueStep }[]) => some.map(({ step }) => step.id);
const guestsOf = (some: readonly { step: DueStep }[]) => some.map(({ step }) => step.guestId);
