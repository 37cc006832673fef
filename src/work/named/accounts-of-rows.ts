import type { NamedAccount } from '../../store/guests/same-account.ts';
import type { RequestRow } from '../../store/requests/request-rows.ts';
import { accountsInGraph, type NamingDeps } from './accounts-in-graph.ts';

/** The accounts that these rows name, by the address that a row names. Throws GraphUnavailable. */
export const accountsOfRows = (
  deps: NamingDeps,
  tenantId: string,
  rows: readonly RequestRow[],
): Promise<ReadonlyMap<string, NamedAccount>> =>
  accountsInGraph(
    deps,
    tenantId,
    rows.flatMap(({ partner }) => (partner.problems.length > 0 ? [] : [partner.address])),
  );
