import type { Db } from './database.ts';
import { all } from './statement.ts';

/** How many rows stand in one state. */
export type StateCount = { state: string; count: number };

/**
 * How many rows stand in each state, over all tenants and requests. The metrics publish these numbers; they name
 * nobody.
 */
export type Counts = {
  requests: readonly StateCount[];
  invitations: readonly StateCount[];
  steps: readonly StateCount[];
  breakerOpen: boolean;
  cardsDue: number;
};

/** Counts the rows by state. A state without rows is absent. */
export async function countStates(db: Db): Promise<Counts> {
  const rows = await all(db)<{ what: string; state: string; count: number }>`
    select 'request' as what, state, count(*) as count from request group by state
    union all select 'invitation', state, count(*) from invitation where kind = 'invite' group by state
    union all select 'step', state, count(*) from step group by state
    union all select 'breaker', 'open', count(*) from breaker where open_since is not null
    union all select 'card', 'due', count(*) from shown_card where wanted > shown and dead_at is null`;
  const of = (what: string) =>
    rows.filter((row) => row.what === what).map(({ state, count }) => ({ state, count }));
  return {
    requests: of('request'),
    invitations: of('invitation'),
    steps: of('step'),
    breakerOpen: of('breaker').some(({ count }) => count > 0),
    cardsDue: of('card')[0]?.count ?? 0,
  };
}
