import * as v from 'valibot';
import { type Db, inTransaction } from '../../store/database.ts';
import { lockValue, readValue, writeValue } from '../../store/kept-values.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

const name = 'asked sweep';
/** `swept`: the first of the two sweeps is done. The second runs after Graph's lag. */
const askedShape = v.object({ at: v.string(), swept: v.boolean() });

/** Called in the transaction that loses the delta link, so that a crash cannot lose the sweep too. */
export async function askCatchUpSweep(trx: Db, now: Date): Promise<void> {
  await writeValue(trx, name, { at: now.toISOString(), swept: false }, now);
}

export type CatchUpDeps = Pick<WorkDeps, 'db' | 'clock'> & {
  sweep: () => Promise<void>;
  /** How long Graph's lists may lag. */
  patienceMs: number;
};

/** Sweeps where somebody asked for it, at once and again after Graph's lag. A sweep that fails stays asked for. */
export async function catchUpSweep(deps: CatchUpDeps): Promise<void> {
  const now = deps.clock.now();
  const asked = readAsked(await readValue(deps.db, name));
  if (asked === undefined) return;
  const isLate = now.getTime() - new Date(asked.at).getTime() >= deps.patienceMs;
  if (asked.swept && !isLate) return;
  await deps.sweep();
  await inTransaction(deps.db, async (trx) => {
    const still = readAsked(await lockValue(trx, name, now));
    // Delta reported a new gap during this sweep, which did not cover all of it.
    if (still?.at !== asked.at) return;
    await writeValue(trx, name, isLate ? null : { ...asked, swept: true }, now);
  });
}

function readAsked(value: unknown) {
  const read = v.safeParse(askedShape, value);
  return read.success ? read.output : undefined;
}
