import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { moving } from '../state-moves.ts';
import { changed, column, run } from '../statement.ts';

const confirming = moving('request', ['draft'], 'confirmed');
const discarding = moving('request', ['draft'], 'discarded');
const lapsing = moving('request', ['draft'], 'lapsed');
const finishing = moving('request', ['confirmed'], 'done');
const reopening = moving('request', ['done'], 'confirmed');

/** Confirms a draft by compare and set: only the version that the requester saw, and only once. */
export async function markConfirmed(
  db: Db,
  request: { id: number; version: number; onlyValid: boolean; reason?: string | undefined },
  now: Date,
): Promise<boolean> {
  return await changed(db)`
    update request set state = ${confirming.to}, confirmed_at = ${now}, only_valid = ${request.onlyValid},
      reason = ${request.reason ?? null}, review_due_at = null
    where id = ${request.id} and version = ${request.version} and state in ${confirming.from} and version > 0 and review_due_at is null`;
}

/** Discards a draft. True for the one caller who did it. */
export async function discardRequest(db: Db, id: number, now: Date): Promise<boolean> {
  return await changed(db)`
    update request set state = ${discarding.to}, ended_at = ${now}, review_due_at = null
    where id = ${id} and state in ${discarding.from}`;
}

/** Discards a draft whose place another one takes. True for the one caller who did it. */
export async function replaceUndo(
  db: Db,
  { id, by }: { id: number; by: number },
  now: Date,
): Promise<boolean> {
  return await changed(db)`
    update request set state = ${discarding.to}, ended_at = ${now}, review_due_at = null,
      choice = choice || jsonb_build_object('replacedBy', ${by}::bigint)
    where id = ${id} and state in ${discarding.from}`;
}

/** The drafts that undo an approval, the oldest first. */
export async function undoDrafts(
  db: Db,
  of: { tenantId: string; approvalId: number },
): Promise<number[]> {
  return await column(db)`
    select id from request
    where state = 'draft' and tenant_id = ${of.tenantId} and kind = 'end'
      and (choice->'about'->>'approvalId')::bigint = ${of.approvalId} order by id`;
}

/**
 * Cancels a confirmed request: nothing more of it begins. The bot carries through what has begun, held or not. True for
 * the one caller who did it.
 */
export async function flagCancelled(db: Db, id: number, by: string, now: Date): Promise<boolean> {
  return await changed(db)`
    update request set cancelled_at = ${now}, cancelled_by = ${by}, held_at = null, held_reason = null
    where id = ${id} and state = 'confirmed' and cancelled_at is null`;
}

/** Ends confirmed requests whose invitations have all ended; among these ids, or among all. Returns their ids. */
export async function finishRequests(
  db: Db,
  now: Date,
  ids?: readonly number[],
): Promise<number[]> {
  if (ids?.length === 0) return [];
  const among = ids === undefined ? sql`true` : sql`r.id = any(${ids}::bigint[])`;
  return await column(db)`
    update request set state = ${finishing.to}, ended_at = ${now}, held_at = null, held_reason = null
    where id in (
      select r.id from request r where r.state in ${finishing.from} and ${among} and not exists (
        select from invitation i where i.request_id = r.id
          and i.state in ('draft', 'awaiting approval', 'approved', 'working'))
      order by r.id for no key update of r skip locked)
    returning id`;
}

/** Reopens a request whose rows work again. An earlier cancel stopped only what there was then. */
export async function reopenRequest(db: Db, id: number, now: Date): Promise<void> {
  await run(db)`
    update request set state = ${reopening.to}, ended_at = null, cancelled_at = null, cancelled_by = null,
      taken_up_at = ${now}
    where id = ${id} and (state in ${reopening.from} or state = ${reopening.to})`;
}

/**
 * Lapses a person's oldest drafts, so that at most so many stay and hold at most so many rows together. Returns their
 * ids, the oldest first.
 */
export async function lapseBeyond(
  db: Db,
  person: { tenantId: string; requesterId: string },
  most: { drafts: number; rows: number },
  now: Date,
): Promise<number[]> {
  const ids = await column(db)<number>`
    with own as (
      select id, (select count(*) from request_row w where w.request_id = r.id) as rows from request r
      where tenant_id = ${person.tenantId} and requester_id = ${person.requesterId} and state in ${lapsing.from}
        and read_at is not null),
    placed as (
      select id, row_number() over newest as place, sum(rows) over newest as rows from own
      window newest as (order by id desc))
    update request set state = ${lapsing.to}, ended_at = ${now}, review_due_at = null
    where state in ${lapsing.from}
      and id in (select id from placed where place > ${most.drafts} or rows > ${most.rows})
    returning id`;
  return ids.toSorted((a, b) => a - b);
}

/** Lapses drafts that are too old. Returns their ids. */
export async function lapseDrafts(db: Db, createdBefore: Date, now: Date): Promise<number[]> {
  return await column(db)`
    update request set state = ${lapsing.to}, ended_at = ${now}, review_due_at = null
    where state in ${lapsing.from} and read_at is not null and created_at < ${createdBefore}
    returning id`;
}
