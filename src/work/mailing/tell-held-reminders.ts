import { heldReminders } from '../../store/requests/first-rows.ts';
import type { OperatorDeps } from '../telling/audience.ts';
import { type TellDeps, tellOperators } from '../telling/tell-people.ts';

/**
 * Tells the operators, once, that Entra refused the first of many reminders: nobody asked for them, so nobody has their
 * card.
 */
export async function tellHeldReminders(
  deps: TellDeps & OperatorDeps,
  tenantId: string,
): Promise<void> {
  for (const { requestId, heldAt, reason } of await heldReminders(deps.db, tenantId)) {
    const topic = `held ${heldAt.getTime()}`;
    await tellOperators(deps, tenantId, { reason, requestId, subjectId: requestId, topic });
  }
}
