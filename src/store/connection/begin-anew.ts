import type { Log } from '../../log.ts';
import { fellAway, isOfDatabase, neverHeld, unusable } from './start-faults.ts';

/** A failover takes so long, and a supervisor that starts the bot again waits longer each time. */
const patienceMs = 45_000;
const pauseMs = 500;

/**
 * Begins a start, and begins it anew for a while where the connection to the server at `url` broke meanwhile. Each
 * failed start has taken apart what it put together. Throws the fault in words where another start would not help.
 */
export async function beginAnew<Started>(
  begin: () => Promise<Started>,
  { url, log, clock }: { url: string; log: Log; clock: { sleep(ms: number): Promise<void> } },
): Promise<Started> {
  const until = performance.now() + patienceMs;
  for (;;) {
    try {
      return await begin();
    } catch (error) {
      if (!isOfDatabase(error)) throw error;
      if (!fellAway(error)) throw unusable(error, url);
      if (performance.now() > until) throw neverHeld(error, url);
      log.warn('start begun anew', { error });
      await clock.sleep(pauseMs);
    }
  }
}
