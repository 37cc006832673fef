import { sql } from 'kysely';
import type { ReasonCode } from '../../guests/reason.ts';
import type { Db } from '../database.ts';
import { first } from '../statement.ts';

const code = (word: ReasonCode) => sql.lit(word);

/** How many invitations of a request ended without a decision: too late, or withdrawn before one. */
export async function countUndecided(
  db: Db,
  requestId: number,
): Promise<{ 'timed out': number; withdrawn: number }> {
  const counts = await first(db)<{ late: number; withdrawn: number }>`
    select count(*) filter (where state = 'rejected') as late, count(*) filter (where state = 'cancelled') as withdrawn
    from invitation
    where request_id = ${requestId} and state in ('rejected', 'cancelled')
      and reason->>'code' in (${code('approval timed out')}, ${code('withdrawn by requester')})`;
  return { 'timed out': counts?.late ?? 0, withdrawn: counts?.withdrawn ?? 0 };
}
