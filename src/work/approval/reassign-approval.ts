import type { Directory } from '../../graph/directory.ts';
import { mayVote } from '../../guests/approval/approval-rule.ts';
import { dueFor } from '../../guests/approval/approval-times.ts';
import { type Asked, candidatesFor, leavesEnough } from '../../guests/approval/reassign.ts';
import { lockApproval, votesOn } from '../../store/approvals/approvals.ts';
import {
  dropReassignment,
  insertReassignment,
  reassignmentsOf,
} from '../../store/approvals/reassignments.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import { record } from '../../store/history.ts';
import { bringCard } from '../../store/telling/bring-card.ts';
import { withoutLeavers } from '../../store/telling/leavers.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import type { Who } from '../rights/read-rights.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import type { Announcer } from '../telling/announcer.ts';
import { ownersOf } from '../telling/audience.ts';
import type { Question } from './may-decide.ts';
import { bringToStandIns, reachStandIns } from './stand-ins-to-ask.ts';

export type ReassignDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> &
  Pick<Directory, 'peopleIn'> & {
    announcer: Pick<Announcer, 'reachPerson'>;
    findByIds: Directory['findByIds'];
    /** On one machine people need not exist in the directory. */
    loopback: boolean;
  };

/** Another owner who may get an approval. */
export type Candidate = { personId: string; name: string };

/** More owners stand in no list. */
const mostCandidates = 60;

/** The people who decide on an approval, and the people among them to whom one may hand it. */
export type Candidates = { deciders: readonly string[]; candidates: readonly Candidate[] };

/**
 * The owners to whom this person may hand an approval, at most 60, as Graph says now: none who made the request, has
 * voted, or is blocked or gone. Throws GraphUnavailable.
 */
export async function readCandidates(
  deps: ReassignDeps,
  question: Question,
  fromId: string,
): Promise<Candidates> {
  const deciders = await readDeciders(deps, question);
  const asked = await readAsked(deps.db, question, deciders);
  const ids = candidatesFor(asked, fromId).slice(0, mostCandidates);
  const found = ids.length === 0 ? new Map() : await deps.findByIds(ids);
  const candidates = ids.flatMap((personId) => {
    const person: Found | undefined = found.get(personId);
    if (person === undefined) return deps.loopback ? { personId, name: personId } : [];
    if (person.userType !== 'Member' || !person.accountEnabled) return [];
    return { personId, name: person.displayName ?? personId };
  });
  return { deciders, candidates };
}

type Found = { userType: string; accountEnabled: boolean; displayName?: string | undefined };

async function readDeciders(
  deps: ReassignDeps,
  { request, project }: Question,
): Promise<readonly string[]> {
  const owners = await ownersOf(deps, project);
  const others = owners.filter((each) => mayVote(each, request.requesterId));
  return await withoutLeavers(deps.db, request.tenantId, others);
}

async function readAsked(
  db: Db,
  { approval }: Pick<Question, 'approval'>,
  deciders: readonly string[],
): Promise<Asked> {
  const votes = await votesOn(db, approval.id);
  const approving = new Set(votes.flatMap(({ yes, ownerId }) => (yes ? [ownerId] : [])));
  return {
    deciders,
    voted: new Set(votes.flatMap(({ ownerId, castBy }) => [ownerId, castBy ?? ownerId])),
    approvals: approving.size,
    needed: approval.rule.approvers,
    moves: await reassignmentsOf(db, approval.id),
  };
}

/**
 * `passed on`: the other owner has it, by this click or an earlier one. `over`: decided, timed out, changed, or this
 * person has voted: the card says how it stands.
 */
export type Reassigned = 'passed on' | 'over' | 'unfit' | 'too few' | 'not reached';

/**
 * Hands an open approval to another owner, whom the caller has just found among the candidates, with `deciders`. The
 * other owner and their stand-ins get the card at the end of their chat. A second click changes nothing.
 */
export async function reassignApproval(
  deps: Pick<ReassignDeps, 'db' | 'clock' | 'log' | 'announcer'>,
  question: Question,
  {
    from,
    to,
    version,
    deciders,
  }: { from: Who; to: Candidate; version: number; deciders: readonly string[] },
): Promise<Reassigned> {
  const { tenantId } = question.request;
  const teamId = question.project.channel?.teamId;
  const placeId = await deps.announcer.reachPerson(tenantId, to.personId, teamId);
  if (placeId === undefined) return 'not reached';
  const standIns = await reachStandIns(deps, question, { deciders, owner: to.personId });
  const outcome = await inTransaction(deps.db, async (trx) => {
    const now = deps.clock.now();
    const approval = await lockApproval(trx, question.approval.id);
    if (approval?.state !== 'open' || dueFor(approval, now) === 'time out') return 'over';
    const asked = await readAsked(trx, { approval }, deciders);
    if (approval.version !== version || asked.voted.has(from.personId)) return 'over';
    if (asked.moves.some(({ fromId }) => fromId === from.personId)) return 'passed on';
    if (!candidatesFor(asked, from.personId).includes(to.personId)) return 'unfit';
    const move = { fromId: from.personId, toId: to.personId };
    if (!leavesEnough(asked, move)) return 'too few';
    const named = { ...move, fromName: from.name, toName: to.name, approvalId: approval.id };
    await insertReassignment(trx, named, now);
    await note(trx, approval, { actor: from.personId, what: 'approval reassigned', to }, now);
    await bringCard(trx, { approvalId: approval.id, placeId, list: 'first' }, now);
    await bringToStandIns(trx, approval.id, standIns, now);
    return 'passed on';
  });
  deps.log.info('approval reassign', { approvalId: question.approval.id, outcome });
  return outcome;
}

/** Gives an open approval back to the owner who handed it on, because they ask for it. May run twice. */
export async function takeBackApproval(
  { db, clock, log }: Pick<WorkDeps, 'db' | 'clock' | 'log'>,
  approvalId: number,
  personId: string,
): Promise<void> {
  const taken = await inTransaction(db, async (trx) => {
    const now = clock.now();
    const approval = await lockApproval(trx, approvalId);
    if (approval?.state !== 'open') return false;
    if (!(await dropReassignment(trx, approvalId, personId))) return false;
    await note(trx, approval, { actor: personId, what: 'approval taken back' }, now);
    return true;
  });
  if (taken) log.info('approval taken back', { approvalId });
}

type Noted = {
  actor: string;
  what: 'approval reassigned' | 'approval taken back';
  to?: Candidate;
};

async function note(
  trx: Db,
  { id: approvalId, requestId }: { id: number; requestId: number },
  { actor, what, to }: Noted,
  now: Date,
): Promise<void> {
  const detail = to === undefined ? {} : { person: to.personId };
  await record(trx, { actor, what, requestId, approvalId, detail }, now);
  await redraw(trx, { kind: 'approval', id: approvalId }, now);
  await redraw(trx, { kind: 'request', id: requestId }, now);
}
