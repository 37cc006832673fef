import type { Db } from '../database.ts';
import { changed, column, run } from '../statement.ts';
import type { Choice, ReviewFacts } from './requests.ts';

/** Takes requests whose review is due, leased until `leaseUntil`, so that a review that dies is taken up again. */
export async function takeReviews(
  db: Db,
  ids: { only?: number },
  now: Date,
  leaseUntil: Date,
): Promise<number[]> {
  return await column(db)`
    update request set review_due_at = ${leaseUntil}
    where id in (
      select id from request
      where state = 'draft' and review_due_at <= ${now} and (${ids.only ?? null}::bigint is null or id = ${ids.only ?? null})
      order by review_due_at limit 5 for update skip locked)
    returning id`;
}

/** A review that could not be made comes up again at `dueAt`, rather than when its lease runs out. */
export async function putOffReview(db: Db, id: number, dueAt: Date): Promise<void> {
  await run(db)`
    update request set review_due_at = ${dueAt}
    where id = ${id} and state = 'draft' and review_due_at is not null`;
}

/** Asks for another review of a draft with other choices. The version moves when the review is done. */
export async function askReview(
  db: Db,
  { id, version, choice }: { id: number; version: number; choice: Choice },
  now: Date,
): Promise<boolean> {
  return await changed(db)`
    update request set choice = ${JSON.stringify(choice)}, review_due_at = ${now}
    where id = ${id} and version = ${version} and state = 'draft'`;
}

/** Compare and set: a review that was overtaken by another is not stored. */
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
