import type { Db } from '../database.ts';
import { behindAccountOf, isInvite, isTake, mayHaveAccess, wentWithAccount } from '../fragments.ts';
import { all } from '../statement.ts';
import { answerWord } from '../step-answer-words.ts';

/** Access of a deleted account, as a restore finds it. */
export type ComingBack = {
  invitationId: number;
  projectKey: string;
  endsAt: Date | null;
  endZone: string | null;
  /** It ended while the account was away: the bot takes it once the account is back. */
  over: boolean;
};

/** The access that a restore of the account behind this guest brings back, and what ended while the account was away. */
export async function comingBack(db: Db, guestId: number, now: Date): Promise<ComingBack[]> {
  return await all(db)`
    select i.id as invitation_id, i.project_key, i.ends_at, i.end_zone,
      i.state in ('revoked', 'expired') or coalesce(i.ends_at <= ${now}, false) as over
    from guest g cross join lateral ${behindAccountOf('g.id')} b join invitation i on i.guest_id = b.id
    where g.id = ${guestId} and ${isInvite('i')} and (${mayHaveAccess('i')} or ${wentWithAccount('i')}
      or i.state in ('revoked', 'expired') and exists (select from step s where s.invitation_id = i.ending_id and ${isTake('s')}
        and s.state = 'done' and s.answer = ${answerWord('account gone')}))
    order by i.id`;
}
