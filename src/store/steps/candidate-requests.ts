import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { all } from '../statement.ts';
import { hasRetryable } from './retry-steps.ts';

/** What somebody wants to do with a request that they did not name. */
export type ChoiceOfRequest = 'cancel' | 'retry' | 'resume';

/** Whose requests: one's own, or everybody's. `still`: one may still make requests; otherwise one may only stop them. */
export type Chooser = { tenantId: string; personId: string; all: boolean; still: boolean };

export type CandidateRequest = {
  id: number;
  version: number;
  source: 'file' | 'list' | 'line';
  fileName: string | null;
};

/** Operators are offered the newest of everybody's: what all asked for grows without end. */
const looksBack = 2000;

const meant = {
  cancel: sql`(r.state = 'draft' or r.state = 'confirmed' and r.cancelled_at is null and exists (
    select from invitation i where i.request_id = r.id and i.state in ('awaiting approval', 'approved')))`,
  retry: sql`(r.state in ('confirmed', 'done') and ${hasRetryable('r')})`,
  resume: sql`(r.state = 'confirmed' and r.cancelled_at is null
    and (r.held_at is not null or exists (select from breaker where open_since is not null)))`,
};

/** The newest requests with which this could be done now, and one more than a card offers. */
export async function candidateRequests(
  db: Db,
  what: ChoiceOfRequest,
  { tenantId, personId, all: seesAll, still }: Chooser,
): Promise<CandidateRequest[]> {
  const may = seesAll || still || what === 'cancel';
  return await all(db)`
    select r.id, r.version, r.source, r.file_name from request r
    where r.tenant_id = ${tenantId} and (${seesAll} or r.requester_id = ${personId}) and ${may}
      and (not ${seesAll} or r.id > (select coalesce(max(id), 0) - ${looksBack} from request))
      and r.read_at is not null and r.forgotten_at is null and ${meant[what]}
    order by r.id desc limit 7`;
}
