import type { AccountKind } from '../../guests/step.ts';
import { postponeSteps } from '../../store/steps/postpone-steps.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import type { PaceName } from '../ledger/pacer.ts';
import { backMs, hasteOf, type TakingDeps } from '../taking/taking-deps.ts';
import type { AccountStep } from './account-step.ts';
import { carryOutBlock } from './carry-out-block.ts';
import { carryOutRemoval } from './carry-out-removal.ts';
import { carryOutRestore } from './carry-out-restore.ts';
import { carryOutUnblock } from './carry-out-unblock.ts';

const writes: Readonly<Record<AccountKind, readonly PaceName[]>> = {
  // The account, then its sessions.
  block: ['write', 'write'],
  unblock: ['write'],
  remove: ['write'],
  'restore account': ['write'],
};

/** Blocks, unblocks, removes or restores the account of one guest. */
export async function changeAccount(deps: TakingDeps, step: DueStep): Promise<void> {
  const { kind, objectId } = step;
  if (kind !== 'block' && kind !== 'unblock' && kind !== 'remove' && kind !== 'restore account')
    return;
  if (objectId === null || isAnother(step)) {
    const reason = { code: 'account gone already' } as const;
    return await deps.ledger.settle({
      step,
      settlement: { state: 'done', answer: 'kept', reason },
    });
  }
  // An unblock is no end: a guest who is invited again waits for it.
  const haste = kind === 'unblock' ? (step.bulk ? 'bulk' : 'person') : hasteOf(step);
  if (!(await deps.pacer.permit(writes[kind], haste))) {
    const dueAt = new Date(deps.clock.now().getTime() + backMs);
    return await postponeSteps(deps.db, [step], { state: 'due', dueAt, answer: 'pace' });
  }
  return await changes[kind](deps, { ...step, kind, objectId });
}

/** Somebody confirmed a change of one account, and another has its place now. */
const isAnother = ({ kind, detail, objectId }: DueStep): boolean =>
  (kind === 'remove' || kind === 'restore account') && detail !== '' && detail !== objectId;

const changes: Readonly<
  Record<AccountKind, (deps: TakingDeps, step: AccountStep) => Promise<void>>
> = {
  block: carryOutBlock,
  unblock: carryOutUnblock,
  remove: carryOutRemoval,
  'restore account': carryOutRestore,
};
