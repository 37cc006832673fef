import type { Db } from '../database.ts';
import { wantedAgain } from '../fragments.ts';
import { all, changed, column, first, run } from '../statement.ts';

/** Somebody decides for somebody else for a time. */
export type StandIn = {
  id: number;
  tenantId: string;
  /** The owner of the vote. */
  personId: string;
  personName: string;
  /** The person who gives the vote. */
  standInId: string;
  standInName: string;
  /** The last day, YYYY-MM-DD. */
  lastDay: string;
  endsAt: Date;
  endedAt: Date | null;
};

type OfPerson = { tenantId: string; personId: string };

/** The stand-in of this person now. */
export async function standInOf(
  db: Db,
  { tenantId, personId }: OfPerson,
  now: Date,
): Promise<StandIn | undefined> {
  return await first(db)`
    select *, last_day::text as last_day from stand_in
    where tenant_id = ${tenantId} and person_id = ${personId} and ended_at is null and ends_at > ${now}`;
}

/** For whom this person stands in now, the earliest first. */
export async function standInsBy(
  db: Db,
  { tenantId, personId }: OfPerson,
  now: Date,
): Promise<StandIn[]> {
  return await all(db)`
    select *, last_day::text as last_day from stand_in
    where tenant_id = ${tenantId} and stand_in_id = ${personId} and ended_at is null and ends_at > ${now} order by id`;
}

/** The stand-ins of any of these people now. */
export async function standInsFor(
  db: Db,
  tenantId: string,
  personIds: readonly string[],
  now: Date,
): Promise<StandIn[]> {
  return await all(db)`
    select *, last_day::text as last_day from stand_in
    where tenant_id = ${tenantId} and person_id = any(${personIds}::text[]) and ended_at is null and ends_at > ${now} order by id`;
}

/** Names a stand-in. False where this person has one: the caller ends that one first. */
export async function insertStandIn(
  trx: Db,
  standIn: Omit<StandIn, 'id' | 'endedAt'>,
  now: Date,
): Promise<boolean> {
  return await changed(trx)`
    insert into stand_in (tenant_id, person_id, person_name, stand_in_id, stand_in_name, named_at, last_day, ends_at)
    values (${standIn.tenantId}, ${standIn.personId}, ${standIn.personName}, ${standIn.standInId},
            ${standIn.standInName}, ${now}, ${standIn.lastDay}::date, ${standIn.endsAt})
    on conflict do nothing`;
}

/** Ends the time of a person's stand-in. Returns its id where it had not ended. */
export async function endStandIn(
  trx: Db,
  { tenantId, personId }: OfPerson,
  now: Date,
): Promise<number | undefined> {
  const [id] = await column(trx)<number>`
    update stand_in set ended_at = ${now}
    where tenant_id = ${tenantId} and person_id = ${personId} and ended_at is null returning id`;
  return id;
}

/** Everybody who stands in for somebody now. */
export async function standingIn(db: Db, now: Date): Promise<OfPerson[]> {
  return await all(db)`
    select distinct tenant_id, stand_in_id as person_id from stand_in where ended_at is null and ends_at > ${now}`;
}

/** Ends the time of somebody who stands in for others and can do so no longer. Returns the ids. */
export async function endStandInsBy(
  trx: Db,
  { tenantId, personId }: OfPerson,
  now: Date,
): Promise<number[]> {
  return await column(trx)`
    update stand_in set ended_at = ${now}
    where tenant_id = ${tenantId} and lower(stand_in_id) = lower(${personId}) and ended_at is null returning id`;
}

/** Ends the stand-ins whose time is over. Returns their ids. */
export async function endOverStandIns(trx: Db, now: Date): Promise<number[]> {
  return await column(trx)`
    update stand_in set ended_at = ends_at where ended_at is null and ends_at <= ${now} returning id`;
}

/** Draws again the cards that somebody has because of these stand-ins. */
export async function redrawInstead(trx: Db, ids: readonly number[], now: Date): Promise<void> {
  await run(trx)`
    update shown_card c set ${wantedAgain(now)}
    where c.kind = 'approval' and not c.final and c.subject_id in (
      select i.approval_id from asked_instead i where i.stand_in_row = any(${ids}::bigint[]))`;
}

type Instead = { approvalId: number; personId: string; standInRow: number };

/** Notes that somebody has the card of an approval because they stand in for an owner. */
export async function noteInstead(
  trx: Db,
  { approvalId, personId, standInRow }: Instead,
): Promise<void> {
  await run(trx)`
    insert into asked_instead (approval_id, person_id, stand_in_row) values (${approvalId}, ${personId}, ${standInRow})
    on conflict do nothing`;
}

/** Forgets what `noteInstead` noted, for people who may decide in their own right. */
export async function forgetInstead(
  trx: Db,
  approvalId: number,
  personIds: readonly string[],
): Promise<void> {
  await run(trx)`
    delete from asked_instead where approval_id = ${approvalId} and person_id = any(${personIds}::text[])`;
}

/** The stand-ins who have the card of an approval for owners, once for each owner. */
export async function insteadOn(db: Db, approvalId: number): Promise<StandIn[]> {
  return await all(db)`
    select s.*, s.last_day::text as last_day from asked_instead i join stand_in s on s.id = i.stand_in_row
    where i.approval_id = ${approvalId} order by s.id`;
}

/**
 * Deletes the names of stand-ins whose time ended before then, and of the owners. An approval that waits still shows
 * them. The ids stay.
 */
export async function forgetStandIns(db: Db, endedBefore: Date): Promise<void> {
  await run(db)`
    update stand_in s set person_name = '', stand_in_name = ''
    where coalesce(ended_at, ends_at) < ${endedBefore} and person_name || stand_in_name <> '' and not exists (
      select from asked_instead i join approval a on a.id = i.approval_id where i.stand_in_row = s.id and a.state = 'open')`;
}

/**
 * Open approvals of these projects, and approvals that escalated to this person, where somebody else is the requester.
 */
export async function openApprovalsOf(
  db: Db,
  { tenantId, personId, owned }: OfPerson & { owned: readonly string[] },
): Promise<number[]> {
  return await column(db)`
    select a.id from approval a join request r on r.id = a.request_id
    where a.state = 'open' and r.tenant_id = ${tenantId} and lower(r.requester_id) <> lower(${personId})
      and (a.deciders_key = any(${owned}::text[]) or a.escalated_at is not null and a.rule->'escalateTo' ? ${personId})
    order by a.id`;
}

/** People whom the bot knows by this name or a part of it, and can reach: nobody who is blocked or gone. */
export async function peopleNamed(
  db: Db,
  tenantId: string,
  { name, limit }: { name: string; limit: number },
): Promise<{ personId: string; name: string }[]> {
  return await all(db)`
    select key as person_id, name from place p
    where tenant_id = ${tenantId} and kind = 'person' and dead_at is null and name is not null
      and position(lower(${name}) in lower(name)) > 0
      and not exists (select from leaver l where l.tenant_id = p.tenant_id and l.person_id = lower(p.key))
    order by lower(name) <> lower(${name}), name, key limit ${limit}`;
}
