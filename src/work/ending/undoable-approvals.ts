import { mayStillUndo } from '../../guests/approval/approval-times.ts';
import { askedRows } from '../../store/approvals/approval-rows.ts';
import { approvalsOf, votesOn } from '../../store/approvals/approvals.ts';
import type { Db } from '../../store/database.ts';
import { readProject } from '../../store/projects.ts';
import type { RequestRecord } from '../../store/requests/requests.ts';

/** An approval that an operator may undo, and its project. */
export type UndoableApproval = { approvalId: number; project: string };

/**
 * The approvals of a request that let partners pass less than a day ago, while there is access to take back. Operators
 * may undo each; the owner who decided has the button on the approval's card. The click checks it again.
 */
export async function undoableApprovals(
  db: Db,
  { id, kind }: Pick<RequestRecord, 'id' | 'kind'>,
  now: Date,
): Promise<UndoableApproval[]> {
  if (kind !== 'invite') return [];
  const decided = (await approvalsOf(db, id)).filter(
    ({ state, decidedAt }) =>
      state === 'decided' && decidedAt !== null && mayStillUndo(decidedAt, now),
  );
  const found = await Promise.all(
    decided.map(async ({ id: approvalId, projectKey }) => {
      const votes = await votesOn(db, approvalId);
      const passed = votes.filter(({ yes }) => yes).map(({ invitationId }) => invitationId);
      const rows = await askedRows(db, approvalId);
      if (!rows.some((row) => row.undoable && passed.includes(row.id))) return [];
      const project = (await readProject(db, projectKey))?.name ?? projectKey;
      return [{ approvalId, project }];
    }),
  );
  return found.flat();
}
