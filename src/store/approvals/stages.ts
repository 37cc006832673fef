import type { ApprovalTimes } from '../../guests/approval/approval-times.ts';
import { type Db, inTransaction } from '../database.ts';
import { changed, column, exists, run } from '../statement.ts';
import { lockApproval } from './approvals.ts';

/**
 * Raises an open approval from this stage to the next: another version, other people, another time. The rule of each
 * stage stays in the approval's copy. True for the one caller who did it.
 */
export async function raiseStage(
  trx: Db,
  { id, stage }: { id: number; stage: number },
  { timesOutAt }: Pick<ApprovalTimes, 'timesOutAt'>,
  now: Date,
): Promise<boolean> {
  return await changed(trx)`
    update approval set stage = ${stage + 1}, version = version + 1, asked_at = ${now},
      times_out_at = ${timesOutAt}, escalates_at = null, escalated_at = null, followed_up_at = null,
      remind_at = ${timesOutAt === null ? null : now}
    where id = ${id} and state = 'open' and stage = ${stage}`;
}

/** Locks the approval and does this while it is open and in this stage. Undefined where it is not. */
export async function whileInStage<Result>(
  db: Db,
  { id, stage }: { id: number; stage: number },
  work: (trx: Db) => Promise<Result>,
): Promise<Result | undefined> {
  return await inTransaction(db, async (trx) => {
    const approval = await lockApproval(trx, id);
    return approval?.state === 'open' && approval.stage === stage ? await work(trx) : undefined;
  });
}

/** Forgets who handed the approval on in the stage before. */
export async function dropHandOvers(trx: Db, approvalId: number): Promise<void> {
  await run(trx)`delete from reassignment where approval_id = ${approvalId}`;
}

/** Forgets who stood in for the people of the stage before. */
export async function dropStandIns(trx: Db, approvalId: number): Promise<void> {
  await run(trx)`delete from asked_instead where approval_id = ${approvalId}`;
}

/** The people whom the bot asked in one stage. */
export async function askedInStage(
  db: Db,
  { id, stage }: { id: number; stage: number },
): Promise<string[]> {
  return await column(db)`
    select person_id from stage_asked where approval_id = ${id} and stage = ${stage} order by person_id`;
}

/** True where the bot asked this person in a stage before this one, or they voted there. */
export async function wasAskedBefore(
  db: Db,
  { id, stage }: { id: number; stage: number },
  personId: string,
): Promise<boolean> {
  return await exists(db)`
    select from stage_asked where approval_id = ${id} and stage < ${stage} and person_id = ${personId}
    union all
    select from vote where approval_id = ${id} and stage < ${stage} and ${personId} in (owner_id, cast_by) limit 1`;
}
