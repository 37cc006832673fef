import type { Reason } from '../../guests/reason.ts';
import type { TakeKind } from '../../guests/step.ts';
import type { Db } from '../database.ts';
import { behindAccountOf, isInvite, isTake, isUnderWay, lockedSteps } from '../fragments.ts';
import { all, column, run } from '../statement.ts';
import { answerWord } from '../step-answer-words.ts';
import { workAgain } from './work-again.ts';

/**
 * A grant or account that an end left, because another invitation needed it. That invitation has come to nothing since.
 */
export type Leftover = {
  id: number;
  guestId: number;
  kind: TakeKind | 'block';
  target: string;
  detail: string;
};

const needed = {
  grant: 'grant needed elsewhere',
  account: 'account needed',
} satisfies Record<string, Reason['code']>;

/** Replicas' clocks differ, and a replica may write a decision later than it took it. */
const slackSeconds = 60;

/**
 * Finds what ends left for invitations that failed since, or that somebody rejected, left out or cancelled. Others may
 * still need it. The last end decides over an account.
 */
export async function leftovers(db: Db, limit: number): Promise<Leftover[]> {
  return await all(db)`
    select s.id, s.guest_id, s.kind, s.target, s.detail from step s
    where s.state = 'done' and s.answer = ${answerWord('kept')} and (
        ${isTake('s')} and s.reason->>'code' = ${needed.grant}
        or s.kind = 'block' and s.reason->>'code' = ${needed.account} and not exists (
          select from ${behindAccountOf('s.guest_id')} o join invitation e on e.guest_id = o.id
          where e.kind = 'end' and e.id <> s.invitation_id and (${isUnderWay('e')} or e.ended_at > s.settled_at)))
      and exists (
        select from ${behindAccountOf('s.guest_id')} b join guest o on o.id = b.id join invitation i
          on i.guest_id = o.id or i.guest_id is null and (i.address = o.address or i.found_id = o.object_id)
        join request r on r.id = i.request_id and r.tenant_id = o.tenant_id
        where ${isInvite('i')} and i.state in ('failed', 'rejected', 'cancelled', 'skipped')
          and i.ended_at >= s.settled_at - make_interval(secs => ${slackSeconds}))
    order by s.id limit ${limit}`;
}

/** Leaves what an invitation still needs, until another invitation comes to nothing. */
export async function keepLeftovers(db: Db, ids: readonly number[], now: Date): Promise<void> {
  await run(db)`
    update step set settled_at = ${now}
    where id in ${lockedSteps(ids)} and state = 'done' and answer = ${answerWord('kept')}`;
}

/**
 * Makes steps due again that no invitation needs any more: the bot decides over each once more, and takes it. Their
 * rows work again, so that people hear of what Graph refuses.
 */
export async function dueAgain(db: Db, ids: readonly number[], now: Date): Promise<void> {
  const rows = await column(db)<number>`
    update step set state = 'due', due_at = ${now}, answer = null, reason = null, attempts = 0, first_tried_at = null,
      settled_at = null
    where id in ${lockedSteps(ids)} and state = 'done' and answer = ${answerWord('kept')}
    returning invitation_id`;
  await workAgain(db, [...new Set(rows)], now);
}
