import type { GuestState } from '../../guests/states.ts';
import type { Db } from '../database.ts';
import { behindAccountOf, mayHaveAccess, wantedAgain } from '../fragments.ts';
import { all, changed, column, distinct, first, one, run } from '../statement.ts';

export type GiveUpAnswer = 'revoke' | 'keep';

/** A question to a requester whether the bot is to revoke invitations that nobody has accepted for long. */
export type GiveUp = {
  id: number;
  tenantId: string;
  projectKey: string;
  personId: string;
  answer: GiveUpAnswer | null;
  answeredBy: string | null;
};

/** The invitations, among these, about which the bot has asked somebody already. */
export async function askedToGiveUp(
  db: Db,
  invitationIds: readonly number[],
): Promise<Set<number>> {
  return await distinct(db)`
    select invitation_id from give_up_row where invitation_id = any(${invitationIds}::bigint[])`;
}

/** Stores a question. The caller has made sure that no other question is about these invitations. */
export async function insertGiveUp(
  db: Db,
  of: { tenantId: string; projectKey: string; personId: string; invitationIds: readonly number[] },
  now: Date,
): Promise<number> {
  const { id } = await one(db)<{ id: number }>`
    insert into give_up (tenant_id, project_key, person_id, asked_at)
    values (${of.tenantId}, ${of.projectKey}, ${of.personId}, ${now}) returning id`;
  await run(db)`
    insert into give_up_row (invitation_id, give_up_id)
    select invitation_id, ${id} from unnest(${of.invitationIds}::bigint[]) invitation_id`;
  return id;
}

/** Questions that the bot has not put to anybody yet. */
export async function giveUpsToTell(db: Db, tenantId: string): Promise<GiveUp[]> {
  return await all(db)`
    select id, tenant_id, project_key, person_id, answer, answered_by from give_up
    where told_at is null and tenant_id = ${tenantId} order by id`;
}

/** Notes that the bot asked the question. False: another replica has asked it. */
export async function markGiveUpTold(db: Db, id: number, now: Date): Promise<boolean> {
  return await changed(
    db,
  )`update give_up set told_at = ${now} where id = ${id} and told_at is null`;
}

/** Reads a question. */
export async function readGiveUp(db: Db, id: number): Promise<GiveUp | undefined> {
  return await first(db)`
    select id, tenant_id, project_key, person_id, answer, answered_by from give_up where id = ${id}`;
}

/** A partner whom a question names. `waits`: the invitation stands, and the partner has not accepted. */
export type PartnerInQuestion = {
  invitationId: number;
  guestId: number;
  name: string;
  address: string;
  guestState: GuestState;
  waits: boolean;
};

/** The partners in a question, by the time of their invitation. */
export async function partnersInQuestion(db: Db, giveUpId: number): Promise<PartnerInQuestion[]> {
  return await all(db)`
    select i.id as invitation_id, g.id as guest_id, coalesce(g.display_name, i.display_name) as name, g.address, g.state as guest_state,
      g.state = 'pending' and ${mayHaveAccess('i')} as waits
    from give_up_row w join invitation i on i.id = w.invitation_id join guest g on g.id = i.guest_id
    where w.give_up_id = ${giveUpId} order by i.id`;
}

/**
 * The invitations of a partner in the project of an invitation, up to that one: it, and each earlier one that stands,
 * under any address of the account. The requester of a later one still waits.
 */
export async function standingUntil(
  db: Db,
  invitationIds: readonly number[],
): Promise<Map<number, number[]>> {
  const rows = await all(db)<{ until: number; invitationId: number }>`
    select i.id as until, o.id as invitation_id
    from invitation i cross join lateral ${behindAccountOf('i.guest_id')} account cross join lateral (
      select n.id from invitation n where n.guest_id = account.id and n.project_key = i.project_key and n.id <= i.id
        and ${mayHaveAccess('n')} offset 0) o
    where i.id = any(${invitationIds}::bigint[]) order by o.id`;
  const byNewest = Map.groupBy(rows, ({ until }) => until);
  return new Map([...byNewest].map(([id, own]) => [id, own.map((each) => each.invitationId)]));
}

/** Stores the answer. False: there is one already. */
export async function answerGiveUp(
  db: Db,
  id: number,
  { answer, by }: { answer: GiveUpAnswer; by: string },
  now: Date,
): Promise<boolean> {
  return await changed(db)`
    update give_up set answer = ${answer}, answered_by = ${by}, answered_at = ${now} where id = ${id} and answer is null`;
}

/**
 * Asks the bot to draw every copy of these questions again: they have their answer, or name somebody who has accepted.
 */
export async function redrawGiveUps(db: Db, ids: readonly number[], dueAt: Date): Promise<void> {
  await run(db)`
    update shown_card set ${wantedAgain(dueAt)}, final = false
    where id in (
      select id from shown_card where kind = 'notice' and dead_at is null and subject_id = any(${ids}::bigint[]) and detail ? 'giveUpId'
      order by id for update)`;
}

/** The questions about invitations of these guests that nobody has answered, each once. */
export async function openGiveUpsOf(db: Db, guestIds: readonly number[]): Promise<number[]> {
  return await column(db)`
    select distinct q.id from invitation i join give_up_row w on w.invitation_id = i.id join give_up q on q.id = w.give_up_id
    where i.guest_id = any(${guestIds}::bigint[]) and q.answer is null`;
}

/** The first requesters of these invitations. */
export async function whoAsked(
  db: Db,
  invitationIds: readonly number[],
): Promise<{ invitationId: number; personId: string }[]> {
  return await all(db)`
    select i.id as invitation_id, coalesce(i.asked_first_by, r.requester_id) as person_id
    from invitation i join request r on r.id = i.request_id where i.id = any(${invitationIds}::bigint[])`;
}
