import { mayVote, outcomeOf } from '../guests/approval-rule.ts';
import type { Reason } from '../guests/reason.ts';
import {
  type ApprovalRecord,
  insertVotes,
  lockApproval,
  moveApproval,
  votesOn,
} from '../store/approvals.ts';
import { type Db, inTransaction } from '../store/database.ts';
import { record } from '../store/history.ts';
import {
  type InvitationRecord,
  invitationsForApproval,
  moveInvitations,
} from '../store/invitations.ts';
import { readProject } from '../store/projects.ts';
import { readRequest } from '../store/requests.ts';
import { redraw } from '../store/shown-cards.ts';
import type { WorkDeps } from './deps.ts';
import type { Rights, Who } from './read-rights.ts';
import { endSettled } from './settle.ts';

/** One owner's word over all rows: those named are approved, the others rejected. */
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
  /** Decided, timed out or withdrawn before. The card of now says how. */
  | { kind: 'decided already' };

/**
 * Takes one owner's votes. Rights were read at the click and come with it. Of two owners who decide at once, one is
 * first; the other hears what was decided.
 */
export async function decideApproval(
  deps: Pick<WorkDeps, 'db' | 'queue' | 'clock' | 'log'>,
  who: Who & { rights: Pick<Rights, 'owns'> },
  ballot: Ballot,
): Promise<Decided> {
  const outcome = await inTransaction(deps.db, async (trx): Promise<Decided> => {
    const approval = await lockApproval(trx, ballot.approvalId);
    if (approval === undefined) return { kind: 'not found' };
    const refusal = await refuse(trx, approval, who, ballot);
    if (refusal !== undefined) return refusal;
    const counted = await vote(trx, { approval, who, ballot }, deps.clock.now());
    if (!counted) return { kind: 'decided already' };
    await carry(deps, trx, approval);
    return { kind: 'counted' };
  });
  deps.log.info('approval decide', { approvalId: ballot.approvalId, outcome: outcome.kind });
  if (outcome.kind === 'counted') await endSettled(deps);
  return outcome;
}

async function refuse(
  trx: Db,
  approval: ApprovalRecord,
  who: Who & { rights: Pick<Rights, 'owns'> },
  ballot: Ballot,
): Promise<Decided | undefined> {
  const request = await readRequest(trx, approval.requestId);
  const project = await readProject(trx, approval.projectKey);
  if (request === undefined || project === undefined || request.tenantId !== who.tenantId) {
    return { kind: 'not found' };
  }
  if (!who.rights.owns(project)) return { kind: 'not owner' };
  if (!mayVote(who.personId, request.requesterId)) return { kind: 'own request' };
  if (approval.state !== 'open') return { kind: 'decided already' };
  return approval.version === ballot.version ? undefined : { kind: 'changed' };
}

async function vote(
  trx: Db,
  { approval, who, ballot }: { approval: ApprovalRecord; who: Who; ballot: Ballot },
  now: Date,
): Promise<boolean> {
  const waiting = await waitingOf(trx, approval.id);
  const isApproved = (id: number) =>
    ballot.approve === 'all' || (ballot.approve !== 'none' && ballot.approve.includes(id));
  const yes = waiting.filter(({ id }) => isApproved(id)).map(({ id }) => id);
  const no = waiting.filter(({ id }) => !isApproved(id)).map(({ id }) => id);
  const counted = await insertVotes(
    trx,
    {
      approvalId: approval.id,
      ownerId: who.personId,
      ownerName: who.name,
      reason: ballot.reason ?? null,
      yes,
      no,
    },
    now,
  );
  if (counted === 0) return false;
  await record(
    trx,
    {
      actor: who.personId,
      what: 'voted',
      requestId: approval.requestId,
      approvalId: approval.id,
      detail: { yes: yes.length, no: no.length },
    },
    now,
  );
  return true;
}

/** What the votes came to: rows that passed may begin, rows that fell end, and the approval is decided when none waits. */
async function carry(
  deps: Pick<WorkDeps, 'queue' | 'clock'>,
  trx: Db,
  approval: ApprovalRecord,
): Promise<void> {
  const now = deps.clock.now();
  const { requestId } = approval;
  const waiting = await waitingOf(trx, approval.id);
  const votes = await votesOn(trx, approval.id);
  const outcomes = outcomeOf(
    // Whoever had to be asked when it was asked has to answer now.
    { ...approval.rule, autoApproveDomains: [] },
    votes.map((v) => ({ owner: v.ownerId, invitation: String(v.invitationId), yes: v.yes })),
    waiting.map(({ id, address }) => ({ id: String(id), domain: address.split('@')[1] ?? '' })),
  );
  const ids = (wanted: string) =>
    waiting.filter(({ id }) => outcomes.get(String(id)) === wanted).map(({ id }) => id);
  const approved = ids('approved');
  const rejected = ids('rejected');
  if (approved.length > 0) {
    await moveInvitations(
      trx,
      { requestId, from: 'awaiting approval', to: 'approved', ids: approved },
      now,
    );
    await deps.queue.send(trx, 'wake', {});
  }
  for (const [reason, rejectedFor] of byReason(rejected, votes)) {
    await moveInvitations(
      trx,
      {
        requestId,
        from: 'awaiting approval',
        to: 'rejected',
        ids: rejectedFor,
        reason: JSON.parse(reason),
      },
      now,
    );
  }
  if (approved.length + rejected.length === waiting.length) {
    await moveApproval(trx, approval.id, 'decided', now);
    await record(
      trx,
      { actor: 'guestlist', what: 'approval decided', requestId, approvalId: approval.id },
      now,
    );
  }
  await redraw(trx, { kind: 'approval', id: approval.id }, now);
  await redraw(trx, { kind: 'request', id: requestId }, now);
}

async function waitingOf(trx: Db, approvalId: number): Promise<InvitationRecord[]> {
  const all = await invitationsForApproval(trx, approvalId);
  return all.filter(({ state }) => state === 'awaiting approval');
}

function byReason(
  rejected: readonly number[],
  votes: readonly {
    invitationId: number;
    yes: boolean;
    ownerName: string;
    reason: string | null;
  }[],
): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const id of rejected) {
    const no = votes.find((v) => v.invitationId === id && !v.yes);
    const reason: Reason = {
      code: 'rejected by owner',
      values: { name: no?.ownerName ?? '', reason: no?.reason ?? '' },
    };
    const key = JSON.stringify(reason);
    groups.set(key, [...(groups.get(key) ?? []), id]);
  }
  return groups;
}
