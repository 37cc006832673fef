import { sql } from 'kysely';
import type { Reason } from '../../guests/reason.ts';
import type { Db } from '../database.ts';
import { tryLock } from '../locks.ts';
import { all, column, run } from '../statement.ts';
import type { SomebodyHere } from './leavers.ts';

/** The subjects of news. */
export type NewsKind = 'approval' | 'acceptance' | 'ending' | 'result';

/** The news for one person about one request, in one train of messages. */
export type NewsTrain = SomebodyHere & { requestId: number; about: NewsKind };

/** A piece of news for one person. */
export type NewNews = NewsTrain & {
  reason: Reason;
  /** With the subject, tells it apart from everything else that this person is told. */
  topic: string;
  subjectId: number;
};

/** Asks the bot to tell somebody once. Called in the transaction in which the thing happened. */
export async function insertNews(db: Db, news: NewNews, now: Date): Promise<void> {
  await run(db)`
    insert into news (tenant_id, person_id, request_id, about, topic, subject_id, reason, created_at)
    values (${news.tenantId}, ${news.personId}, ${news.requestId}, ${news.about}, ${news.topic}, ${news.subjectId},
            ${JSON.stringify(news.reason)}, ${now})
    on conflict do nothing`;
}

/** The trains in which news waits. */
export async function waitingNews(db: Db): Promise<NewsTrain[]> {
  return await all(db)`
    select distinct tenant_id, person_id, request_id, about from news where told_at is null`;
}

/** A piece of news that waits. */
export type WaitingNews = { id: number; reason: Reason };

/**
 * Locks a train until the transaction ends and reads what waits in it. Nothing where another replica has the lock.
 */
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

/** When the bot told this person of this since then, one moment for each message. */
export async function newsTold(
  db: Db,
  { personId, requestId, about }: NewsTrain,
  since: Date,
): Promise<Date[]> {
  return await column(db)`
    select distinct told_at from news
    where request_id = ${requestId} and person_id = ${personId} and about = ${about} and told_at > ${since}`;
}

/** Marks news as told. */
export async function markNewsTold(db: Db, ids: readonly number[], now: Date): Promise<void> {
  await run(db)`update news set told_at = ${now} where id = any(${ids}::bigint[])`;
}
