import { GraphRefused } from '../../graph/client/graph-faults.ts';
import type { Held } from '../../graph/ending/read-holding.ts';
import type { Taken } from '../../graph/ending/removal-outcome.ts';
import { grantPiece } from '../../guests/project/access-pieces.ts';
import { postponeSteps } from '../../store/steps/postpone-steps.ts';
import { accountGone, isAccountGone } from './account-gone.ts';
import { grantOfStep, type TakeStep } from './decide-takes.ts';
import { settleTaken } from './settle-taken.ts';
import { backMs, hasteOf, type TakingDeps } from './taking-deps.ts';

/**
 * Takes one piece of access from one guest, where the bot gave it, no invitation needs it any more and nobody gave it
 * again.
 */
export async function takeAccess(deps: TakingDeps, step: TakeStep): Promise<void> {
  const { objectId } = step;
  if (objectId === null) return await deps.ledger.settle({ step, settlement: accountGone });
  const held = await readHeld(deps, step, objectId);
  // A deleted account holds nothing, and a restore brings the grant back: the grant is not gone.
  if (held.how === 'gone' && (await isAccountGone(deps, objectId))) {
    return await deps.ledger.settle({ step, settlement: accountGone });
  }
  const putBack = (answer: 'pace' | 'held' | 'after end') =>
    postponeSteps(deps.db, [step], {
      state: 'due',
      dueAt: new Date(deps.clock.now().getTime() + backMs),
      answer,
    });
  if (!(await deps.pacer.permit(['write'], hasteOf(step)))) return await putBack('pace');
  const decision = await deps.decideTake({ step, held });
  switch (decision.kind) {
    case 'stays':
      return;
    case 'wait':
      return await putBack('after end');
    case 'not mine':
      return await putBack('held');
    case 'take': {
      const taken = await call(deps, step, { objectId, held });
      return await settleTaken(deps, step, { taken, givenAt: decision.givenAt });
    }
  }
}

/**
 * Reads how the guest holds it now. Where the bot may not read it, the bot tries: Graph refuses what nobody can take
 * from the person.
 */
async function readHeld(deps: TakingDeps, step: TakeStep, objectId: string): Promise<Held> {
  const grant = grantOfStep(step);
  try {
    const held = await deps.readHolding(objectId, [grant]);
    return held.get(grantPiece(grant)) ?? { how: 'gone' };
  } catch (error) {
    if (error instanceof GraphRefused) return { how: 'direct' };
    throw error;
  }
}

async function call(
  deps: TakingDeps,
  step: TakeStep,
  { objectId, held }: { objectId: string; held: Held },
): Promise<Taken> {
  const { kind, target, detail } = step;
  switch (kind) {
    case 'take group':
      return await deps.removeMember({ groupId: target, objectId });
    case 'take app':
      return await deps.takeRole({
        objectId,
        servicePrincipalId: target,
        appRoleId: detail === '' ? undefined : detail,
        assignmentId: held.how === 'direct' ? held.assignmentId : undefined,
      });
    case 'take licence':
      return await deps.takeLicence({ objectId, skuId: target });
  }
}
