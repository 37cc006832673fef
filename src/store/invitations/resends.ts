import { sql } from 'kysely';
import type { GuestState, InvitationState } from '../../guests/states.ts';
import type { Db } from '../database.ts';
import { isInvite } from '../fragments.ts';
import { type Sight, seenBy } from '../guests/partners-in-sight.ts';
import { eventWord } from '../history.ts';
import { moving } from '../state-moves.ts';
import { all, distinct, run } from '../statement.ts';

/** An invitation whose mail the bot may send again; one for each guest. */
export type Resendable = {
  id: number;
  requestId: number;
  guestId: number;
  projectKey: string;
  state: InvitationState;
  guestState: GuestState;
  objectId: string | null;
};

/** By address: the partner's newest visible invitation, unknown ones first. By request: all unknown ones. */
export async function resendables(
  db: Db,
  sight: Sight,
  by: { address: string } | { requestId: number },
): Promise<Resendable[]> {
  const which =
    'address' in by
      ? sql`g.address = ${by.address} and i.state in ('complete', 'partly', 'unknown')`
      : sql`i.request_id = ${by.requestId} and i.state = 'unknown'`;
  return await all(db)`
    select distinct on (g.id) i.id, i.request_id, i.guest_id, i.project_key, i.state, g.state as guest_state, g.object_id
    from invitation i join guest g on g.id = i.guest_id join request r on r.id = i.request_id
    where ${which} and ${isInvite('i')} and i.ending_id is null and i.plan <> 'member' and ${seenBy(sight)}
    order by g.id, (i.state = 'unknown') desc, i.id desc`;
}

/**
 * The span from then until now. A later time comes from a clock that somebody has set back since, and delays nobody.
 */
type Lately = { since: Date; now: Date };

/** Finds the guests among these for whom this person asked for a resend lately. */
export async function resentLately(
  db: Db,
  guestIds: readonly number[],
  { actor, since, now }: Lately & { actor: string },
): Promise<Set<number>> {
  return await distinct(db)`
    select distinct guest_id from history
    where guest_id = any(${guestIds}::bigint[]) and what = ${eventWord('resend asked')} and actor = ${actor} and at > ${since} and at <= ${now}`;
}

/** Finds the guests among these to whom a mail went lately. */
export async function mailedLately(
  db: Db,
  guestIds: readonly number[],
  { since, now }: Lately,
): Promise<Set<number>> {
  return await distinct(db)`
    select distinct s.guest_id from step s join invitation i on i.id = s.invitation_id
    where s.guest_id = any(${guestIds}::bigint[]) and s.kind = 'invite' and s.state = 'done'
      and (i.send_mail or s.resend > 0) and s.settled_at > ${since} and s.settled_at <= ${now}`;
}

const takingUp = moving('invitation', ['unknown'], 'working');

/**
 * Adds a resend for each guest who exists. Where the first invite never made the guest, it takes that invite up
 * again, with all grants that waited for it. The caller has locked the guests, and none of them has an open invite.
 */
export async function insertResends(
  db: Db,
  invitationIds: readonly number[],
  { bulk, now }: { bulk: boolean; now: Date },
): Promise<void> {
  await run(db)`
    insert into step (request_id, invitation_id, guest_id, kind, resend, bulk, due_at)
    select i.request_id, i.id, i.guest_id, 'invite', (
      select coalesce(max(s.resend), 0) + 1 from step s where s.invitation_id = i.id), ${bulk}, ${now}
    from invitation i join guest g on g.id = i.guest_id
    where i.id = any(${invitationIds}::bigint[]) and g.object_id is not null
    on conflict do nothing`;
  await run(db)`
    update step s set state = 'due', attempts = 0, reason = null, answer = null, settled_at = null,
      repeats = case when s.kind = 'invite' then 1 else 0 end,
      due_at = case when s.kind = 'invite' then ${now}::timestamptz end
    from guest g where s.invitation_id = any(${invitationIds}::bigint[]) and g.id = s.guest_id
      and g.object_id is null and s.state = 'unknown'`;
  await run(db)`
    update invitation set state = ${takingUp.to}, reason = null, ended_at = null
    where id = any(${invitationIds}::bigint[]) and state in ${takingUp.from}`;
}
