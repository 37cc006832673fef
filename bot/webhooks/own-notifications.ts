import { createHash, timingSafeEqual } from 'node:crypto';
import { knownClientStates } from '../../src/work/redemption/subscription-state.ts';
import type { WorkDeps } from '../../src/work/runtime/work-deps.ts';

/** After so long it reads the secrets again: another replica may have changed them. */
const rememberedMs = 1_000;
/** It reads them no sooner again, however many strangers send secrets of their own. */
const pauseMs = 250;

type Known = { digests: readonly Buffer[]; readAt: number };

/**
 * Keeps only notifications whose clientState is ours. Drops the rest without saying why. Remembers the secrets for a
 * moment, and reads them again before it drops anything. `moment` is in milliseconds and never goes back.
 */
export function ownHints(deps: Pick<WorkDeps, 'db' | 'clock' | 'log'> & { moment: () => number }) {
  let known: Known = { digests: [], readAt: Number.NEGATIVE_INFINITY };
  let reading: Promise<Known> | undefined;

  async function read(): Promise<Known> {
    const readAt = deps.moment();
    const states = await knownClientStates(deps);
    known = { digests: states.map(digest), readAt };
    return known;
  }

  function readOnce(): Promise<Known> {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  return async <H extends { clientState: string }>(hints: readonly H[]): Promise<H[]> => {
    // A batch repeats the same few secrets, and each takes time to compare.
    const told = new Set(hints.map(({ clientState }) => clientState));
    const carried = () => new Set([...told].filter((state) => carries(state, known.digests)));
    const age = deps.moment() - known.readAt;
    if (age > rememberedMs || (age > pauseMs && carried().size < told.size)) await readOnce();
    const our = carried();
    const ours = hints.filter(({ clientState }) => our.has(clientState));
    const count = hints.length - ours.length;
    if (count > 0) deps.log.warn('notifications dropped', { count });
    return ours;
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares in a time that does not tell where two secrets differ. */
function carries(clientState: string, digests: readonly Buffer[]): boolean {
  const heard = digest(clientState);
  return digests.filter((known) => timingSafeEqual(known, heard)).length > 0;
}
