import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { endsByDateInSql, isHeldByOperatorInSql, isUnbegun, othersHold } from '../fragments.ts';
import type { RequestRecord } from '../requests/requests.ts';
import { all } from '../statement.ts';
import { hasRetryable } from './retry-steps.ts';

/** The things that somebody may do with a request that they did not name. */
export type ChoiceOfRequest = 'cancel' | 'retry' | 'hold' | 'resume';

/**
 * The people whose requests count: only the person, or everybody. `still`: the person may still make requests;
 * otherwise they may only stop them. `owns`: the keys of their projects, whose ends by date they may hold and let go
 * on.
 */
export type Chooser = {
  tenantId: string;
  personId: string;
  all: boolean;
  still: boolean;
  owns: readonly string[];
};

export type CandidateRequest = Pick<
  RequestRecord,
  'id' | 'version' | 'source' | 'fileName' | 'kind' | 'state'
> & {
  /** Nothing has begun: every invitation waits for owners, or has ended without effect. */
  untouched: boolean;
};

/** The bot offers an operator the newest requests of everybody: all requests grow without end. */
const looksBack = 2000;

const endsIn = (projects: readonly string[]) =>
  sql`(${endsByDateInSql('r')} and r.kind = 'end' and r.choice->>'project' = any(${projects}))`;

/**
 * An operator takes over the holds of others. On ends of own projects they stand as the owner, and take over nothing.
 */
const takesOver = ({ all: seesAll, personId, owns }: Chooser) =>
  sql`(${seesAll} and r.requester_id <> ${personId} and ${othersHold('r')} and not coalesce(${endsIn(owns)}, false))`;

const meant = (chooser: Chooser) => ({
  cancel: sql`(r.state = 'draft' or r.state = 'confirmed' and r.cancelled_at is null
    and not ${endsByDateInSql('r')} and exists (
    select from invitation i where i.request_id = r.id and i.state in ('awaiting approval', 'approved', 'working')))`,
  retry: sql`(r.state in ('confirmed', 'done') and ${hasRetryable('r')})`,
  hold: sql`(r.state = 'confirmed' and r.cancelled_at is null
    and (r.held_at is null or ${takesOver(chooser)}) and exists (
    select from invitation i where i.request_id = r.id and ${isUnbegun('i')}))`,
  resume: sql`(r.state = 'confirmed' and r.cancelled_at is null
    and (r.held_at is not null and (${chooser.all} or not ${isHeldByOperatorInSql('r')})
      or exists (select from breaker where open_since is not null)))`,
});

/** The newest requests for which this is possible now, one more than a card offers. */
export async function candidateRequests(
  db: Db,
  what: ChoiceOfRequest,
  chooser: Chooser,
): Promise<CandidateRequest[]> {
  const { tenantId, personId, all: seesAll, still, owns } = chooser;
  const ends = what === 'hold' || what === 'resume' ? owns : [];
  const may = seesAll || still || what === 'cancel';
  return await all(db)`
    select r.id, r.version, r.source, r.file_name, r.kind, r.state, not exists (
      select from invitation i where i.request_id = r.id
        and i.state not in ('awaiting approval', 'skipped', 'rejected', 'cancelled')) as untouched
    from request r
    where r.tenant_id = ${tenantId} and (${seesAll} or r.requester_id = ${personId} or ${endsIn(ends)}) and ${may}
      and (not ${seesAll} or r.id > (select coalesce(max(id), 0) - ${looksBack} from request))
      and r.read_at is not null and r.forgotten_at is null and ${meant(chooser)[what]}
    order by r.id desc limit 7`;
}
