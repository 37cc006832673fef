import type { HandedOn } from '../../guests/approval/reassign.ts';
import type { Db } from '../database.ts';
import { all, changed, column } from '../statement.ts';

/** One owner has handed an approval to another, with the names that both had then. */
export type Reassignment = HandedOn & { fromName: string; toName: string };

/** The owners who handed an approval on, and to whom, the earliest first. */
export async function reassignmentsOf(db: Db, approvalId: number): Promise<Reassignment[]> {
  return await all(db)`
    select from_id, from_name, to_id, to_name from reassignment
    where approval_id = ${approvalId} order by reassigned_at, from_id`;
}

/**
 * Notes that one owner has handed an approval to another. The owner who gets it holds it, even after handing it on
 * before. The caller has locked the approval. False where this owner has handed it on already.
 */
export async function insertReassignment(
  trx: Db,
  { approvalId, ...move }: Reassignment & { approvalId: number },
  now: Date,
): Promise<boolean> {
  await dropReassignment(trx, approvalId, move.toId);
  return await changed(trx)`
    insert into reassignment (approval_id, from_id, from_name, to_id, to_name, reassigned_at)
    values (${approvalId}, ${move.fromId}, ${move.fromName}, ${move.toId}, ${move.toName}, ${now})
    on conflict do nothing`;
}

/** Lets this owner hold an approval again. False where they had not handed it on. */
export async function dropReassignment(
  trx: Db,
  approvalId: number,
  fromId: string,
): Promise<boolean> {
  return await changed(trx)`
    delete from reassignment where approval_id = ${approvalId} and from_id = ${fromId}`;
}

/** Open approvals that others have handed to this person. */
export async function approvalsHandedTo(db: Db, toId: string): Promise<number[]> {
  return await column(db)`
    select distinct r.approval_id from reassignment r join approval a on a.id = r.approval_id
    where a.state = 'open' and lower(r.to_id) = lower(${toId}) order by 1`;
}

/** Gives an approval back to the owners who handed it to this person. Returns their ids. */
export async function returnReassigned(
  trx: Db,
  approvalId: number,
  toId: string,
): Promise<string[]> {
  return await column(trx)`
    delete from reassignment where approval_id = ${approvalId} and lower(to_id) = lower(${toId})
    returning from_id`;
}
