import * as v from 'valibot';
import { type Db, inTransaction } from '../../store/database.ts';
import { lockValue, readValue, writeValue } from '../../store/kept-values.ts';
import type { WorkDeps } from '../runtime/deps.ts';

const name = 'asked sweep';
/** `swept`: once already, and once more when everything of before shows in Graph. */
const askedShape = v.object({ at: v.string(), swept: v.boolean() });

/** In the transaction that leaves a gap, so that no kill comes between the gap and the sweep that fills it. */
export async function askCatchUpSweep(trx: Db, now: Date): Promise<void> {
  await writeValue(trx, name, { at: now.toISOString(), swept: false }, now);
}

export type CatchUpDeps = Pick<WorkDeps, 'db' | 'clock'> & {
  sweep: () => Promise<void>;
  /** How long Graph's lists may show what was before. */
  patienceMs: number;
};

/** Sweeps where it was asked for, at once and again after Graph's lag. A sweep that fails stays asked for. */
export async function catchUpSweep(deps: CatchUpDeps): Promise<void> {
  const now = deps.clock.now();
  const asked = readAsked(await readValue(deps.db, name));
  if (asked === undefined) return;
  const isLate = now.getTime() - new Date(asked.at).getTime() >= deps.patienceMs;
  if (asked.swept && !isLate) return;
  await deps.sweep();
  await inTransaction(deps.db, async (trx) => {
    const still = readAsked(await lockValue(trx, name, now));
    // Asked for anew while it ran: that gap was not all in it.
    if (still?.at !== asked.at) return;
    await writeValue(trx, name, isLate ? null : { ...asked, swept: true }, now);
  });
}

function readAsked(value: unknown) {
  const read = v.safeParse(askedShape, value);
  return read.success ? read.output : undefined;
}
