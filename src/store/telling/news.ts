import { sql } from 'kysely';
import type { Reason } from '../../guests/reason.ts';
import type { Db } from '../database.ts';
import { tryLock } from '../locks.ts';
import { all, column, run } from '../statement.ts';

export type NewsKind = 'approval' | 'acceptance';

/** What one person is told of one request in one train of messages. */
export type NewsTrain = {
  tenantId: string;
  personId: string;
  requestId: number;
  about: NewsKind;
};

export type NewNews = NewsTrain & {
  reason: Reason;
  /** With the subject, tells it apart from everything else that this person is told. */
  topic: string;
  subjectId: number;
};

/** Asks for somebody to be told of something, once, in the transaction in which it happened. */
export async function insertNews(db: Db, news: NewNews, now: Date): Promise<void> {
  await run(db)`
    insert into news (tenant_id, person_id, request_id, about, topic, subject_id, reason, created_at)
    values (${news.tenantId}, ${news.personId}, ${news.requestId}, ${news.about}, ${news.topic}, ${news.subjectId},
            ${JSON.stringify(news.reason)}, ${now})
    on conflict do nothing`;
}

/** Who has something to be told of what. */
export async function waitingNews(db: Db): Promise<NewsTrain[]> {
  return await all(db)`
    select distinct tenant_id, person_id, request_id, about from news where told_at is null`;
}

export type WaitingNews = { id: number; reason: Reason };

/** Holds a train until the transaction ends, and says what waits in it; nothing where another replica holds it. */
export async function takeNews(db: Db, train: NewsTrain): Promise<WaitingNews[]> {
  const { tenantId, personId, requestId, about } = train;
  const key = sql`hashtext('news of ' || ${about}::text || ${tenantId}::text || ${personId}::text),
      ${requestId}::integer`;
  if (!(await tryLock(db, key))) return [];
  return await all(db)`
    select id, reason from news
    where tenant_id = ${tenantId} and person_id = ${personId} and request_id = ${requestId} and about = ${about}
      and told_at is null order by id`;
}

/** When this person was told of this lately, one moment for each message. */
export async function newsTold(
  db: Db,
  { personId, requestId, about }: NewsTrain,
  since: Date,
): Promise<Date[]> {
  return await column(db)`
    select distinct told_at from news
    where request_id = ${requestId} and person_id = ${personId} and about = ${about} and told_at > ${since}`;
}

export async function markNewsTold(db: Db, ids: readonly number[], now: Date): Promise<void> {
  await run(db)`update news set told_at = ${now} where id = any(${ids}::bigint[])`;
}
