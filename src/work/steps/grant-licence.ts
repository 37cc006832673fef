import type { DueStep } from '../../store/steps/steps.ts';
import { beginGrants, type GrantDeps } from './begin-grants.ts';
import { leaveToGroup } from './leave-to-group.ts';
import { settleGrants } from './settle-grants.ts';

/** Assigns one guest one licence, which is two writes. */
export async function grantLicence(deps: GrantDeps, step: DueStep): Promise<void> {
  if (await leaveToGroup(deps, step)) return;
  const [going] = await beginGrants(deps, [step], { writes: ['write', 'write'] });
  if (going === undefined || going.objectId === null) return;
  const { objectId, target: skuId, detail: usageLocation } = going;
  await settleGrants(deps, [going], await deps.giveLicence({ objectId, skuId, usageLocation }));
}
