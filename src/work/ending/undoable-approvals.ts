import { mayStillUndo, undoableUntil } from '../../guests/approval/approval-times.ts';
import { hasUndoable } from '../../store/approvals/approval-rows.ts';
import { approvalsOf } from '../../store/approvals/approvals.ts';
import type { Db } from '../../store/database.ts';
import { readProject } from '../../store/projects.ts';
import type { RequestRecord } from '../../store/requests/requests.ts';

/** An approval that an operator may undo until then, and its project. */
export type UndoableApproval = { approvalId: number; project: string; until: Date };

/**
 * The approvals of a request that let partners pass less than a day ago, while there is access to take back. Operators
 * may undo each; the owner who decided has the button on the approval's card. The click checks it again.
 */
export async function undoableApprovals(
  db: Db,
  { id, kind }: Pick<RequestRecord, 'id' | 'kind'>,
  now: Date,
): Promise<UndoableApproval[]> {
  const found: UndoableApproval[] = [];
  if (kind !== 'invite') return found;
  for (const { id: approvalId, state, decidedAt, projectKey } of await approvalsOf(db, id)) {
    if (state !== 'decided' || decidedAt === null || !mayStillUndo(decidedAt, now)) continue;
    if (!(await hasUndoable(db, approvalId))) continue;
    const project = (await readProject(db, projectKey))?.name ?? projectKey;
    found.push({ approvalId, project, until: undoableUntil(decidedAt) });
  }
  return found;
}
