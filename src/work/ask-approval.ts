import type { Project } from '../guests/project.ts';
import { readApproval } from '../store/approvals.ts';
import { record } from '../store/history.ts';
import { readProject } from '../store/projects.ts';
import { readRequest } from '../store/requests.ts';
import { wantCard } from '../store/shown-cards.ts';
import type { Announcer } from './announcer.ts';
import type { WorkDeps } from './deps.ts';
import { tellPerson } from './tell-person.ts';

export type AskDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> & {
  announcer: Pick<Announcer, 'reachPerson' | 'reachChannel'>;
  /** Object ids of the people in a group, through other groups too. */
  peopleIn: (groupId: string) => Promise<readonly string[]>;
  operatorsGroup: string | undefined;
};

/**
 * Puts the question to every owner but the requester: in the personal chat where the bot can reach it, otherwise in
 * the project's channel. Where nobody may decide, requester and operators are told. May run twice.
 */
export async function askApproval(deps: AskDeps, approvalId: number): Promise<void> {
  const approval = await readApproval(deps.db, approvalId);
  const request = approval && (await readRequest(deps.db, approval.requestId));
  const project = approval && (await readProject(deps.db, approval.projectKey));
  if (approval?.state !== 'open' || request === undefined || project === undefined) return;
  const { tenantId, requesterId, id: requestId } = request;
  const owners = (await ownersOf(deps, project)).filter((owner) => owner !== requesterId);
  if (owners.length === 0) {
    const notice = { reason: { code: 'nobody may decide' }, requestId } as const;
    for (const person of [requesterId, ...(await operators(deps))]) {
      await tellPerson(deps, { tenantId, personId: person }, notice);
    }
    return;
  }
  const now = deps.clock.now();
  let unreached = 0;
  for (const owner of owners) {
    const placeId = await deps.announcer.reachPerson(tenantId, owner, project.channel?.teamId);
    if (placeId === undefined) unreached += 1;
    else await wantCard(deps.db, { kind: 'approval', subjectId: approvalId, placeId }, now);
  }
  if (unreached > 0)
    await askElsewhere(deps, { approvalId, tenantId, project, alone: unreached === owners.length });
  await record(
    deps.db,
    {
      actor: 'guestlist',
      what: 'approval asked',
      requestId,
      approvalId,
      detail: { owners: owners.length, unreached },
    },
    now,
  );
}

/** Some owner has no chat with the bot: the channel, and where that is missing too the operators, hear of it. */
async function askElsewhere(
  deps: AskDeps,
  ask: { approvalId: number; tenantId: string; project: Project; alone: boolean },
): Promise<void> {
  const { project, tenantId, approvalId } = ask;
  const channel = project.channel && (await deps.announcer.reachChannel(tenantId, project.channel));
  if (channel !== undefined) {
    const now = deps.clock.now();
    await wantCard(deps.db, { kind: 'approval', subjectId: approvalId, placeId: channel }, now);
    return;
  }
  if (!ask.alone) return;
  const approval = await readApproval(deps.db, approvalId);
  const reason = { code: 'owners not reached', values: { project: project.name } } as const;
  const requestId = approval?.requestId;
  for (const operator of await operators(deps)) {
    await tellPerson(
      deps,
      { tenantId, personId: operator },
      {
        reason,
        ...(requestId === undefined ? {} : { requestId }),
      },
    );
  }
}

async function ownersOf(deps: AskDeps, project: Project): Promise<string[]> {
  const group = project.ownersGroup === undefined ? [] : await deps.peopleIn(project.ownersGroup);
  return [...new Set([...project.owners, ...group])];
}

async function operators(deps: AskDeps): Promise<readonly string[]> {
  return deps.operatorsGroup === undefined ? [] : await deps.peopleIn(deps.operatorsGroup);
}
