import type { DueStep } from '../../store/steps/steps.ts';
import type { GrantDeps } from './begin-grants.ts';
import { callForOne } from './call-for-one.ts';
import { leaveToGroup } from './leave-to-group.ts';

/** The person's country, and the licence. */
const twoWrites = ['write', 'write'] as const;
const callForLicence = callForOne<GrantDeps>(twoWrites, (deps, { objectId, target, detail }) =>
  deps.giveLicence({ objectId, skuId: target, usageLocation: detail }),
);

/** Assigns one guest one licence. */
export async function grantLicence(deps: GrantDeps, step: DueStep): Promise<void> {
  if (!(await leaveToGroup(deps, step))) await callForLicence(deps, step);
}
