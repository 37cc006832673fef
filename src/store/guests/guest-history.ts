import { sql } from 'kysely';
import type { GuestDeed, HistoryEvent } from '../../guests/history-event.ts';
import type { ReasonCode } from '../../guests/reason.ts';
import type { Db } from '../database.ts';
import { endFailed, isGate, isGrant, isInvite, sameAccount } from '../fragments.ts';
import { eventWord } from '../history.ts';
import { howEnded } from '../how-access-ended.ts';
import { all } from '../statement.ts';
import { answerWords } from '../step-answer-words.ts';

/** Something that happened to a guest. */
export type GuestHappening = {
  at: Date;
  what: HistoryEvent | GuestDeed;
  requestId: number | null;
  /** The person who did it, where the row keeps a name. */
  name: string | null;
  /** The last day (YYYY-MM-DD) to which somebody extended the access. */
  day: string | null;
};

const deed = (word: GuestDeed) => sql.lit(word);
const code = (word: ReasonCode) => sql.lit(word);

/**
 * The events of a guest, under any address of the account, in order: those in the history, and the invitations, votes
 * and steps of these requests. The grants of one invitation count as one event, at the moment of the last one. An end,
 * an extension and a removal name the request that made them, and not the one that invited.
 */
export async function guestHistory(
  db: Db,
  { id: guestId, address }: { id: number; address: string },
  requestIds: readonly number[],
): Promise<GuestHappening[]> {
  // An invitation that never began belongs to no guest.
  const guestIds = sameAccount(guestId);
  const isTheirs = sql`(i.guest_id = any(${guestIds}) or i.guest_id is null and i.address = ${address})`;
  // Of what happened at one instant the decisions come first, then the steps, then what Graph told.
  return await all(db)`
    select at, what, request_id, name, day from (
    select h.at, case when h.what = ${eventWord('account restored')} and h.detail ? 'blocked' then ${deed('restored still blocked')}
        when h.what <> ${eventWord('access ended')} then h.what when how.left_later then ${deed('access left')}
        when how.kept then ${deed('access kept')}
        when how.gone_before then ${deed('access gone before')}
        when e.cause = 'returned' then ${deed('returned access taken')} when e.cause in ('asked', 'not accepted') then ${deed('access revoked')} when e.cause = 'undone' then ${deed('approval undone')} else h.what end as what,
      who.id as request_id, case when h.what = ${eventWord('resend asked')} then asker.name when who.automatic is null then nullif(who.requester_name, '') end as name, h.detail->>'to' as day, 3 as place, h.id
    from history h left join invitation t on t.id = h.invitation_id
    left join lateral ${howEnded('t')} how on h.what = ${eventWord('access ended')}
    left join invitation e on e.id = t.ending_id
    left join request who on who.id = case h.what when ${eventWord('access ended')} then e.request_id
      when ${eventWord('access extended')} then (h.detail->>'by')::bigint
      when ${eventWord('account removed')} then h.request_id when ${eventWord('account restored')} then h.request_id end
    left join lateral (
      select coalesce(max(nullif(q.requester_name, '')) filter (where q.requester_id = h.actor), (
        select max(v.owner_name) from vote v join approval a on a.id = v.approval_id
        where a.request_id = h.request_id and v.owner_id = h.actor and v.owner_name <> '')) as name
      from request q where q.id = h.request_id) asker on h.what = ${eventWord('resend asked')}
    where h.guest_id = any(${guestIds})
      and (h.what not in (${eventWord('access ended')}, ${eventWord('access extended')}) or h.request_id = any(${requestIds}::bigint[]))
    union all
    select e.ended_at, ${deed('access left')}, e.request_id, case when q.automatic is null then nullif(q.requester_name, '') end, null, 2, e.id
    from invitation i join invitation e on e.id = i.ending_id join request q on q.id = e.request_id
    where i.guest_id = any(${guestIds}) and i.request_id = any(${requestIds}::bigint[]) and ${endFailed('i')}
    union all
    select s.settled_at, case s.state when 'unknown' then ${deed('removal not known')} else ${deed('removal refused')} end, s.request_id, null, null, 2, s.id from step s
    where s.guest_id = any(${guestIds}) and s.kind = 'remove' and s.state in ('refused', 'unknown')
    union all
    select v.voted_at, case when v.yes then ${deed('approved')} else ${deed('rejected')} end, i.request_id, coalesce(v.cast_by_name, v.owner_name), null, 0, v.invitation_id
    from vote v join invitation i on i.id = v.invitation_id
    where ${isTheirs} and i.request_id = any(${requestIds}::bigint[]) and v.owner_name <> ''
    union all
    select i.ended_at, case when i.state = 'rejected' then ${deed('not decided')}
        when i.reason->>'code' = ${code('withdrawn by requester')} then ${deed('withdrawn')} else ${deed('cancelled')} end,
      i.request_id, null, null, 1, i.id
    from invitation i
    where ${isTheirs} and i.request_id = any(${requestIds}::bigint[]) and ${isInvite('i')} and i.ended_at is not null
      and (i.state = 'cancelled' or i.state = 'rejected' and i.reason->>'code' = ${code('approval timed out')})
    union all
    select max(s.settled_at), case when s.resend > 0 then ${deed('mail sent again')} when s.kind = 'invite' then ${deed('invited')}
        when s.kind = 'restore' then ${deed('restored')} else ${deed('access given')} end as done,
      s.request_id, null, null, 2, max(s.id)
    from step s join invitation i on i.id = s.invitation_id
    where i.guest_id = any(${guestIds}) and i.request_id = any(${requestIds}::bigint[]) and s.state = 'done'
      and (${isGrant('s')} or ${isGate('s')} and s.answer in ${answerWords(['made', 'found', 'restored'])})
    group by s.invitation_id, s.request_id, s.resend, done
    union all
    select s.settled_at, case s.state when 'refused' then ${deed('mail not sent again')} else ${deed('mail sent again unknown')} end,
      s.request_id, null, null, 2, s.id
    from step s join invitation i on i.id = s.invitation_id
    where i.guest_id = any(${guestIds}) and i.request_id = any(${requestIds}::bigint[])
      and s.resend > 0 and s.state in ('refused', 'unknown')
    ) happened order by at, place, id`;
}
