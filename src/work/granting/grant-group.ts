import type { DueStep } from '../../store/steps/steps.ts';
import { beginGrants, type GrantDeps } from './begin-grants.ts';
import { settleAlready, settleGrants } from './settle-grants.ts';

/** After a call for more guests that Graph answered and did not make. */
type Again = { heard?: true; batchSize?: number };

/** Puts guests into one group, up to twenty in one call. Graph takes all of them or none. */
export async function grantGroup(
  deps: GrantDeps,
  steps: readonly DueStep[],
  again: Again = {},
): Promise<void> {
  const target = steps[0]?.target;
  if (target === undefined) return;
  const going = await beginGrants(deps, steps, { writes: ['write'], ...again });
  if (going.length === 0) return;
  const answer = await deps.addMembers(
    target,
    going.flatMap((step) => step.objectId ?? []),
  );
  if (going.length > 1 && answer.kind === 'already') return await grantOthers(deps, going, target);
  if (going.length > 1 && answer.kind === 'refused') return await grantInHalves(deps, going);
  await settleGrants(deps, going, answer);
}

/**
 * Grants the others where some guests are members already; after a lost answer perhaps all are. Reading who they are
 * costs no write. Only a guest's own step knows that the bot put the guest in: the lost call may have had fewer guests
 * or others, and the reads lag.
 */
async function grantOthers(
  deps: GrantDeps,
  steps: readonly DueStep[],
  group: string,
): Promise<void> {
  const reads = await Promise.allSettled(
    steps.map(({ objectId }) => deps.memberGroups(objectId ?? '', [group])),
  );
  const isIn = (_: DueStep, n: number) => {
    const read = reads[n];
    return read?.status === 'fulfilled' && read.value.has(group);
  };
  const inside = steps.filter(isIn);
  const others = steps.filter((step, n) => !isIn(step, n));
  // Memberships lag too, and Graph may not answer.
  if (inside.length === 0) return await grantInHalves(deps, steps);
  await settleAlready(deps, inside);
  if (others.length > 0) await grantGroup(deps, others, { heard: true });
}

/** Halves the set until the guest to blame stands alone. */
async function grantInHalves(deps: GrantDeps, steps: readonly DueStep[]): Promise<void> {
  const half = Math.ceil(steps.length / 2);
  const again = { heard: true, batchSize: half } as const;
  await grantGroup(deps, steps.slice(0, half), again);
  await grantGroup(deps, steps.slice(half), again);
}
