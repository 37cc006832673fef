import { mayStillUndo } from '../../src/guests/approval/approval-times.ts';
import { type ApprovalDecidedView, approvalDecidedCard } from '../cards/approval-decided-card.ts';
import type { Card } from '../cards/render-card.ts';
import { votesByOwner } from '../naming/stands-in.ts';
import { say as speaker } from '../words/say.ts';
import type { ApprovalFacts, ApprovalViewer } from './read-approval-facts.ts';

/** Draws an approval that is over, as this viewer may see it. */
export function drawDecided(facts: ApprovalFacts, viewer: ApprovalViewer): Card {
  const { approval, request, votes, undone } = facts;
  // A row on which no vote counted, and which the bot cancelled, is not among the decided ones.
  const rows =
    approval.state === 'decided'
      ? facts.rows.filter(
          ({ id, state }) =>
            state !== 'cancelled' || votes.some((each) => each.invitationId === id),
        )
      : facts.rows;
  const rejected = rows.filter(({ state }) => state === 'rejected').length;
  const takenBack = new Set(undone.flatMap(({ invitationIds }) => invitationIds));
  return approvalDecidedCard(
    {
      requestNumber: request.id,
      project: facts.project?.name ?? approval.projectKey,
      requester: request.requesterName,
      outcome: outcomeOf(facts),
      approved: rows.length - rejected,
      rejected,
      votes: votesByOwner(facts.votes, speaker(viewer.language)),
      undone: undone.map(({ requesterName, endedIn, invitationIds, at }) => ({
        who: requesterName,
        number: endedIn,
        count: invitationIds.length,
        at,
      })),
      partners: rows.map(({ id, displayName, address, state }, index) => ({
        row: index + 1,
        name: displayName,
        address,
        // Where nobody decided, nobody rejected.
        rejected: approval.state === 'decided' && state === 'rejected',
        undone: takenBack.has(id),
      })),
      at: approval.decidedAt ?? approval.askedAt,
      timeZone: viewer.timeZone,
      seenBy: viewer.as === 'owner' ? 'owners' : 'channel',
      undo: mayUndo(facts, viewer) ? { approvalId: approval.id } : undefined,
    },
    viewer.language,
  );
}

function outcomeOf({
  approval: { state },
  request,
}: ApprovalFacts): ApprovalDecidedView['outcome'] {
  if (state === 'open') return 'decided';
  // A request to extend was withdrawn, and no person cancelled it.
  return state === 'withdrawn' && request.kind === 'extend' && request.cancelledAt === null
    ? 'over'
    : state;
}

/**
 * True for a day, for an owner whose vote let a row pass, while there is access to take back. The click checks it
 * again.
 */
export function mayUndo(
  { approval, request, rows, votes, project }: ApprovalFacts,
  viewer: ApprovalViewer,
): boolean {
  const { state, decidedAt } = approval;
  if (viewer.as !== 'owner' || state !== 'decided' || decidedAt === null) return false;
  const undoable = new Set(rows.filter((row) => row.undoable).map(({ id }) => id));
  // A decider of a stage need not own the project, and only its owners take access back.
  if (approval.rule.stages && !project?.owners.includes(viewer.personId)) return false;
  const letPass = votes.some(
    ({ ownerId, yes, invitationId }) =>
      yes && ownerId === viewer.personId && undoable.has(invitationId),
  );
  return letPass && request.kind === 'invite' && mayStillUndo(decidedAt, viewer.now);
}
