import { sql } from 'kysely';
import type { GuestDeed, HistoryEvent } from '../../guests/history-event.ts';
import type { ReasonCode } from '../../guests/reason.ts';
import type { Db } from '../database.ts';
import { isGate, isGrant, isInvite } from '../fragments.ts';
import { eventWord } from '../history.ts';
import { all } from '../statement.ts';
import { answerWords } from '../step-answer-words.ts';

/** Something that happened to a guest. */
export type GuestHappening = {
  at: Date;
  what: HistoryEvent | GuestDeed;
  requestId: number | null;
  /** The person who did it, where the row keeps a name. */
  name: string | null;
};

const deed = (word: GuestDeed) => sql.lit(word);
const code = (word: ReasonCode) => sql.lit(word);

/**
 * What happened to a guest, in order: what the history tells of the guest, and the invitations, votes and steps
 * of these requests. The grants of one invitation count as one thing, at the moment of the last one.
 */
export async function guestHistory(
  db: Db,
  { id: guestId, address }: { id: number; address: string },
  requestIds: readonly number[],
): Promise<GuestHappening[]> {
  // An invitation that never began belongs to no guest.
  const isTheirs = sql`(i.guest_id = ${guestId} or i.guest_id is null and i.address = ${address})`;
  return await all(db)`
    select at, what, case when what in (${eventWord('access ended')}, ${eventWord('access extended')}) then request_id end as request_id, null as name
    from history where guest_id = ${guestId}
      and (what not in (${eventWord('access ended')}, ${eventWord('access extended')}) or request_id = any(${requestIds}::bigint[]))
    union all
    select v.voted_at, case when v.yes then ${deed('approved')} else ${deed('rejected')} end, i.request_id, v.owner_name
    from vote v join invitation i on i.id = v.invitation_id
    where ${isTheirs} and i.request_id = any(${requestIds}::bigint[]) and v.owner_name <> ''
    union all
    select i.ended_at, case when i.state = 'rejected' then ${deed('not decided')}
        when i.reason->>'code' = ${code('withdrawn by requester')} then ${deed('withdrawn')} else ${deed('cancelled')} end,
      i.request_id, null
    from invitation i
    where ${isTheirs} and i.request_id = any(${requestIds}::bigint[]) and ${isInvite('i')} and i.ended_at is not null
      and (i.state = 'cancelled' or i.state = 'rejected' and i.reason->>'code' = ${code('approval timed out')})
    union all
    select max(s.settled_at), case when s.resend > 0 then ${deed('mail sent again')} when s.kind = 'invite' then ${deed('invited')}
        when s.kind = 'restore' then ${deed('restored')} else ${deed('access given')} end as done,
      s.request_id, null
    from step s join invitation i on i.id = s.invitation_id
    where i.guest_id = ${guestId} and i.request_id = any(${requestIds}::bigint[]) and s.state = 'done'
      and (${isGrant('s')} or ${isGate('s')} and s.answer in ${answerWords(['made', 'found', 'restored'])})
    group by s.invitation_id, s.request_id, s.resend, done
    union all
    select s.settled_at, case s.state when 'refused' then ${deed('mail not sent again')} else ${deed('mail sent again unknown')} end,
      s.request_id, null
    from step s join invitation i on i.id = s.invitation_id
    where i.guest_id = ${guestId} and i.request_id = any(${requestIds}::bigint[])
      and s.resend > 0 and s.state in ('refused', 'unknown')
    order by 1`;
}
