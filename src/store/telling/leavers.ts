import type { ApprovalRule } from '../../guests/project/project.ts';
import type { Db } from '../database.ts';
import { all, changed, column, run } from '../statement.ts';

/** Somebody of this tenant, by object id. */
export type SomebodyHere = { tenantId: string; personId: string };

/** Somebody whom the bot found blocked or gone. */
export type Leaver = SomebodyHere & { id: number };

/** Notes that somebody is blocked or gone, as read from Graph. */
export async function noteLeaver(
  db: Db,
  { tenantId, personId }: SomebodyHere,
  now: Date,
): Promise<void> {
  await run(db)`
    insert into leaver (tenant_id, person_id, seen_at) values (${tenantId}, lower(${personId}), ${now})
    on conflict (tenant_id, person_id) do nothing`;
}

/** Forgets that somebody was gone: they are back. True if the bot had noted them. */
export async function forgetLeaver(db: Db, { tenantId, personId }: SomebodyHere): Promise<boolean> {
  return await changed(db)`
    delete from leaver where tenant_id = ${tenantId} and person_id = lower(${personId})`;
}

/** Leaves out the people who are blocked or gone. */
export async function withoutLeavers(
  db: Db,
  tenantId: string,
  personIds: readonly string[],
): Promise<string[]> {
  const gone = new Set(
    await column(db)<string>`
      select person_id from leaver
      where tenant_id = ${tenantId} and person_id in (select lower(unnest(${personIds}::text[])))`,
  );
  return personIds.filter((personId) => !gone.has(personId.toLowerCase()));
}

/** Everybody whom the bot found blocked or gone. */
export async function everyLeaver(db: Db): Promise<SomebodyHere[]> {
  return await all(db)`select tenant_id, person_id from leaver order by id`;
}

/** The leavers of whom the operators have not heard. */
export async function untoldLeavers(db: Db): Promise<Leaver[]> {
  return await all(db)`
    select id, tenant_id, person_id from leaver where told_at is null order by id`;
}

/** Notes that the operators have heard. */
export async function markLeaverTold(db: Db, id: number, now: Date): Promise<void> {
  await run(db)`update leaver set told_at = ${now} where id = ${id} and told_at is null`;
}

/** The people whose requests are under way. */
export async function openRequesters(db: Db): Promise<SomebodyHere[]> {
  return await all(db)`
    select distinct tenant_id, requester_id as person_id from request where state = 'confirmed' and automatic is null`;
}

/** The requests of somebody that are under way, the newest first, each with the name under which they made it. */
export async function openRequestsOf(
  db: Db,
  { tenantId, personId }: SomebodyHere,
): Promise<{ id: number; name: string }[]> {
  return await all(db)`
    select id, requester_name as name from request
    where state = 'confirmed' and automatic is null and tenant_id = ${tenantId} and lower(requester_id) = lower(${personId})
    order by id desc`;
}

/** An approval that waits, with the people beside the owners who may decide it. */
export type WaitingQuestion = {
  id: number;
  requestId: number;
  tenantId: string;
  requesterId: string;
  projectKey: string;
  /** What the rule says alike of all its stages. */
  rule: Pick<ApprovalRule, 'stages' | 'escalateTo'>;
  stage: number;
  decidersKey: string;
  escalatedAt: Date | null;
};

/** Every open approval. */
export async function openQuestions(db: Db): Promise<WaitingQuestion[]> {
  return await all(db)`
    select a.id, a.request_id, r.tenant_id, r.requester_id, a.project_key, a.rule, a.stage, a.deciders_key, a.escalated_at
    from approval a join request r on r.id = a.request_id where a.state = 'open' order by a.id`;
}
