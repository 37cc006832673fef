import { sql } from 'kysely';
import type { RowKind } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import { among } from '../fragments.ts';
import { column, run } from '../statement.ts';
import { answerWord } from '../step-answer-words.ts';

/** True where nothing of this step has reached Graph. An invite that may have gone out is `looking`, or a repeat. */
const unsent = sql.raw(
  `(o.state = 'withdrawn' or (o.state = 'due' and o.repeats = 0 and (o.attempts = 0 or o.kind = 'invite')))`,
);

/** Rows that other rows were not decided with in mind, so that each may stop by itself. */
const stoppable = ['invite', 'resend', 'remove', 'restore'] as const satisfies readonly RowKind[];

/**
 * Withdraws the steps of a request's invitations that have sent nothing at all. The bot carries an invitation through
 * that has begun. A worker that leased such a step cannot intend it any more. Returns the invitations that end,
 * including those without steps that only waited for the guest. A mail that goes again and a removal or restore of an
 * account stop as an invitation does. The bot carries an end through: other ends were decided with it in mind. The
 * caller has locked the guests.
 */
export async function withdrawUnsent(db: Db, requestId: number, now: Date): Promise<number[]> {
  // Locks the steps before it judges them. A worker that is writing an intent right now finishes first.
  await run(db)`
    select 1 from step where state = 'due' and invitation_id in (
      select id from invitation where request_id = ${requestId} and state = 'working')
    order by id for update`;
  const ids = await column(db)<number>`
    select i.id from invitation i join guest g on g.id = i.guest_id
    where i.request_id = ${requestId} and i.state = 'working' and ${among('i.kind', stoppable)}
      and not exists (select from step o where o.invitation_id = i.id and not ${unsent})
      and (g.object_id is null and i.kind = 'invite' or exists (select from step o where o.invitation_id = i.id))`;
  await run(db)`
    update step set state = 'withdrawn', answer = ${answerWord('cancelled')}, settled_at = ${now}, due_at = null,
      lease_until = null, lease_by = null
    where invitation_id = any(${ids}::bigint[]) and state = 'due'`;
  return ids;
}
