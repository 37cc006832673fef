import { needsApproval } from '../../guests/approval/approval-rule.ts';
import { approvalTimes } from '../../guests/approval/approval-times.ts';
import { ruleAt } from '../../guests/approval/stages.ts';
import type { Project } from '../../guests/project/project.ts';
import { hasExtraAccess } from '../../guests/rows/row-flags.ts';
import { beginningOf } from '../../guests/times/careful-start.ts';
import {
  draftAccess,
  draftsOf,
  flagAccess,
  flagFirstOfDomain,
} from '../../store/approvals/approval-rows.ts';
import { insertApproval } from '../../store/approvals/approvals.ts';
import type { Db } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { countInvitations } from '../../store/invitations/invitations.ts';
import { moveInvitations } from '../../store/invitations/move-invitations.ts';
import { readProject } from '../../store/projects.ts';
import { setBeginning } from '../../store/requests/first-rows.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';

type Confirmed = { requestId: number; version: number; tenantId: string };

/**
 * Starts the rows of a confirmed request, or asks their owners: one approval for each project that requires one, with
 * the rule of this moment.
 */
export async function routeInvitations(
  deps: Pick<WorkDeps, 'queue'>,
  trx: Db,
  confirmed: Confirmed,
  now: Date,
): Promise<void> {
  const { requestId } = confirmed;
  const counts = await countInvitations(trx, requestId);
  const partners = counts.reduce((sum, { count }) => sum + count, 0);
  await setBeginning(trx, requestId, beginningOf(partners));
  await flagFirstOfDomain(trx, requestId, confirmed.tenantId);
  for (const projectKey of new Set(counts.map((count) => count.projectKey))) {
    const project = await readProject(trx, projectKey);
    if (project === undefined) continue;
    await flagExtraAccess(trx, requestId, project);
    await letPass(trx, requestId, project, now);
    const left = await draftsOf(trx, { requestId, projectKey });
    if (left.length > 0) await ask(deps, trx, { confirmed, project }, now);
  }
}

async function flagExtraAccess(trx: Db, requestId: number, project: Project): Promise<void> {
  const of = { requestId, projectKey: project.key };
  for (const access of await draftAccess(trx, of)) {
    if (hasExtraAccess(access, project)) {
      await flagAccess(trx, of, { access, flag: 'extra access' });
    }
  }
}

/** Approves the rows that need no decision. */
async function letPass(trx: Db, requestId: number, project: Project, now: Date): Promise<void> {
  const { approval: rule, key: projectKey } = project;
  const move = { requestId, projectKey, from: 'draft', to: 'approved' } as const;
  if (!rule.required) {
    await moveInvitations(trx, move, now);
    return;
  }
  if (rule.autoApproveDomains.length === 0) return;
  const ids = (await draftsOf(trx, { requestId, projectKey }))
    .filter((row) => !needsApproval(rule, row.address.split('@')[1] ?? '', row))
    .map(({ id }) => id);
  if (ids.length === 0) return;
  await moveInvitations(trx, { ...move, ids }, now);
  const detail = { project: projectKey, rows: ids.length };
  await record(trx, { actor: 'guestlist', what: 'passed by domain', requestId, detail }, now);
}

async function ask(
  deps: Pick<WorkDeps, 'queue'>,
  trx: Db,
  { confirmed, project }: { confirmed: Confirmed; project: Project },
  now: Date,
): Promise<void> {
  const { requestId, version } = confirmed;
  const { key: projectKey } = project;
  const rule = ruleAt(project.approval, 1);
  const times = approvalTimes(rule, now);
  const approvalId = await insertApproval(
    trx,
    { requestId, projectKey, version, rule, ...times },
    now,
  );
  await moveInvitations(
    trx,
    { requestId, projectKey, from: 'draft', to: 'awaiting approval', approvalId },
    now,
  );
  await deps.queue.send(trx, 'ask-approval', { approvalId });
}
