import { gather } from '../../gather.ts';
import { GraphUnavailable } from '../../graph/client/graph-faults.ts';
import { endLooks, type Look, postponeLook, takeLooks } from '../../store/guests/guest-checks.ts';
import { heedHeard } from '../../store/guests/notified-guests.ts';
import { type Loop, startLoop } from '../runtime/loop.ts';
import { type LookAtGuestDeps, lookAtGuest } from './check-guest.ts';
import { gatherAcceptances } from './record-acceptance.ts';
import { learnDeletion } from './record-departure.ts';

const idleMs = 400;
const atOnce = 20;
const heardAtOnce = 1000;
/** A replica that dies is taken over after so long. Reading somebody twice does no harm. */
const leaseMs = 20_000;
/** Fresh guests are missing from the directory for a while; whoever is missing after all these looks is gone. */
const mostAbsences = 8;

export type LookingDeps = Omit<LookAtGuestDeps, 'learn'>;

/**
 * Reads from Graph every guest of whom something was heard, on whichever replica gets to it first. One whom Graph is slow
 * to answer for holds up nobody else.
 */
export function startLooking(deps: LookingDeps & { accepted: () => void }): Loop {
  const underWay = new Set<Promise<void>>();
  const together = { endLook: gatherEnds(deps), learn: gatherAcceptances(deps) };

  async function carryOut(look: Look): Promise<void> {
    const found = await lookOnce({ ...deps, ...together }, look);
    if (found === 'accepted' || found === 'unproven') deps.accepted();
  }

  const loop = startLoop(
    { clock: deps.clock, onError: (error) => deps.log.error('looking failed', { error }) },
    idleMs,
    async () => {
      if (underWay.size > atOnce / 2) {
        await Promise.race(underWay);
        return 'more';
      }
      const now = deps.clock.now();
      const leaseUntil = new Date(now.getTime() + leaseMs);
      const limit = atOnce - underWay.size;
      const looks = await takeLooks(deps.db, { now, leaseUntil, limit });
      for (const look of looks) {
        const work = carryOut(look)
          .catch((error: unknown) => deps.log.error('looking failed', { error }))
          .finally(() => underWay.delete(work));
        underWay.add(work);
      }
      return looks.length > 0 ? 'more' : 'idle';
    },
  );

  const hearing = startLoop(
    { clock: deps.clock, onError: (error) => deps.log.error('hearing failed', { error }) },
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

type EndLook = (look: Look) => Promise<void>;

/** Those that end while others are being written down are written down together. */
function gatherEnds({ db }: Pick<LookAtGuestDeps, 'db'>): EndLook {
  return gather<Look, void>({
    async call(looks) {
      await endLooks(db, looks);
      return looks.map(() => undefined);
    },
    nameOf: ({ id, leaseUntil }) => `${id} ${leaseUntil.getTime()}`,
    mayRepeat: () => true,
  });
}

async function lookOnce(deps: LookAtGuestDeps & { endLook: EndLook }, look: Look): Promise<string> {
  const later = (seconds: number, counts: boolean) => {
    const dueAt = new Date(deps.clock.now().getTime() + seconds * 1000);
    return postponeLook(deps.db, look, { dueAt, counts });
  };
  try {
    const found = await lookAtGuest(deps, look.tenantId, look.objectId);
    if (found === 'absent' && !look.gone && look.attempts < mostAbsences) {
      await later(Math.min(900, 15 * 2 ** look.attempts), true);
      return found;
    }
    if (found === 'unproven' && look.attempts < mostAbsences) {
      await later(Math.max(deps.patienceMs / 1000, 1), true);
      return found;
    }
    if (found === 'absent') await learnDeletion(deps, look);
    await deps.endLook(look);
    return found;
  } catch (error) {
    // Read again until Graph answers: what was heard of is not forgotten.
    deps.log.warn('guest not looked at', { guestId: look.id, error });
    await later(
      error instanceof GraphUnavailable ? Math.max(1, error.retryAfterSeconds) : 15,
      false,
    );
    return 'failed';
  }
}
