import type { Db } from '../database.ts';
import { wantedAgain } from '../fragments.ts';
import { column, run } from '../statement.ts';
import { isUnanswered } from './end-notices.ts';
import { type LivingAccess, livingAccess } from './living-access.ts';

/**
 * The invitations in a notice whose access still ends when the notice says. Leaves out invitations that this person
 * lets end, if the person may only ask.
 */
export async function noticeAccess(
  db: Db,
  { tenantId, noticeId }: { tenantId: string; noticeId: number },
  personId: string,
): Promise<LivingAccess[]> {
  const invitationIds = await column(db)<number>`
    select n.invitation_id from end_notice_row n join end_notice e on e.id = n.notice_id
    join invitation i on i.id = n.invitation_id
    where e.id = ${noticeId} and e.tenant_id = ${tenantId} and ${isUnanswered} and not exists (
      select from end_wish w where w.invitation_id = i.id and w.person_id = ${personId} and w.ends_at = n.ends_at)`;
  return await livingAccess(db, { tenantId, invitationIds });
}

/**
 * Notes that somebody lets these ends come: the bot sends no more notices of them. False where somebody has answered
 * for all of them.
 */
export async function letEnd(
  db: Db,
  noticeId: number,
  invitationIds: readonly number[],
  by: { personId: string; now: Date },
): Promise<boolean> {
  const answered = await column(db)<number>`
    update end_notice_row set let_at = ${by.now}, let_by = ${by.personId}
    where notice_id = ${noticeId} and invitation_id = any(${invitationIds}::bigint[]) and let_at is null
    returning invitation_id`;
  await run(db)`
    update invitation set notice_at = null where id = any(${answered}::bigint[])`;
  return answered.length > 0;
}

/**
 * Notes that somebody who may only ask lets these ends come. The owners hear so, and decide. False where that person
 * has said so of all of them.
 */
export async function wishEnd(
  db: Db,
  noticeId: number,
  invitationIds: readonly number[],
  by: { personId: string; now: Date },
): Promise<boolean> {
  const said = await column(db)<number>`
    insert into end_wish (invitation_id, person_id, ends_at, said_at)
    select n.invitation_id, ${by.personId}, n.ends_at, ${by.now} from end_notice_row n
    where n.notice_id = ${noticeId} and n.invitation_id = any(${invitationIds}::bigint[])
    on conflict (invitation_id, person_id) do update set ends_at = excluded.ends_at, said_at = excluded.said_at
      where end_wish.ends_at <> excluded.ends_at
    returning invitation_id`;
  return said.length > 0;
}

/** Asks the bot to draw the notices again that name these guests, because their account is gone, or back. */
export async function redrawNoticesOf(
  db: Db,
  guestIds: readonly number[],
  dueAt: Date,
): Promise<void> {
  const named = await column(db)<number>`
    select n.invitation_id from invitation i join end_notice_row n on n.invitation_id = i.id
    where i.guest_id = any(${guestIds}::bigint[])`;
  if (named.length > 0) await redrawNotices(db, named, dueAt);
}

/** Asks the bot to draw the notices again that name these invitations, because an end came, moved or has its answer. */
export async function redrawNotices(
  db: Db,
  invitationIds: readonly number[],
  dueAt: Date,
): Promise<void> {
  await run(db)`
    update shown_card set ${wantedAgain(dueAt)}, final = false
    where kind = 'notice' and dead_at is null and detail ? 'noticeId' and subject_id in (
      select notice_id from end_notice_row where invitation_id = any(${invitationIds}::bigint[]))`;
}
