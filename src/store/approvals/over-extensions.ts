import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { mayHaveAccess, wentWithAccount } from '../fragments.ts';
import { all, column, one } from '../statement.ts';

/** A row that asks for another end of access that is over by now. */
export type OverRow = { id: number; address: string; projectKey: string };

/** The row waits for owners, and all of the access that it would extend has come to its end, by its day or by hand. */
const isOver = (row: string, now: Date) => sql<boolean>`(
  ${sql.ref(`${row}.state`)} = 'awaiting approval' and ${sql.ref(`${row}.kind`)} = 'extend' and not exists (
    select from invitation t where t.id = any(${sql.ref(`${row}.about`)}) and (${mayHaveAccess('t')} or ${wentWithAccount('t')})
      and (t.ends_at is null or t.ends_at > ${now})))`;

/** The rows of an approval that wait to extend access that is over by now. */
export async function overRows(db: Db, approvalId: number, now: Date): Promise<OverRow[]> {
  return await all(db)`
    select x.id, x.address, x.project_key from invitation x
    where x.approval_id = ${approvalId} and ${isOver('x', now)} order by x.row`;
}

/** Open approvals with such rows. */
export async function approvalsOver(db: Db, now: Date, limit: number): Promise<number[]> {
  return await column(db)`
    select a.id from approval a where a.state = 'open'
      and exists (select from invitation x where x.approval_id = a.id and ${isOver('x', now)})
    order by a.id limit ${limit}`;
}

/**
 * The last of the ends that the drafts of a request would move in one project. Null: there is access without an end, or
 * a draft would invite anew.
 */
export async function lastEndAsked(
  db: Db,
  of: { requestId: number; projectKey: string },
): Promise<Date | null> {
  const { at } = await one(db)<{ at: Date | null }>`
    select case when bool_or(i.kind <> 'extend' or t.ends_at is null) then null else max(t.ends_at) end as at
    from invitation i left join invitation t on t.id = any(i.about)
    where i.request_id = ${of.requestId} and i.project_key = ${of.projectKey} and i.state = 'draft'`;
  return at;
}
