import { dueFor, undoableSince } from '../../guests/approval/approval-times.ts';
import { dueApprovals, lockApproval } from '../../store/approvals/approvals.ts';
import { approvalsOver } from '../../store/approvals/over-extensions.ts';
import { redrawPastUndo } from '../../store/approvals/past-undo.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { endFinished } from '../ledger/end-finished.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { escalate } from './escalate.ts';
import { lapseExtension } from './lapse-extension.ts';
import { endOver } from './name-stand-in.ts';
import { timeOutApproval } from './time-out-approval.ts';

export type DeadlineDeps = WorkDeps;

const perLook = 100;

/**
 * Times out approvals whose time is over, and escalates approvals whose owners do not answer. Redraws the cards of
 * stand-ins whose time is over. Drops questions about access that is over, and takes the button to undo from cards of
 * the day before. Any replica may do it. Each happens once.
 */
export async function applyDeadlines(deps: DeadlineDeps): Promise<void> {
  const now = deps.clock.now();
  await endOver(deps, now);
  let ended = 0;
  const due = await dueApprovals(deps.db, now, perLook);
  const over = await approvalsOver(deps.db, now, perLook);
  for (const id of new Set([...due, ...over])) {
    const done = await inTransaction(deps.db, (trx) => apply(deps, trx, id, now));
    if (done === 'time out' || done === 'access over') ended += 1;
    if (done !== undefined) deps.log.info('approval due', { approvalId: id, outcome: done });
  }
  if (ended > 0) await endFinished(deps);
  await redrawPastUndo(deps.db, undoableSince(now), now);
}

async function apply(deps: Pick<WorkDeps, 'queue'>, trx: Db, id: number, now: Date) {
  const approval = await lockApproval(trx, id);
  if (approval?.state !== 'open') return undefined;
  const due = dueFor(approval, now);
  if (due === 'time out') await timeOutApproval(trx, approval, now);
  if (due === 'escalation') await escalate(deps, trx, approval, now);
  if (due === undefined && (await lapseExtension(trx, approval, now))) return 'access over';
  return due;
}
