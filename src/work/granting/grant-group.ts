import type { DueStep } from '../../store/steps/steps.ts';
import { beginGrants, type GrantDeps } from './begin-grants.ts';
import { settleAlready, settleGrants } from './settle-grants.ts';

/** Puts guests into one group, up to twenty in one call. Graph takes all of them or none. */
export async function grantGroup(
  deps: GrantDeps,
  steps: readonly DueStep[],
  batchSize?: number,
): Promise<void> {
  const target = steps[0]?.target;
  if (target === undefined) return;
  const going = await beginGrants(deps, steps, { writes: ['write'], batchSize });
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
 * costs no write.
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
  // Graph takes all or none. Where some are missing, no lost call of ours has put the others in.
  const thereBefore = others.length > 0;
  await settleAlready(deps, inside, { thereBefore });
  if (others.length > 0) await grantGroup(deps, others);
}

/** Halves the set until the guest to blame stands alone. */
async function grantInHalves(deps: GrantDeps, steps: readonly DueStep[]): Promise<void> {
  const half = Math.ceil(steps.length / 2);
  await grantGroup(deps, steps.slice(0, half), half);
  await grantGroup(deps, steps.slice(half), half);
}
