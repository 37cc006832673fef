import { GraphUnavailable } from '../../graph/client/graph-faults.ts';
import {
  type FoundPartner,
  findPartner,
  type Sight,
} from '../../store/guests/partners-in-sight.ts';
import { accountsInGraph, type NamingDeps } from './accounts-in-graph.ts';

/**
 * Finds the partner with this address, or with an account that Graph knows by it. `nobody`: no partner that this sight
 * includes has the address. `no answer`: the bot knows none by the address alone, and Graph does not answer.
 */
export async function partnerNamed(
  deps: NamingDeps,
  sight: Sight,
  address: string,
): Promise<FoundPartner | 'nobody' | 'no answer'> {
  const known = await findPartner(deps.db, sight, { address });
  if (known !== undefined) return known;
  try {
    const accounts = await accountsInGraph(deps, sight.tenantId, [address]);
    for (const other of accounts.get(address)?.addresses ?? []) {
      const found = await findPartner(deps.db, sight, { address: other });
      if (found !== undefined) return found;
    }
  } catch (error) {
    if (!(error instanceof GraphUnavailable)) throw error;
    return 'no answer';
  }
  return 'nobody';
}
