import { dueFor } from '../../guests/approval/approval-times.ts';
import { projectAt, topicIn } from '../../guests/approval/stages.ts';
import { hasHandedOn, type VotesAs, votesAs } from '../../guests/approval/stand-in.ts';
import type { Reason } from '../../guests/reason.ts';
import {
  type ApprovalRecord,
  insertVotes,
  lockApproval,
  votesOn,
} from '../../store/approvals/approvals.ts';
import { reassignmentsOf } from '../../store/approvals/reassignments.ts';
import { forgetInstead, type StandIn, standInsBy } from '../../store/approvals/stand-ins.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { readProject } from '../../store/projects.ts';
import { readRequest } from '../../store/requests/requests.ts';
import { endFinished } from '../ledger/end-finished.ts';
import type { Rights, Who } from '../rights/read-rights.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { tellOfRequest } from '../telling/tell-people.ts';
import { type Applied, applyVotes, waitingRows } from './apply-votes.ts';
import { lapseExtension } from './lapse-extension.ts';
import { dropLostVotes, type LostVotes, nobodyLost } from './lost-votes.ts';
import { mayDecideOn, type Question } from './may-decide.ts';
import { timeOutApproval } from './time-out-approval.ts';

/** One owner's decision on all rows: the named rows are approved, the others rejected. */
export type Ballot = {
  approvalId: number;
  version: number;
  approve: 'all' | 'none' | readonly number[];
  reason: string | undefined;
};

export type Decided =
  | { kind: 'counted' }
  | { kind: 'not found' }
  | { kind: 'not owner' }
  | { kind: 'own request' }
  | { kind: 'changed' }
  /** The approval was decided, timed out or withdrawn before. The current card says how. */
  | { kind: 'decided already' };

type Decides = Pick<Rights, 'owns' | 'member'>;

/** An owner for whom somebody may stand in, with the owner's own rights. */
export type StoodFor = { personId: string; rights: Decides };

type Voter = Who & {
  rights: Decides;
  /** The owners for whom the voter stands in, as the bot read at this click. */
  standsFor?: readonly StoodFor[];
  /** The owners whose earlier yes no longer counts, as the bot read at this click. */
  lost?: LostVotes;
};

/**
 * Counts one owner's votes. The caller has read the owner's rights at the click. Of two owners who decide at once one
 * is first; the other hears what was decided.
 */
export async function castVote(deps: WorkDeps, who: Voter, ballot: Ballot): Promise<Decided> {
  const now = deps.clock.now();
  const outcome = await inTransaction(deps.db, async (trx): Promise<Decided> => {
    const question = await findQuestion(trx, ballot.approvalId, who.tenantId);
    if (question === undefined) return { kind: 'not found' };
    const as = await voteAs(trx, question, who, now);
    if (as.kind === 'not owner' || as.kind === 'own request') return as;
    const refusal = await refuse(trx, question, ballot, now);
    if (refusal !== undefined) return refusal;
    if (as.kind === 'voted' || !(await vote(trx, question.approval, { who, as, ballot }, now))) {
      return { kind: 'decided already' };
    }
    await dropLostVotes(trx, question, who.lost ?? nobodyLost, now);
    const carried = await applyVotes(deps, trx, question.approval, now);
    await tellOutcome(trx, question, { who, as, ballot, carried }, now);
    return { kind: 'counted' };
  });
  deps.log.info('approval decide', { approvalId: ballot.approvalId, outcome: outcome.kind });
  const mayEnd: readonly Decided['kind'][] = ['counted', 'decided already', 'changed'];
  if (mayEnd.includes(outcome.kind)) await endFinished(deps);
  return outcome;
}

async function findQuestion(
  trx: Db,
  approvalId: number,
  tenantId: string,
): Promise<Question | undefined> {
  const approval = await lockApproval(trx, approvalId);
  const request = approval && (await readRequest(trx, approval.requestId));
  const project = approval && (await readProject(trx, approval.projectKey));
  if (approval === undefined || project === undefined || request?.tenantId !== tenantId)
    return undefined;
  return { approval, request, project: projectAt(project, approval) };
}

type As = Exclude<VotesAs, { kind: 'for' }> | { kind: 'for'; standIn: StandIn };

