import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { changed, column, run } from '../statement.ts';

/** Compare and set: only the version that was shown, only once. */
export async function markConfirmed(
  db: Db,
  request: { id: number; version: number; onlyValid: boolean; reason?: string | undefined },
  now: Date,
): Promise<boolean> {
  return await changed(db)`
    update request set state = 'confirmed', confirmed_at = ${now}, only_valid = ${request.onlyValid},
      reason = ${request.reason ?? null}, review_due_at = null
    where id = ${request.id} and version = ${request.version} and state = 'draft' and version > 0 and review_due_at is null`;
}

export async function discardRequest(db: Db, id: number, now: Date): Promise<boolean> {
  return await changed(db)`
    update request set state = 'discarded', ended_at = ${now}, review_due_at = null
    where id = ${id} and state = 'draft'`;
}

/** Nothing more begins; what has begun is carried through, held or not. */
export async function flagCancelled(db: Db, id: number, by: string, now: Date): Promise<boolean> {
  return await changed(db)`
    update request set cancelled_at = ${now}, cancelled_by = ${by}, held_at = null, held_reason = null
    where id = ${id} and state = 'confirmed' and cancelled_at is null`;
}

/** Confirmed requests in which every invitation has come to an end; of those named, or of all. */
export async function finishRequests(
  db: Db,
  now: Date,
  ids?: readonly number[],
): Promise<number[]> {
  const among = ids === undefined ? sql`true` : sql`r.id = any(${ids}::bigint[])`;
  return await column(db)`
    update request set state = 'done', ended_at = ${now}, held_at = null, held_reason = null
    where id in (
      select r.id from request r where r.state = 'confirmed' and ${among} and not exists (
        select from invitation i where i.request_id = r.id
          and i.state in ('draft', 'awaiting approval', 'approved', 'working'))
      order by r.id for no key update of r skip locked)
    returning id`;
}

/** Something of it is taken up again: whoever stopped it before has stopped what there was then. */
export async function reopenRequest(db: Db, id: number): Promise<void> {
  await run(db)`
    update request set state = 'confirmed', ended_at = null, cancelled_at = null, cancelled_by = null
    where id = ${id} and state in ('confirmed', 'done')`;
}

export async function lapseDrafts(db: Db, createdBefore: Date, now: Date): Promise<number[]> {
  return await column(db)`
    update request set state = 'lapsed', ended_at = ${now}, review_due_at = null
    where state = 'draft' and read_at is not null and created_at < ${createdBefore}
    returning id`;
}
