import type { Directory } from '../../graph/directory.ts';
import { postponeSteps } from '../../store/steps/postpone-steps.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { PaceName, Pacer } from '../ledger/pacer.ts';
import type { Lag } from '../ledger/replication-lag.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import type { ThroughGroup } from './access-through-group.ts';

export type GrantDeps = WorkDeps &
  Pick<Directory, 'addMembers' | 'memberGroups' | 'giveRole' | 'giveLicence' | 'readPerson'> & {
    pacer: Pacer;
    chance: () => number;
    lag: Lag;
    ledger: Ledger;
    /** How long a guest may be missing from the directory before a grant is given up. */
    patienceMs: number;
    throughGroup: ThroughGroup;
  };

/** A grant that the bot puts back waits so long. */
const backMs = 2_000;

/**
 * Takes the permits for `writes`, then notes each intent in the ledger. Returns the steps that this worker may call
 * for; the breaker and other workers keep the rest. `heard`: Graph answered this worker's last call for these steps,
 * and did not make it. `batchSize`: at most so many of the steps that are put back share a call.
 */
export async function beginGrants(
  deps: GrantDeps,
  steps: readonly DueStep[],
  {
    writes,
    heard = false,
    batchSize,
  }: { writes: readonly PaceName[]; heard?: boolean; batchSize?: number },
): Promise<DueStep[]> {
  const bulk = steps.every((step) => step.bulk);
  const putBack = (back: readonly DueStep[], answer: 'pace' | 'held') =>
    postponeSteps(deps.db, back, {
      state: 'due',
      dueAt: new Date(deps.clock.now().getTime() + backMs),
      answer,
      heard,
      ...(batchSize === undefined ? {} : { batchSize }),
    });
  if (!(await deps.pacer.permit(writes, bulk ? 'bulk' : 'person'))) {
    await putBack(steps, 'pace');
    return [];
  }
  const mine = await Promise.all(
    steps.map((step) => deps.ledger.intend(heard ? { ...step, heard } : step)),
  );
  const notMine = steps.filter((_, n) => mine[n] !== true);
  if (notMine.length > 0) await putBack(notMine, 'held');
  return steps.filter((_, n) => mine[n] === true);
}
