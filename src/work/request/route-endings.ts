import { approvalTimes } from '../../guests/approval/approval-times.ts';
import { mostRemovedAtOnce } from '../../guests/ending/decide-account.ts';
import type { Project } from '../../guests/project/project.ts';
import { mayDo } from '../../guests/rights.ts';
import { beginningOf } from '../../guests/times/careful-start.ts';
import { insertApproval } from '../../store/approvals/approvals.ts';
import { lastEndAsked } from '../../store/approvals/over-extensions.ts';
import type { Db } from '../../store/database.ts';
import { countInvitations } from '../../store/invitations/invitations.ts';
import { moveInvitations } from '../../store/invitations/move-invitations.ts';
import { readProject } from '../../store/projects.ts';
import { setBeginning } from '../../store/requests/first-rows.ts';
import type { RequestRecord } from '../../store/requests/requests.ts';
import { mayMailAll } from '../rights/may-mail-all.ts';
import type { Rights } from '../rights/read-rights.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import type { ConfirmClick, Confirmed } from './confirm-outcome.ts';
import { fixEnds } from './fix-ends.ts';

/** Says why this person may not now do what the review showed. */
export async function refuseEnding(
  trx: Db,
  request: RequestRecord,
  click: Pick<ConfirmClick, 'typed' | 'rights'>,
): Promise<Confirmed | undefined> {
  const { rights } = click;
  const counts = await countInvitations(trx, request.id);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  if (request.kind === 'remove' && total > mostRemovedAtOnce && click.typed !== total) {
    return { kind: 'number missing', count: total };
  }
  if (rights === undefined) return { kind: 'not allowed' };
  if (request.kind === 'remove' || request.kind === 'restore') {
    const may = mayDo(request.kind, rights, { requester: false, owner: false });
    return may ? undefined : { kind: 'not allowed' };
  }
  // A requester who may not extend asks the owners; the rows were the requester's own at the review.
  if (request.kind === 'extend') return undefined;
  const owned = await ownedProjects(trx, request, rights);
  return owned.all ? undefined : { kind: 'not allowed' };
}

/**
 * Starts the confirmed rows of a request that is no invitation. An extension that a requester asks for waits for the
 * project's owners.
 */
export async function routeEndings(
  deps: Pick<WorkDeps, 'queue'>,
  trx: Db,
  of: { request: RequestRecord } & Pick<ConfirmClick, 'version' | 'rights'>,
  now: Date,
): Promise<void> {
  const { request, version, rights } = of;
  const { id: requestId } = request;
  const counts = await countInvitations(trx, requestId);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const { bulk, trial } = beginningOf(total);
  // Only mails are refused for what the first rows show.
  const isResend = request.kind === 'resend';
  await setBeginning(trx, requestId, { bulk, trial: isResend ? trial : null });
  // A row that invites anew has an end of its own.
  if (request.kind === 'extend') await fixEnds(trx, request, now);
  const move = { requestId, from: 'draft', to: 'approved' } as const;
  if (request.kind !== 'extend' || rights === undefined) {
    await moveInvitations(trx, move, now);
    return;
  }
  const { projects } = await ownedProjects(trx, request, rights);
  for (const { project, owned } of projects) {
    const { key: projectKey } = project;
    if (owned) await moveInvitations(trx, { ...move, projectKey }, now);
    else await askOwners(deps, trx, { requestId, version, project }, now);
  }
}

async function askOwners(
  deps: Pick<WorkDeps, 'queue'>,
  trx: Db,
  { requestId, version, project }: { requestId: number; version: number; project: Project },
  now: Date,
): Promise<void> {
  const { key: projectKey } = project;
  // One owner's word is enough to extend, even where an invitation takes more.
  const { stages, ...approval } = project.approval;
  const timeout = approval.timeout ?? stages?.[0]?.timeout;
  const rule = { ...approval, timeout, required: true, approvers: 1, autoApproveDomains: [] };
  const times = approvalTimes(rule, now);
  const { timesOutAt } = times;
  // The end does not wait for owners: nobody extends access that is over.
  const end = await lastEndAsked(trx, { requestId, projectKey });
  if (end !== null && (timesOutAt === null || end < timesOutAt)) times.timesOutAt = end;
  const question = { requestId, projectKey, version, rule, ...times };
  const approvalId = await insertApproval(trx, question, now);
  const move = { requestId, projectKey, from: 'draft', to: 'awaiting approval' } as const;
  await moveInvitations(trx, { ...move, approvalId }, now);
  await deps.queue.send(trx, 'ask-approval', { approvalId });
}

async function ownedProjects(
  trx: Db,
  { id, kind }: Pick<RequestRecord, 'id' | 'kind'>,
  rights: Rights,
): Promise<{ projects: { project: Project; owned: boolean }[]; all: boolean }> {
  const counts = await countInvitations(trx, id);
  const keys = [...new Set(counts.map(({ projectKey }) => projectKey))];
  const read = await Promise.all(keys.map((key) => readProject(trx, key)));
  const projects = read
    .flatMap((project) => project ?? [])
    .map((project) => {
      if (kind === 'resend') return { project, owned: mayMailAll(rights, project) };
      const owner = rights.owns(project);
      return { project, owned: mayDo('revoke', rights, { requester: false, owner }) };
    });
  return { projects, all: projects.length === keys.length && projects.every(({ owned }) => owned) };
}
