import type { Db } from '../database.ts';
import { isGate, isGrant, isInvite, isOpen, waitsForGuest } from '../fragments.ts';
import { run } from '../statement.ts';

/**
 * Gives guests a new invite, because somebody cancelled the request that would have invited them, or it gave up. The
 * oldest invitation that waits for the guest takes over the invite or the restore, and mails. The caller has locked the
 * guests.
 */
export async function adoptInvites(db: Db, requestId: number, now: Date): Promise<void> {
  await run(db)`
    with heir as (
      select distinct on (i.guest_id) i.id, i.request_id, i.guest_id, i.plan, r.bulk
      from invitation i join guest g on g.id = i.guest_id join request r on r.id = i.request_id
      where i.guest_id in (select guest_id from invitation where request_id = ${requestId})
        and i.state = 'working' and ${isInvite('i')} and i.ending_id is null and (g.object_id is null or g.state = 'deleted'
          or exists (select from step s where s.invitation_id = i.id and ${waitsForGuest('s')}))
        and not exists (select from step s where s.guest_id = i.guest_id and ${isGate('s')}
          and ${isOpen('s')})
        -- An invitation whose own gate is settled keeps that answer: it never invites again by itself.
        and not exists (select from step s where s.invitation_id = i.id and ${isGate('s')} and s.state <> 'withdrawn')
        and (exists (select from step s where s.invitation_id = i.id and ${waitsForGuest('s')})
          or not exists (select from step s where s.invitation_id = i.id and ${isGrant('s')}))
      order by i.guest_id, i.id),
    planned as (
      update invitation set plan = 'invite' where plan = 'access only' and found_id is null and id in (select id from heir))
    insert into step (request_id, invitation_id, guest_id, kind, bulk, due_at)
    select request_id, id, guest_id, case plan when 'restore' then 'restore' else 'invite' end, bulk, ${now}::timestamptz from heir
    on conflict (invitation_id, kind, target, detail, resend) do update set state = 'due', due_at = excluded.due_at,
      attempts = 0, repeats = 0, first_tried_at = null, settled_at = null, answer = null, reason = null
      where step.state = 'withdrawn'`;
}
