import { fellAway, neverHeld } from './start-faults.ts';

/** Runs a step of the start, again and again where the connection to the database breaks meanwhile. */
export type HoldOn = <T>(step: () => Promise<T>) => Promise<T>;

/** A failover takes so long, and a supervisor that starts the bot again waits longer each time. */
const patienceMs = 45_000;
const pauseMs = 250;

/**
 * Lets a start go on where connections break: it repeats the step that one of them ended, not the whole start. Each
 * step may run twice, and leaves nothing open when it throws. Throws DatabaseUnusable where a step never got through.
 */
export const holdOn =
  (by: Holding): HoldOn =>
  (step) =>
    repeat(step, by, performance.now() + patienceMs);

async function repeat<T>(step: () => Promise<T>, by: Holding, until: number): Promise<T> {
  for (;;) {
    try {
      return await step();
    } catch (error) {
      if (!fellAway(error)) throw error;
      if (performance.now() > until) throw neverHeld(error, by.url);
      by.onAgain(error);
      await by.sleep(pauseMs);
    }
  }
}

type Holding = {
  url: string;
  /** Called for each step that a broken connection ended. */
  onAgain: (error: unknown) => void;
  sleep: (ms: number) => Promise<void>;
};
