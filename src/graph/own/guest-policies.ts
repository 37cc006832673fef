import * as v from 'valibot';
import type { GraphClient } from '../client/client.ts';
import { tryRead } from '../client/read-graph.ts';

/** A policy of Entra ID Governance that is switched on. It may block or remove guests by itself. */
export type GuestPolicy = { name: string; graceDays: number };

const policiesBody = v.object({
  value: v.array(
    v.object({
      displayName: v.nullish(v.string(), ''),
      isEnabled: v.nullish(v.boolean(), false),
      gracePeriodInDays: v.nullish(v.number(), 0),
    }),
  ),
});

/**
 * Reads the guest lifecycle policies that are on. `not readable`: the permission is missing, or the tenant knows none.
 * https://learn.microsoft.com/graph/api/resources/identitygovernance-lifecyclepolicy
 */
export async function readGuestPolicies(
  client: GraphClient,
): Promise<GuestPolicy[] | 'not readable'> {
  const path = '/identityGovernance/lifecycleWorkflows/lifecyclePolicies';
  const query = { $select: 'displayName,isEnabled,gracePeriodInDays' };
  const answer = await tryRead(client, { path, query }, policiesBody);
  if (answer.kind !== 'read') return 'not readable';
  return answer.value.value
    .filter(({ isEnabled }) => isEnabled)
    .map(({ displayName, gracePeriodInDays }) => ({
      name: displayName ?? '',
      graceDays: gracePeriodInDays ?? 0,
    }));
}
