import { projectAt, topicIn } from '../../guests/approval/stages.ts';
import { dropVotes, readApproval, votesOn } from '../../store/approvals/approvals.ts';
import { lostVoters } from '../../store/approvals/lost-voters.ts';
import type { Db } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { readProject } from '../../store/projects.ts';
import { readRequest } from '../../store/requests/requests.ts';
import { noteLeaver } from '../../store/telling/leavers.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import { type RightsDeps, readRights } from '../rights/read-rights.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { type OperatorDeps, operatorsOf } from '../telling/audience.ts';
import { tellOfRequest } from '../telling/tell-people.ts';
import { mayDecideOn, type Question } from './may-decide.ts';
import { readDecider } from './read-decider.ts';

/** Owners who voted and may no longer decide, and the operators who hear of it. */
export type LostVotes = {
  voters: readonly { personId: string; name: string }[];
  operators: readonly string[];
};

/** Every owner who voted may still decide. */
export const nobodyLost: LostVotes = { voters: [], operators: [] };

/**
 * Reads the rights of all owners whose yes counts together with the vote of `voterId`, and notes owners who are blocked
 * or gone. Throws GraphUnavailable: while Graph does not answer, nobody decides.
 */
export async function readLostVotes(
  deps: Pick<WorkDeps, 'db' | 'clock'> & OperatorDeps & { rights: RightsDeps },
  approvalId: number,
  voterId: string,
): Promise<LostVotes> {
  const approval = await readApproval(deps.db, approvalId);
  const listed = approval && (await readProject(deps.db, approval.projectKey));
  if (approval?.state !== 'open' || listed === undefined) return nobodyLost;
  const project = projectAt(listed, approval);
  const votes = await votesOn(deps.db, approvalId);
  const others = new Map(
    votes.flatMap(({ yes, ownerId, ownerName, castBy }) =>
      yes && ownerId !== voterId ? [[ownerId, { name: ownerName, castBy }] as const] : [],
    ),
  );
  const voters: LostVotes['voters'][number][] = [];
  for (const [personId, { name, castBy }] of others) {
    const rights = await readRights(deps.rights, { personId }, [project]);
    if (!rights.member) await note(deps, approval.requestId, personId);
    const isHere =
      castBy === null || (await readRights(deps.rights, { personId: castBy }, [])).member;
    if (!isHere || !mayDecideOn(approval, project, { personId, rights })) {
      voters.push({ personId, name });
    }
  }
  return voters.length === 0 ? nobodyLost : { voters, operators: await operatorsOf(deps) };
}

async function note(
  { db, clock }: Pick<WorkDeps, 'db' | 'clock'>,
  requestId: number,
  personId: string,
): Promise<void> {
  const request = await readRequest(db, requestId);
  if (request === undefined) return;
  await noteLeaver(db, { tenantId: request.tenantId, personId }, clock.now());
}

/** Drops these votes, and tells the requester and the operators. The caller has locked the approval. */
export async function dropLostVotes(
  trx: Db,
  { approval, request, project }: Question,
  { voters, operators }: LostVotes,
  now: Date,
): Promise<void> {
  const { id: approvalId, requestId } = approval;
  const { tenantId, requesterId } = request;
  for (const { personId, name } of voters) {
    if ((await dropVotes(trx, approvalId, [personId])) === 0) continue;
    const entry = { actor: 'guestlist', what: 'vote lost', requestId, approvalId } as const;
    await record(trx, { ...entry, detail: { person: personId, stage: approval.stage } }, now);
    const people = new Set([requesterId, ...operators]);
    const to = { tenantId, requestId, about: 'approval', people } as const;
    const values = { name, project: project.name, number: String(requestId) };
    const reason = { code: 'vote lost', values } as const;
    const topic = topicIn(approval.stage, `vote lost ${personId}`);
    await tellOfRequest(trx, to, { reason, subjectId: approvalId, topic }, now);
  }
}

type Awaiting = { id: number; requestId: number; tenantId: string; decidersKey: string };

/**
 * Notes owners whose vote was dropped and who may decide again, so that the requester's card names them as awaited. May
 * run twice.
 */
export async function awaitAgain(
  deps: Pick<WorkDeps, 'db'> & { rights: RightsDeps },
  { id: approvalId, requestId, tenantId, decidersKey }: Awaiting,
  now: Date,
): Promise<void> {
  for (const personId of await lostVoters(deps.db, { requestId, approvalId })) {
    const decider = await readDecider(deps, { tenantId, personId }, now);
    if (!decider?.owned.includes(decidersKey)) continue;
    const entry = { actor: 'guestlist', what: 'may vote again', requestId, approvalId } as const;
    await record(deps.db, { ...entry, detail: { person: personId } }, now);
    await redraw(deps.db, { kind: 'request', id: requestId }, now);
  }
}
