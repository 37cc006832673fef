import { sql } from 'kysely';
import type { Plan } from '../../guests/plan.ts';
import type { Reason } from '../../guests/reason.ts';
import type { Db } from '../database.ts';
import { isInvite, isOpen } from '../fragments.ts';
import { moving } from '../state-moves.ts';
import { all, run } from '../statement.ts';
import type { InvitationRecord } from './invitations.ts';

/** An approved invitation, with what work must know of its request. */
export type ApprovedInvitation = InvitationRecord & {
  bulk: boolean;
  tenantId: string;
  requesterId: string;
  /** One of the first rows of a large request: they go ahead alone. */
  onTrial: boolean;
};

/** At most so many steps of a request wait for their call. A request that comes later then waits behind few. */
const mostWaiting = 300;

/** The requester's right was read after the owners decided, or nobody was asked. */
const mayBegin = sql.raw(
  'not exists (select from approval a where a.id = i.approval_id and a.rights_due)',
);

/** Requests of the other kinds may wait with thousands of approved rows, and none of them invites. */
const mayInvite = sql.raw("r.kind not in ('end', 'remove', 'restore')");

/**
 * Takes approved invitations that work may begin on, in turns between requests. Invitations for which a person waits
 * come before bulk. Locks them until the transaction ends. A request on trial gives no more than the first rows that it
 * has left.
 */
export async function takeApproved(
  db: Db,
  limit: number,
  now: Date,
): Promise<ApprovedInvitation[]> {
  return await all(db)`
    with request_in_turn as materialized (
      select r.id, r.tenant_id, r.requester_id, r.bulk, r.trial_left from request r
      where r.state = 'confirmed' and ${mayInvite} and r.cancelled_at is null and r.held_at is null
        and coalesce(r.trial_left, 1) > 0
        and exists (select from invitation i where i.request_id = r.id and i.state = 'approved' and ${isInvite('i')} and ${mayBegin})
        and (select count(*) from (select from step s where s.request_id = r.id
          and ${isOpen('s')} and s.due_at <= ${now} limit ${mostWaiting}) w) < ${mostWaiting}
      order by r.id for no key update of r skip locked),
    turn as (
      select i.id, r.tenant_id, r.requester_id, r.bulk, r.trial_left is not null as on_trial,
        row_number() over (partition by r.id order by i.id) as place
      from request_in_turn r cross join lateral (
        select id from invitation i where request_id = r.id and state = 'approved' and ${isInvite('i')} and ${mayBegin}
        order by id limit least(${limit}::integer, r.trial_left)) i)
    select i.*, turn.bulk and not turn.on_trial as bulk, turn.tenant_id, turn.requester_id, turn.on_trial
    from turn join invitation i on i.id = turn.id
    where i.state = 'approved'
    order by turn.bulk, turn.place, i.id limit ${limit} for update of i skip locked`;
}

const beginning = moving('invitation', ['approved'], 'working');

/**
 * An invitation that work begins on. `changed`: another invitation brings the invite, and this one adds access
 * only.
 */
export type Beginning = { id: number; guestId: number; changed: Reason | undefined };

/** Moves approved invitations to work. */
export async function beginInvitations(db: Db, beginnings: readonly Beginning[]): Promise<void> {
  const payload = beginnings.map(({ id, guestId, changed }) => ({
    id,
    guest_id: guestId,
    changed: changed ?? null,
  }));
  await run(db)`
    update invitation i set state = ${beginning.to}, guest_id = b.guest_id, reason = b.changed,
      plan = case when b.changed is null then i.plan else 'access only' end
    from jsonb_to_recordset(${JSON.stringify(payload)}::jsonb) as b(id bigint, guest_id bigint, changed jsonb)
    where i.id = b.id and i.state in ${beginning.from}`;
}

/** Writes the invitation's plan at work, and why it differs from the review's. */
export async function setPlan(db: Db, id: number, plan: Plan, changed?: Reason): Promise<void> {
  await run(db)`
    update invitation set plan = ${plan},
      reason = coalesce(${changed === undefined ? null : JSON.stringify(changed)}::jsonb, reason)
    where id = ${id} and (plan <> ${plan} or ${changed === undefined})`;
}

/** Notes that the invitation mail went, where the invitation sends one. */
export async function markMailed(db: Db, ids: readonly number[]): Promise<void> {
  await run(db)`update invitation set mailed = send_mail where id = any(${ids}::bigint[])`;
}
