import { sql } from 'kysely';
import type { ReminderTerms } from '../../guests/approval/owner-reminders.ts';
import type { Db } from '../database.ts';
import { all, column, count, exists, first, run } from '../statement.ts';

/** Somebody whom the bot asked in their own chat, and who has neither voted nor handed the approval on. */
export type AskedPerson = {
  personId: string;
  timeZone: string | null;
  remindedAt: Date | null;
  /** The stand-in of this person who has the card, and could give the vote as far as the rows say. */
  standInId: string | null;
};

/** An open approval, with the people for whom it waits. */
export type ApprovalToRemind = ReminderTerms & {
  id: number;
  requestId: number;
  /** The deciders: the `decidersKey` of `ApprovalRecord`. */
  decidersKey: string;
  tenantId: string;
  remindAt: Date;
  people: readonly AskedPerson[];
};

type Row = Omit<ApprovalToRemind, 'people'> & {
  people: readonly (Omit<AskedPerson, 'remindedAt'> & { remindedAt: string | null })[];
};

/** The stand-in did not ask, has not voted yet, is still there, and has a living copy of the card. */
const mayStandIn = sql`lower(s.stand_in_id) <> lower(due.requester_id)
  and not exists (select from vote v where v.approval_id = due.id and v.stage = due.stage and s.stand_in_id in (v.owner_id, v.cast_by))
  and not exists (select from leaver l where l.tenant_id = s.tenant_id and l.person_id = lower(s.stand_in_id))
  and exists (select from shown_card o join place h on h.id = o.place_id
    where o.kind = 'approval' and o.subject_id = due.id and not o.moved and o.dead_at is null
      and h.kind = 'person' and h.key = s.stand_in_id and h.dead_at is null)`;

/** Open approvals for which the bot looks now whether to remind somebody, the most overdue first. */
export async function approvalsToRemind(
  db: Db,
  now: Date,
  limit: number,
): Promise<ApprovalToRemind[]> {
  const rows = await all(db)<Row>`
    with due as (
      select a.id, a.request_id, a.stage, a.rule ? 'stages' as staged, a.deciders_key, a.asked_at, a.times_out_at, a.followed_up_at, a.remind_at, r.tenant_id, r.requester_id
      from approval a join request r on r.id = a.request_id
      where a.state = 'open' and a.remind_at <= ${now} order by a.remind_at limit ${limit})
    select due.*, coalesce((
      select json_agg(json_build_object('personId', p.key, 'timeZone', p.time_zone, 'remindedAt', (
        select max(m.reminded_at) from reminder m
        where m.tenant_id = p.tenant_id and m.person_id = p.key and m.reminded_at <= ${now}), 'standInId', (
        select s.stand_in_id from asked_instead i join stand_in s on s.id = i.stand_in_row
        where i.approval_id = due.id and s.person_id = p.key and s.ended_at is null and s.ends_at > ${now} and ${mayStandIn})) order by p.id)
      from shown_card c join place p on p.id = c.place_id
      where c.kind = 'approval' and c.subject_id = due.id and not c.moved
        and (not due.staged or exists (
          select from stage_asked s where s.approval_id = due.id and s.stage = due.stage and s.person_id = p.key))
        and p.kind = 'person' and p.dead_at is null and not exists (select from vote v where v.approval_id = due.id and v.stage = due.stage and p.key in (v.owner_id, v.cast_by))
        and not exists (select from reassignment h where h.approval_id = due.id and h.from_id = p.key)), '[]') as people
    from due order by remind_at`;
  return rows.map(({ people, ...approval }) => ({
    ...approval,
    people: people.map(({ remindedAt, ...person }) => ({
      ...person,
      remindedAt: remindedAt === null ? null : new Date(remindedAt),
    })),
  }));
}

/** Stores when to look next. Changes nothing where somebody asked for another look meanwhile. */
export async function setNextLook(
  db: Db,
  { id, remindAt }: Pick<ApprovalToRemind, 'id' | 'remindAt'>,
  next: Date | null,
): Promise<void> {
  await run(db)`
    update approval set remind_at = ${next} where id = ${id} and remind_at = ${remindAt}`;
}

/** When this person was last reminded of anything. */
export async function lastReminder(
  db: Db,
  { tenantId, personId }: { tenantId: string; personId: string },
  now: Date,
): Promise<Date | null> {
  const last = await first(db)<{ at: Date | null }>`
    select max(reminded_at) as at from reminder
    where tenant_id = ${tenantId} and person_id = ${personId} and reminded_at <= ${now}`;
  return last?.at ?? null;
}

/** Notes a reminder before its message. Undefined where the bot reminded this person on that day already. */
export async function insertReminder(
  db: Db,
  { tenantId, personId, day }: { tenantId: string; personId: string; day: string },
  now: Date,
): Promise<number | undefined> {
  const [id] = await column(db)<number>`
    insert into reminder (tenant_id, person_id, day, reminded_at)
    values (${tenantId}, ${personId}, ${day}::date, ${now})
    on conflict (tenant_id, person_id, day) do nothing returning id`;
  return id;
}

/** The requester has not followed up for a day. A clock that went back keeps nobody waiting. */
const mayAsk = (now: Date) => sql`(followed_up_at is null or followed_up_at > ${now}
  or followed_up_at <= ${now}::timestamptz - interval '24 hours')`;

/**
 * Asks the bot to remind the owners of a request's open approvals, once a day. Returns for how many approvals this
 * asked.
 */
export async function followUp(db: Db, requestId: number, now: Date): Promise<number> {
  return await count(db)`
    update approval set followed_up_at = ${now}, remind_at = ${now}
    where request_id = ${requestId} and state = 'open' and ${mayAsk(now)}`;
}

/** True where the requester may follow up on an open approval now. */
export async function mayFollowUp(db: Db, requestId: number, now: Date): Promise<boolean> {
  return await exists(db)`
    select from approval where request_id = ${requestId} and state = 'open' and ${mayAsk(now)} limit 1`;
}
