import { batchCalls } from '../../batch-calls.ts';
import { GraphUnavailable } from '../../graph/client/graph-faults.ts';
import { inTransaction } from '../../store/database.ts';
import {
  endChecks,
  type GuestCheck,
  postponeCheck,
  takeChecks,
} from '../../store/guests/guest-checks.ts';
import { heedHeard } from '../../store/guests/notified-guests.ts';
import { type Loop, startLoop } from '../runtime/loop.ts';
import { type CheckGuestDeps, type CheckOutcome, checkGuest } from './check-guest.ts';
import { gatherAcceptances } from './record-acceptance.ts';
import { leaveToPortal, recordDeletion } from './record-departure.ts';

const idleMs = 400;
const atOnce = 20;
const heardAtOnce = 1000;
/** Another replica takes over the checks of a dead one after so long. Checking twice does no harm. */
const leaseMs = 20_000;
/**
 * The directory does not show fresh guests for a while. A guest that is missing in all these checks is gone: after some
 * 45 minutes. The first pauses are short, because a partner may accept while Graph still hides the account.
 */
const mostAbsences = 13;
const absencePauseS = (attempts: number) => Math.min(900, 2 ** (attempts - 1));
/** The access of a guest that accepted is looked for in so many checks. */
const mostUnproven = 8;
const hasNews: ReadonlySet<string> = new Set(['accepted', 'unproven', 'accepted unproven']);

export type GuestChecksDeps = Omit<CheckGuestDeps, 'recordAcceptance'>;

/**
 * Reads each guest that a notification, delta or sweep named. Any replica may take one. A slow read delays no other
 * guest.
 */
export function startGuestChecks(deps: GuestChecksDeps & { accepted: () => void }): Loop {
  const underWay = new Set<Promise<void>>();
  const together = { endCheck: gatherEnds(deps), recordAcceptance: gatherAcceptances(deps) };

  async function carryOut(check: GuestCheck): Promise<void> {
    const found = await checkOnce({ ...deps, ...together }, check);
    if (hasNews.has(found)) deps.accepted();
  }

  const loop = startLoop(
    { ...deps, onError: (error) => deps.log.error('guest checks failed', { error }) },
    idleMs,
    async () => {
      if (underWay.size > atOnce / 2) {
        await Promise.race(underWay);
        return 'more';
      }
      const now = deps.clock.now();
      const leaseUntil = new Date(now.getTime() + leaseMs);
      const limit = atOnce - underWay.size;
      const checks = await takeChecks(deps.db, { now, leaseUntil, limit });
      for (const check of checks) {
        const work = carryOut(check)
          .catch((error: unknown) => deps.log.error('guest checks failed', { error }))
          .finally(() => underWay.delete(work));
        underWay.add(work);
      }
      return checks.length > 0 ? 'more' : 'idle';
    },
  );

  const hearing = startLoop(
    {
      ...deps,
      onError: (error) => deps.log.error('notified guests not taken over', { error }),
    },
    idleMs,
    async () => {
      if ((await heedHeard(deps.db, deps.clock.now(), heardAtOnce)) === 0) return 'idle';
      loop.wake();
      return 'more';
    },
  );

  return {
    wake() {
      hearing.wake();
      loop.wake();
    },
    async stop() {
      await hearing.stop();
      await loop.stop();
      await Promise.allSettled(underWay);
    },
  };
}

type EndCheck = (check: GuestCheck) => Promise<void>;

/** Writes checks that end at the same time in one statement. */
function gatherEnds({ db }: Pick<CheckGuestDeps, 'db'>): EndCheck {
  return batchCalls<GuestCheck, void>({
    async call(checks) {
      await endChecks(db, checks);
      return checks.map(() => undefined);
    },
    nameOf: ({ id, leaseUntil }) => `${id} ${leaseUntil.getTime()}`,
    mayRepeat: () => true,
  });
}

async function checkOnce(
  deps: CheckGuestDeps & { endCheck: EndCheck },
  check: GuestCheck,
): Promise<CheckOutcome | 'failed'> {
  const later = (seconds: number, counts: 'one more' | 'the first' | 'none') => {
    const dueAt = new Date(deps.clock.now().getTime() + seconds * 1000);
    return postponeCheck(deps.db, check, { dueAt, counts });
  };
  try {
    const found = await checkGuest(deps, check.tenantId, check.objectId);
    if (found === 'absent' && !check.gone && check.attempts < mostAbsences) {
      await later(absencePauseS(check.attempts), 'one more');
      return found;
    }
    const patienceS = Math.max(deps.patienceMs / 1000, 1);
    // The checks that did not find the account say nothing about its access.
    if (found === 'accepted unproven') {
      await later(patienceS, 'the first');
      return found;
    }
    if (found === 'unproven' && check.attempts < mostUnproven) {
      await later(patienceS, 'one more');
      return found;
    }
    if (found === 'absent') await recordDeletion(deps, check);
    // Graph said that the account was gone, and shows it: somebody deleted and restored it.
    else if (check.gone)
      await inTransaction(deps.db, (trx) => leaveToPortal(trx, check, deps.clock.now()));
    await deps.endCheck(check);
    return found;
  } catch (error) {
    // The guest stays due until Graph answers.
    deps.log.warn('guest not checked', { guestId: check.id, error });
    await later(
      error instanceof GraphUnavailable ? Math.max(1, error.retryAfterSeconds) : 15,
      'none',
    );
    return 'failed';
  }
}
