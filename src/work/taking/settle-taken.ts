import type { Taken } from '../../graph/ending/removal-outcome.ts';
import type { Reason } from '../../guests/reason.ts';
import type { Settlement } from '../../store/steps/settle-steps.ts';
import { settleUnmade } from '../granting/settle-unmade.ts';
import { accountGone, isAccountGone } from './account-gone.ts';
import type { TakeStep } from './decide-takes.ts';
import type { TakingDeps } from './taking-deps.ts';

/** Writes down what Graph answered to a removal. The bot may repeat a lost removal: what is gone stays gone. */
export async function settleTaken(
  deps: TakingDeps,
  step: TakeStep,
  { taken, givenAt }: { taken: Taken; givenAt: Date | undefined },
): Promise<void> {
  const { graphRequestId } = taken;
  const end = (settlement: Settlement) => deps.ledger.settle({ step, settlement });
  await deps.pacer.heed('write', taken);
  if (taken.kind === 'taken') return await end({ state: 'done', answer: 'taken', graphRequestId });
  if (taken.kind === 'gone') return await settleGone(deps, step, { taken, givenAt });
  await settleUnmade(deps, [step], taken);
}

/** Settles a take that found nothing. The answer depends on which part was gone, and on our own earlier calls. */
async function settleGone(
  deps: TakingDeps,
  step: TakeStep,
  { taken, givenAt }: { taken: Extract<Taken, { kind: 'gone' }>; givenAt: Date | undefined },
): Promise<void> {
  const { what, graphRequestId } = taken;
  const end = (settlement: Settlement) => deps.ledger.settle({ step, settlement });
  const { objectId } = step;
  if (what === 'account' || objectId === null || (await isAccountGone(deps, objectId))) {
    // If somebody restores the account its access comes back with it, and is still ours.
    return await end({ ...accountGone, graphRequestId });
  }
  if (what === 'grant') {
    // The earlier call, whose answer was lost, took it.
    if (step.unheard) return await end({ state: 'done', answer: 'taken', graphRequestId });
    // The bot gave it moments ago, and Graph does not show it yet.
    if (isFresh(deps, givenAt)) return await settleUnmade(deps, [step], { kind: 'not yet' });
  }
  const reason = goneAlready(step);
  await end({ state: 'done', answer: 'gone', reason, graphRequestId });
}

function goneAlready({ kind, target }: TakeStep): Reason {
  return { code: 'grant gone already', values: { id: target, name: target, kind } };
}

function isFresh({ clock, patienceMs }: TakingDeps, givenAt: Date | undefined): boolean {
  return givenAt !== undefined && clock.now().getTime() - givenAt.getTime() < patienceMs;
}
