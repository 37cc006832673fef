import type { ReasonCode } from '../../guests/reason.ts';
import type { EndCause } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import { isInvite } from '../fragments.ts';
import { howEnded } from '../how-access-ended.ts';
import { all } from '../statement.ts';

/** What one later request has ended of this one, in one project and in one way. */
export type EndInRequest = {
  projectKey: string;
  approvalId: number | null;
  /** The request that ended it, and its requester. */
  endedIn: number;
  requesterId: string;
  requesterName: string;
  cause: EndCause;
  /** `stays`: nothing went, because the guest keeps all of the access, or had lost it before. */
  effect: 'over' | 'stays';
  /** The invitations of this request that are over. */
  invitationIds: number[];
  /** When the last of them was over. */
  at: Date;
};

const notBegun: ReasonCode = 'not begun';

/**
 * What later requests have ended of a request, the earliest first. Includes invitations that such a request cancelled
 * before their work began.
 */
export async function endsInRequest(db: Db, requestId: number): Promise<EndInRequest[]> {
  return await all(db)`
    with ended as (
      select t.id, t.project_key, t.approval_id, e.request_id as ended_in, e.cause, t.over_at as at,
        case when how.kept or how.gone_before then 'stays' else 'over' end as effect
      from invitation t join invitation e on e.id = t.ending_id and e.kind = 'end'
      left join lateral ${howEnded('t')} how on true
      where t.request_id = ${requestId} and ${isInvite('t')} and t.over_at is not null
      union all
      select t.id, t.project_key, t.approval_id, e.request_id, e.cause, t.ended_at, 'over'
      from (select * from invitation where request_id = ${requestId} and state = 'cancelled' and reason->>'code' = ${notBegun} offset 0) t
      join invitation e on e.kind = 'end' and e.project_key = t.project_key and e.address = t.address and t.id = any(e.about)
        and e.state in ('working', 'complete', 'partly', 'failed', 'unknown'))
    select ended.project_key, ended.approval_id, ended.ended_in, q.requester_id, q.requester_name, ended.cause, ended.effect,
      array_agg(ended.id order by ended.id) as invitation_ids, max(ended.at) as at
    from ended join request q on q.id = ended.ended_in
    group by ended.project_key, ended.approval_id, ended.ended_in, q.requester_id, q.requester_name, ended.cause, ended.effect
    order by at, ended.ended_in`;
}
