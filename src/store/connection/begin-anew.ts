import { fellAway, isOfDatabase, neverHeld, unusable } from './start-faults.ts';

/** A failover takes so long, and a supervisor that starts the bot again waits longer each time. */
const patienceMs = 45_000;
const pauseMs = 500;

type Anew = {
  url: string;
  /** Called for each start that a broken connection ended. */
  onAnew: (error: unknown) => void;
  sleep: (ms: number) => Promise<void>;
};

/**
 * Begins a start, and begins it anew for a while where the connection to the server at `url` broke meanwhile. Each
 * failed start has taken apart what it put together. Throws the fault in words where another start would not help.
 */
export async function beginAnew<Started>(
  begin: () => Promise<Started>,
  { url, onAnew, sleep }: Anew,
): Promise<Started> {
  const until = performance.now() + patienceMs;
  for (;;) {
    try {
      return await begin();
    } catch (error) {
      if (!isOfDatabase(error)) throw error;
      if (!fellAway(error)) throw unusable(error, url);
      if (performance.now() > until) throw neverHeld(error, url);
      onAnew(error);
      await sleep(pauseMs);
    }
  }
}
