import type { Reason } from '../../guests/reason.ts';
import type { Db } from '../database.ts';
import { isForGuest, isGrant, isOpen } from '../fragments.ts';
import { moving } from '../state-moves.ts';
import { column, exists, run } from '../statement.ts';
import { answerWord } from '../step-answer-words.ts';

/**
 * Settles as unknown the invite of a guest whom Graph never showed, even where it counted as made, and every step that
 * still waits for the guest. Returns the requests of these steps. The caller has locked the guest.
 */
export async function undoInvite(
  db: Db,
  guestId: number,
  reason: Reason,
  now: Date,
): Promise<number[]> {
  return await column(db)`
    with changed as (
      update step s set state = 'unknown', answer = ${answerWord('not yet')}, reason = ${JSON.stringify(reason)}::jsonb,
        settled_at = ${now}, due_at = null, lease_until = null, lease_by = null
      where s.guest_id = ${guestId}
        and (${isForGuest('s')} and ${isOpen('s')}
          or s.kind = 'invite' and s.resend = 0 and (${isOpen('s')} or s.state = 'done' and s.answer = ${answerWord('made')}))
      returning s.request_id)
    select distinct request_id as id from changed order by id`;
}

/** True where Graph said that it made this guest for us, and no grant has proved it. */
export async function wasMade(db: Db, guestId: number): Promise<boolean> {
  return await exists(db)`
    select 1 from step s join guest g on g.id = s.guest_id
    where g.id = ${guestId} and g.state = 'pending' and g.transitions = 0
      and s.kind = 'invite' and s.resend = 0 and s.state = 'done' and s.answer = ${answerWord('made')}
      and not exists (select from step o where o.guest_id = g.id and ${isGrant('o')} and o.state = 'done')`;
}

const dropping = moving('guest', ['pending'], 'deleted');

/**
 * Forgets the account of a guest whom Graph never showed, and counts the guest as deleted. The next invitation may find
 * or make another.
 */
export async function dropAccount(db: Db, guestId: number): Promise<void> {
  await run(db)`
    update guest set object_id = null, state = ${dropping.to}, made_by_us = false, look_due_at = null
    where id = ${guestId} and state in ${dropping.from} and transitions = 0`;
}
