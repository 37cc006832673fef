import type { DueStep } from '../../store/steps/steps.ts';
import type { GrantDeps } from './begin-grants.ts';
import { callForOne } from './call-for-one.ts';
import { leaveToGroup } from './leave-to-group.ts';

const callForRole = callForOne<GrantDeps>(['write'], (deps, { objectId, target, detail }) =>
  deps.giveRole({
    objectId,
    servicePrincipalId: target,
    appRoleId: detail === '' ? undefined : detail,
  }),
);

/** Gives one guest one role of one application. */
export async function grantAppRole(deps: GrantDeps, step: DueStep): Promise<void> {
  if (!(await leaveToGroup(deps, step))) await callForRole(deps, step);
}
