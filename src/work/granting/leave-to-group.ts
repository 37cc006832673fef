import type { Reason } from '../../guests/reason.ts';
import { postponeSteps } from '../../store/steps/postpone-steps.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import type { GrantDeps } from './begin-grants.ts';
import { settleAll } from './settle-unmade.ts';

/** A step waits so long for its guest to come into the group. */
const afterGroupMs = 2_000;

/**
 * Leaves a role or licence to a group of the same invitation that brings it. True: the bot writes nothing for it. The
 * result says so, and the check after the redemption finds out whether it came.
 */
export async function leaveToGroup(deps: GrantDeps, step: DueStep): Promise<boolean> {
  const way = await deps.throughGroup(step);
  switch (way.kind) {
    case 'direct':
      return false;
    case 'after group': {
      const dueAt = new Date(deps.clock.now().getTime() + afterGroupMs);
      await postponeSteps(deps.db, [step], { state: 'due', dueAt, answer: 'after group' });
      return true;
    }
    case 'through group': {
      const values = { id: way.groupId, name: way.groupId };
      const code = step.kind === 'licence' ? 'licence through group' : 'role through group';
      const reason: Reason = { code, values };
      await settleAll(deps, [step], { state: 'done', answer: 'through group', reason });
      return true;
    }
  }
}
