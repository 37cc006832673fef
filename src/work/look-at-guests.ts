import { GraphUnavailable } from '../graph/graph-faults.ts';
import { endLook, type Look, postponeLook, takeLooks } from '../store/looks.ts';
import { type LookAtGuestDeps, learnDeletion, lookAtGuest } from './look-at-guest.ts';
import { type Loop, startLoop } from './loop.ts';

const idleMs = 400;
const atOnce = 20;
const leaseMs = 60_000;
/** Fresh guests are missing from the directory for a while; whoever is missing after all these looks is gone. */
const mostAbsences = 8;

/** Reads from Graph every guest of whom something was heard, on whichever replica gets to it first. */
export function startLooking(deps: LookAtGuestDeps & { accepted: () => void }): Loop {
  return startLoop(
    { clock: deps.clock, onError: (error) => deps.log.error('looking failed', { error }) },
    idleMs,
    async () => {
      const now = deps.clock.now();
      const leaseUntil = new Date(now.getTime() + leaseMs);
      const looks = await takeLooks(deps.db, { now, leaseUntil, limit: atOnce });
      const found = await Promise.all(looks.map((look) => lookOnce(deps, look)));
      if (found.includes('accepted') || found.includes('unproven')) deps.accepted();
      return looks.length > 0 ? 'more' : 'idle';
    },
  );
}

async function lookOnce(deps: LookAtGuestDeps, look: Look): Promise<string> {
  const later = (seconds: number) =>
    postponeLook(deps.db, look, new Date(deps.clock.now().getTime() + seconds * 1000));
  try {
    const found = await lookAtGuest(deps, look.tenantId, look.objectId);
    if (found === 'absent' && look.attempts < mostAbsences) {
      await later(Math.min(900, 15 * 2 ** look.attempts));
      return found;
    }
    if (found === 'unproven' && look.attempts < mostAbsences) {
      await later(Math.max(deps.patienceMs / 1000, 1));
      return found;
    }
    if (found === 'absent') await learnDeletion(deps, look.tenantId, look.objectId);
    await endLook(deps.db, look);
    return found;
  } catch (error) {
    // Read again until Graph answers: what was heard of is not forgotten.
    deps.log.warn('guest not looked at', { guestId: look.id, error });
    await later(error instanceof GraphUnavailable ? Math.max(1, error.retryAfterSeconds) : 15);
    return 'failed';
  }
}
