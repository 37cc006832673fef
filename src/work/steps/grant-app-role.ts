import type { DueStep } from '../../store/steps/steps.ts';
import { beginGrants, type GrantDeps } from './begin-grants.ts';
import { leaveToGroup } from './leave-to-group.ts';
import { settleGrants } from './settle-grants.ts';

/** Gives one guest one role of one application. */
export async function grantAppRole(deps: GrantDeps, step: DueStep): Promise<void> {
  if (await leaveToGroup(deps, step)) return;
  const [going] = await beginGrants(deps, [step], { writes: ['write'] });
  if (going === undefined || going.objectId === null) return;
  const answer = await deps.giveRole({
    servicePrincipalId: going.target,
    appRoleId: going.detail === '' ? undefined : going.detail,
    objectId: going.objectId,
  });
  await settleGrants(deps, [going], answer);
}
