import { sql } from 'kysely';
import type { Db } from './database.ts';

export type ActivityKey = { tenantId: string; conversationId: string; activityId: string };
export type StoredAnswer = { status: number; body?: unknown };
export type Begun =
  | { kind: 'first' }
  | { kind: 'busy' }
  | { kind: 'done'; answer: StoredAnswer | null };

/** Records an activity before it is handled. A lease that ran out belonged to a replica that died. */
export async function beginActivity(
  db: Db,
  key: ActivityKey,
  now: Date,
  leaseUntil: Date,
): Promise<Begun> {
  const { rows: mine } = await sql`
    insert into activity (tenant_id, conversation_id, activity_id, received_at, lease_until)
    values (${key.tenantId}, ${key.conversationId}, ${key.activityId}, ${now}, ${leaseUntil})
    on conflict (tenant_id, conversation_id, activity_id) do update set lease_until = excluded.lease_until
      where not activity.done and (activity.lease_until is null or activity.lease_until <= ${now})
    returning 1`.execute(db);
  if (mine.length > 0) return { kind: 'first' };
  const { rows } = await sql<{ done: boolean; answer: StoredAnswer | null }>`
    select done, answer from activity
    where tenant_id = ${key.tenantId} and conversation_id = ${key.conversationId} and activity_id = ${key.activityId}`.execute(
    db,
  );
  const row = rows[0];
  return row?.done === true ? { kind: 'done', answer: row.answer } : { kind: 'busy' };
}

export async function finishActivity(
  db: Db,
  key: ActivityKey,
  answer: StoredAnswer | null,
): Promise<void> {
  await sql`
    update activity set done = true, lease_until = null, answer = ${answer === null ? null : JSON.stringify(answer)}
    where tenant_id = ${key.tenantId} and conversation_id = ${key.conversationId} and activity_id = ${key.activityId}`.execute(
    db,
  );
}

/** Lets the activity be handled again when it is delivered again. */
export async function abandonActivity(db: Db, key: ActivityKey): Promise<void> {
  await sql`
    update activity set lease_until = null
    where tenant_id = ${key.tenantId} and conversation_id = ${key.conversationId} and activity_id = ${key.activityId}`.execute(
    db,
  );
}

/** Answers hold cards, and cards hold names: they are kept only as long as something may be delivered twice. */
export async function forgetActivities(db: Db, receivedBefore: Date): Promise<void> {
  await sql`delete from activity where received_at < ${receivedBefore}`.execute(db);
}