/** As whom this person votes. The time of a stand-in may have ended since the click. */
async function voteAs(
  trx: Db,
  { approval, request, project }: Question,
  who: Voter,
  now: Date,
): Promise<As> {
  const standIns = who.rights.member ? await standInsBy(trx, who, now) : [];
  const moves = await reassignmentsOf(trx, approval.id);
  const standsFor = (who.standsFor ?? []).filter(
    (each) => mayDecideOn(approval, project, each) && !hasHandedOn(moves, each.personId),
  );
  const as = votesAs({
    voterId: who.personId,
    requesterId: request.requesterId,
    own: mayDecideOn(approval, project, who),
    standsFor: standsFor
      .map(({ personId }) => personId)
      .filter((each) => standIns.some(({ personId }) => personId === each)),
    votes: await votesOn(trx, approval.id),
  });
  if (as.kind !== 'for') return as;
  const standIn = standIns.find(({ personId }) => personId === as.personId);
  return standIn === undefined ? { kind: 'not owner' } : { kind: 'for', standIn };
}

async function refuse(
  trx: Db,
  { approval }: Question,
  ballot: Ballot,
  now: Date,
): Promise<Decided | undefined> {
  if (approval.state !== 'open') return { kind: 'decided already' };
  // The clock decides, even where no replica has timed the approval out yet.
  if (dueFor(approval, now) === 'time out') {
    await timeOutApproval(trx, approval, now);
    return { kind: 'decided already' };
  }
  // No vote says yes to another end of access that is over.
  if (await lapseExtension(trx, approval, now)) return { kind: 'changed' };
  return approval.version === ballot.version ? undefined : { kind: 'changed' };
}

async function vote(
  trx: Db,
  approval: ApprovalRecord,
  { who, as, ballot }: { who: Who; as: As; ballot: Ballot },
  now: Date,
): Promise<boolean> {
  const named = new Set(typeof ballot.approve === 'string' ? [] : ballot.approve);
  const isApproved = (id: number) => ballot.approve === 'all' || named.has(id);
  const ids = (await waitingRows(trx, approval.id)).map(({ id }) => id);
  const [yes, no] = [ids.filter(isApproved), ids.filter((id) => !isApproved(id))];
  const owner =
    as.kind === 'for'
      ? { ownerId: as.standIn.personId, ownerName: as.standIn.personName }
      : { ownerId: who.personId, ownerName: who.name };
  const castBy =
    as.kind === 'for'
      ? { castBy: who.personId, castByName: who.name }
      : { castBy: null, castByName: null };
  const said = { reason: ballot.reason ?? null, yes, no };
  const given = { approvalId: approval.id, ...owner, ...castBy, ...said };
  const counted = await insertVotes(trx, given, now);
  if (counted === 0) return false;
  const { requestId, id: approvalId, stage } = approval;
  if (as.kind === 'self') await forgetInstead(trx, approvalId, [who.personId]);
  const instead = as.kind === 'for' ? { for: as.standIn.personId } : {};
  const detail = { yes: yes.length, no: no.length, ...instead, ...(stage > 1 && { stage }) };
  await record(trx, { actor: who.personId, what: 'voted', requestId, approvalId, detail }, now);
  return true;
}

/** Tells the requester who decided what, and why. A vote that decides no row yet shows only on the card. */
async function tellOutcome(
  trx: Db,
  { approval, request, project }: Question,
  { who, as, ballot, carried }: { who: Who; as: As; ballot: Ballot; carried: Applied },
  now: Date,
): Promise<void> {
  const { approved, rejected } = carried;
  if (approved + rejected === 0) return;
  const code =
    rejected === 0 ? 'owner approved' : approved === 0 ? 'owner rejected' : 'owner approved some';
  const reason: Reason = {
    code,
    values: {
      name: who.name,
      instead: as.kind === 'for' ? as.standIn.personName : '',
      project: project.name,
      number: String(request.id),
      approved,
      rejected,
      reason: ballot.reason ?? '',
      comment: ballot.reason === undefined ? 'no' : 'yes',
    },
  };
  const { id: requestId, tenantId, requesterId } = request;
  const to = { tenantId, requestId, about: 'approval', people: [requesterId] } as const;
  const topic = topicIn(approval.stage, `vote ${who.personId}`);
  await tellOfRequest(trx, to, { reason, subjectId: approval.id, topic }, now);
}
