import { sql } from 'kysely';
import { accountRemarks } from '../../guests/ending/decide-account.ts';
import type { Reason } from '../../guests/reason.ts';
import type { InvitationState, Move, MovesFrom } from '../../guests/states.ts';
import type { RowKind } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import { isGate, isInvite, isOpen } from '../fragments.ts';
import { moving } from '../state-moves.ts';
import { all, count } from '../statement.ts';
import { answerWord } from '../step-answer-words.ts';

/** Moves invitations of one request. Invitations that do not stand in `from` stay. Returns how many moved. */
export async function moveInvitations(
  db: Db,
  move: Move<'invitation'> & {
    requestId: number;
    projectKey?: string;
    ids?: readonly number[];
    approvalId?: number;
    reason?: Reason;
  },
  now: Date,
): Promise<number> {
  const final = move.to === 'rejected' || move.to === 'cancelled' || move.to === 'skipped';
  return await count(db)`
    update invitation set state = ${move.to},
      approval_id = coalesce(${move.approvalId ?? null}, approval_id),
      reason = coalesce(${move.reason === undefined ? null : JSON.stringify(move.reason)}::jsonb, reason),
      ended_at = ${final ? now : null}
    where request_id = ${move.requestId} and state = ${move.from}
      and (${move.projectKey ?? null}::text is null or project_key = ${move.projectKey ?? null})
      and (${move.ids ?? null}::bigint[] is null or id = any(${move.ids ?? null}::bigint[]))`;
}

const ending = (to: MovesFrom<'invitation', 'working'>) => moving('invitation', ['working'], to).to;

/**
 * Ends the working invitations whose steps are all settled. An invitation ends as unknown where the mail may not have
 * gone, as failed where nothing came of it, as complete where Graph refused nothing, and as partly otherwise. An
 * invitation without an invite of its own waits for the guest's. It skips invitations that another replica is ending.
 * `guestIds` limits it to these guests, which costs the same however many others are under way. Rows of other kinds end
 * in the same way; one that ends an invitation waits until the work on that is over.
 */
export async function finishInvitations(
  db: Db,
  now: Date,
  guestIds?: readonly number[],
): Promise<FinishedRow[]> {
  const among = guestIds === undefined ? sql`true` : sql`i.guest_id = any(${guestIds}::bigint[])`;
  return await all(db)`
    with over as (
      select i.id from invitation i where i.state = 'working' and ${among}
        and not exists (select from step o where o.invitation_id = i.id and ${isOpen('o')})
        and (not ${isInvite('i')}
          or not exists (select from step o where o.guest_id = i.guest_id and ${isGate('o')} and ${isOpen('o')}))
        and not exists (select from invitation t where t.ending_id = i.id and t.state = 'working')
      order by i.id for no key update of i skip locked),
    settled as (
      select i.id, ${isInvite('i')} and g.object_id is null as no_guest, ${isInvite('i')} as is_invite,
        -- The access does not depend on a sponsor, and ends without a block too.
        count(*) filter (where s.state = 'refused' and s.kind not in ('sponsor', 'block')) as refused,
        -- A guest who existed already is no result of the invitation, and a block takes no part of the access.
        count(*) filter (where s.state = 'done' and s.kind not in ('sponsor', 'block') and s.answer <> ${answerWord('kept')} and not (s.kind = 'invite' and s.answer = ${answerWord('already so')})) as done,
        -- A resend went, so nothing is unknown any more.
        coalesce(bool_or(s.state = 'unknown'), false)
          and not coalesce(bool_or(s.resend > 0 and s.state = 'done'), false) as unknown,
        -- Where the bot could not unblock the account, the invitation fails for that.
        (array_agg(s.reason order by s.kind = 'unblock' and s.state = 'refused' desc, ${isGate('s')} desc,
          coalesce(s.resend > 0 and s.state = 'done', false) desc, s.state = 'done',
          -- A remark about the account weighs more than a grant that stays.
          s.reason->>'code' in (${sql.join(accountRemarks.map((code) => sql.lit(code)))}) desc,
          case when s.resend > 0 then -s.id else s.id end) filter (where s.reason is not null))[1] as reason
      from invitation i join over on over.id = i.id left join guest g on g.id = i.guest_id
        left join step s on s.invitation_id = i.id
      group by i.id, g.object_id)
    update invitation i set ended_at = ${now}, reason = coalesce(settled.reason, i.reason),
      state = case
        when settled.unknown then ${ending('unknown')}
        when settled.no_guest then ${ending('failed')}
        when settled.refused = 0 then ${ending('complete')}
        when settled.done = 0 then ${ending('failed')}
        else ${ending('partly')} end,
      completed_at = case when settled.is_invite and not settled.unknown and not settled.no_guest and settled.refused = 0
        then coalesce(i.completed_at, ${now}) else i.completed_at end
    from settled where i.id = settled.id and i.state = 'working'
    returning i.request_id, i.id as invitation_id, i.kind, i.state`;
}

/** A row that this statement has just ended. */
export type FinishedRow = {
  requestId: number;
  invitationId: number;
  kind: RowKind;
  state: InvitationState;
};
