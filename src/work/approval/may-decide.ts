import { isEscalatedTo } from '../../guests/approval/approval-rule.ts';
import type { Project } from '../../guests/project/project.ts';
import type { ApprovalRecord } from '../../store/approvals/approvals.ts';
import type { RequestRecord } from '../../store/requests/requests.ts';
import type { Rights } from '../rights/read-rights.ts';

/** The approval that somebody may decide, with its request and project. */
export type Question = { approval: ApprovalRecord; request: RequestRecord; project: Project };

/** True for owners, and after an escalation for the people whom the rule names. */
export function mayDecideOn(
  approval: Pick<ApprovalRecord, 'rule' | 'escalatedAt'>,
  project: Project,
  { personId, rights }: { personId: string; rights: Pick<Rights, 'owns' | 'member'> },
): boolean {
  return rights.owns(project) || (rights.member && isEscalatedTo(approval, personId));
}
