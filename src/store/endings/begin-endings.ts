import { sql } from 'kysely';
import type { Reason } from '../../guests/reason.ts';
import type { GuestState } from '../../guests/states.ts';
import type { Db } from '../database.ts';
import {
  isForGuest,
  isInvite,
  isOpen,
  mayHaveAccess,
  sameAccount,
  wentWithAccount,
} from '../fragments.ts';
import type { InvitationRecord } from '../invitations/invitations.ts';
import { moving } from '../state-moves.ts';
import { all, count, run } from '../statement.ts';
import { answerWord } from '../step-answer-words.ts';

/** A confirmed row that is no invitation, on which work may begin. */
export type ApprovedEnding = InvitationRecord & {
  bulk: boolean;
  tenantId: string;
  requesterId: string;
  automatic: string | null;
  /** One of the first rows of a large request: they go ahead alone. */
  onTrial: boolean;
};

/** At most so many steps of a request wait for their call: a decision made long before its call may be out of date. */
const mostWaiting = 200;

/**
 * Takes approved rows that end, extend, remove, restore or mail again, in turns between requests. Locks them until the
 * transaction ends.
 */
export async function takeApprovedEndings(
  db: Db,
  limit: number,
  now: Date,
): Promise<ApprovedEnding[]> {
  return await all(db)`
    with request_in_turn as materialized (
      select r.id, r.tenant_id, r.requester_id, r.automatic, r.bulk, r.trial_left from request r
      where r.state = 'confirmed' and r.cancelled_at is null and r.held_at is null and r.kind <> 'invite' and coalesce(r.trial_left, 1) > 0
        and exists (select from invitation i where i.request_id = r.id and i.state = 'approved' and not ${isInvite('i')})
        and (select count(*) from (select from step s where s.request_id = r.id
          and ${isOpen('s')} and s.due_at <= ${now} limit ${mostWaiting}) w) < ${mostWaiting}
      order by r.id for no key update of r skip locked),
    turn as (
      select i.id, r.tenant_id, r.requester_id, r.automatic, r.bulk, r.trial_left is not null as on_trial, row_number() over (partition by r.id order by i.id) as place
      from request_in_turn r cross join lateral (
        select id from invitation i where request_id = r.id and state = 'approved' and not ${isInvite('i')}
        order by id limit least(${limit}::integer, r.trial_left)) i)
    select i.*, turn.bulk and not turn.on_trial as bulk, turn.tenant_id, turn.requester_id, turn.automatic, turn.on_trial
    from turn join invitation i on i.id = turn.id
    where i.state = 'approved'
    order by turn.bulk, turn.place, i.id limit ${limit} for update of i skip locked`;
}

/** An invitation that a row is about. `endingState`: that of the row that ends it. */
export type EndingTarget = InvitationRecord & {
  lives: boolean;
  endingState: string | null;
  guestState: GuestState | null;
};

/** Invitations that rows are about, as they stand now. */
export async function readTargets(db: Db, ids: readonly number[]): Promise<EndingTarget[]> {
  return await all(db)`
    ${targets} where i.id = any(${ids}::bigint[]) order by i.id`;
}

/** The other invitations that give this guest access to the same project now, the oldest first. */
export async function otherTargets(
  db: Db,
  { guestId, projectKey, about }: Pick<InvitationRecord, 'guestId' | 'projectKey' | 'about'>,
): Promise<EndingTarget[]> {
  if (guestId === null) return [];
  return await all(db)`
    ${targets} where i.guest_id = any(${sameAccount(guestId)}) and i.project_key = ${projectKey} and i.id <> all(${about}::bigint[])
      and ${isInvite('i')} and ${mayHaveAccess('i')} order by i.id`;
}

const targets = sql`
  select i.*, (${mayHaveAccess('i')} or ${wentWithAccount('i')}) as lives, e.state as ending_state, g.state as guest_state from invitation i
  left join invitation e on e.id = i.ending_id left join guest g on g.id = i.guest_id`;

/**
 * Marks invitations as ending: from now on they need no access and promise none. Withdraws what the bot has still to
 * give for them; a call that is under way goes on, and the end waits for it. The caller has locked the guests.
 */
export async function markEnding(
  db: Db,
  endings: readonly { id: number; about: readonly number[] }[],
  now: Date,
): Promise<void> {
  if (endings.length === 0) return;
  const payload = endings.flatMap(({ id, about }) => about.map((target) => ({ id, target })));
  await run(db)`
    update invitation t set ending_id = e.id, notice_at = null
    from jsonb_to_recordset(${JSON.stringify(payload)}::jsonb) as e(id bigint, target bigint)
    where t.id = e.target`;
  const ending = payload.map(({ target }) => target);
  await run(db)`
    update step s set state = 'withdrawn', answer = ${answerWord('cancelled')}, settled_at = ${now}, due_at = null, lease_until = null,
      lease_by = null
    where s.invitation_id = any(${ending}::bigint[]) and ${isForGuest('s')} and s.state = 'due'`;
  await run(db)`
    update alert a set access = 'missing' from invitation t
    where t.id = any(${ending}::bigint[]) and a.guest_id = t.guest_id and a.project_key = t.project_key and a.access = 'repairing'`;
}

const cancelling = moving('invitation', ['approved'], 'cancelled');
const beginning = moving('invitation', ['approved'], 'working');

/** Cancels approved invitations whose work has not begun, instead of ending them. */
export async function cancelUnbegun(db: Db, ids: readonly number[], now: Date): Promise<void> {
  await run(db)`
    update invitation set state = ${cancelling.to}, ended_at = ${now}, reason = '{"code": "not begun"}'
    where id = any(${ids}::bigint[]) and state in ${cancelling.from} and ${isInvite('invitation')}`;
}

/** Cancels approved invitations whose end came before their work began: nobody gets access for a moment. */
export async function cancelOver(db: Db, now: Date): Promise<void> {
  await run(db)`
    update invitation i set state = ${cancelling.to}, ended_at = ${now},
      reason = jsonb_build_object('code', ${tooLate}::text, 'values', jsonb_build_object('address', i.address, 'value', i.ends_on))
    where i.ends_at <= ${now} and i.ends_at is not null and i.ending_id is null and i.state in ${cancelling.from}
      and ${isInvite('i')}`;
}

const tooLate: Reason['code'] = 'over before begun';

/** Marks rows as begun, and returns how many. A row without steps ends at once. */
export async function beginEndings(
  db: Db,
  rows: readonly { id: number; reason?: object | undefined }[],
): Promise<number> {
  const payload = rows.map(({ id, reason }) => ({ id, reason: reason ?? null }));
  return await count(db)`
    update invitation i set state = ${beginning.to}, reason = coalesce(b.reason, i.reason)
    from jsonb_to_recordset(${JSON.stringify(payload)}::jsonb) as b(id bigint, reason jsonb)
    where i.id = b.id and i.state in ${beginning.from}`;
}

/** Locks those of these invitations whose work has not begun. */
export async function lockUnbegun(db: Db, ids: readonly number[]): Promise<void> {
  await run(db)`
    select 1 from invitation where id = any(${ids}::bigint[]) and state = 'approved' order by id for update`;
}
