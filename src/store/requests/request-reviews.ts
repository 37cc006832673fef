import type { Db } from '../database.ts';
import { changed, column, run } from '../statement.ts';
import type { Choice, ReviewFacts } from './requests.ts';

/**
 * Takes requests whose review is due and leases them until `leaseUntil`, so that another replica takes up a review
 * that dies.
 */
export async function takeReviews(
  db: Db,
  ids: { only?: number; kind: 'invite' | 'other' },
  now: Date,
  leaseUntil: Date,
): Promise<number[]> {
  return await column(db)`
    update request set review_due_at = ${leaseUntil}
    where id in (
      select id from request
      where state = 'draft' and review_due_at <= ${now} and (kind = 'invite') = ${ids.kind === 'invite'} and (${ids.only ?? null}::bigint is null or id = ${ids.only ?? null})
      order by review_due_at limit 5 for update skip locked)
    returning id`;
}

/** Puts a review off until `dueAt`, rather than until its lease runs out. */
export async function putOffReview(db: Db, id: number, dueAt: Date): Promise<void> {
  await run(db)`
    update request set review_due_at = ${dueAt}
    where id = ${id} and state = 'draft' and review_due_at is not null`;
}

/**
 * Asks for another review of a draft, with other choices. The version changes when that review is stored. False
 * where the draft has changed.
 */
export async function askReview(
  db: Db,
  { id, version, choice }: { id: number; version: number; choice: Choice },
  now: Date,
): Promise<boolean> {
  return await changed(db)`
    update request set choice = ${JSON.stringify(choice)}, review_due_at = ${now}
    where id = ${id} and version = ${version} and state = 'draft'`;
}

/** Stores a review by compare and set. False where another review was stored first, or the draft is over. */
export async function storeReview(
  db: Db,
  id: number,
  version: number,
  review: ReviewFacts,
): Promise<boolean> {
  return await changed(db)`
    update request set version = version + 1, review = ${JSON.stringify(review)}, review_due_at = null
    where id = ${id} and version = ${version} and state = 'draft'`;
}
