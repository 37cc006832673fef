import {
  type ApprovalRecord,
  readApproval,
  type VoteRecord,
  votesOn,
} from '../../src/store/approvals.ts';
import type { Db } from '../../src/store/database.ts';
import { type InvitationRecord, invitationsForApproval } from '../../src/store/invitations.ts';
import { readProject } from '../../src/store/projects.ts';
import { type RequestRecord, readRequest } from '../../src/store/requests.ts';
import { approvalCard } from '../cards/approval-card.ts';
import { approvalDecidedCard, type OwnerVotes } from '../cards/approval-decided-card.ts';
import { approvalSharedCard } from '../cards/approval-shared-card.ts';
import type { DrawnCard } from './draw-request.ts';
import { accessNames } from './draw-review.ts';
import type { Viewer } from './request-facts.ts';

/** Who looks at an approval: an owner, in person or through the channel's refresh, or everybody in the channel. */
export type ApprovalViewer = Viewer &
  (
    | { as: 'owner'; personId: string; list: 'first' | 'all' }
    | { as: 'channel'; ownersInTeams: readonly string[] }
  );

/** One approval as this viewer may see it. Nothing for an approval that does not exist. */
export async function drawApproval(
  db: Db,
  approvalId: number,
  viewer: ApprovalViewer,
): Promise<DrawnCard | undefined> {
  const approval = await readApproval(db, approvalId);
  const request = approval && (await readRequest(db, approval.requestId));
  if (approval === undefined || request === undefined) return undefined;
  const project = (await readProject(db, approval.projectKey))?.name ?? approval.projectKey;
  const invitations = await invitationsForApproval(db, approvalId);
  const votes = await votesOn(db, approvalId);
  const facts = { approval, request, project, invitations, votes };
  if (approval.state !== 'open') return { card: drawDecided(facts, viewer), final: true };
  return {
    card: viewer.as === 'owner' ? drawOpen(facts, viewer) : drawShared(facts, viewer),
    final: false,
  };
}

type Facts = {
  approval: ApprovalRecord;
  request: RequestRecord;
  project: string;
  invitations: readonly InvitationRecord[];
  votes: readonly VoteRecord[];
};

function drawOpen(facts: Facts, viewer: ApprovalViewer & { as: 'owner' }) {
  const { approval, request, invitations, votes } = facts;
  const languages = new Set(invitations.map(({ language }) => language));
  const [language] = languages;
  return approvalCard(
    {
      approvalId: approval.id,
      version: approval.version,
      requestNumber: request.id,
      project: facts.project,
      requester: request.requesterName,
      partners: invitations.map(({ displayName, address, plan }, index) => ({
        row: index + 1,
        name: displayName,
        address,
        plan,
      })),
      domains: domainsOf(invitations),
      access: accessNames(request, approval.projectKey),
      mail: {
        sent: invitations.some(({ sendMail }) => sendMail),
        language: languages.size === 1 ? (language ?? undefined) : undefined,
      },
      rule: approval.rule,
      approvedBy: [...new Set(votes.filter(({ yes }) => yes).map(({ ownerName }) => ownerName))],
      mayDecide:
        request.requesterId !== viewer.personId &&
        !votes.some((v) => v.ownerId === viewer.personId),
      list: viewer.list,
    },
    viewer.language,
  );
}

function drawShared(facts: Facts, viewer: ApprovalViewer & { as: 'channel' }) {
  const { approval, request, invitations } = facts;
  return approvalSharedCard(
    {
      approvalId: approval.id,
      requestNumber: request.id,
      project: facts.project,
      requester: request.requesterName,
      count: invitations.length,
      domains: domainsOf(invitations),
      access: accessNames(request, approval.projectKey),
      ownersInTeams: viewer.ownersInTeams,
    },
    viewer.language,
  );
}

function drawDecided(facts: Facts, viewer: ApprovalViewer) {
  const { approval, request, invitations } = facts;
  const rejected = invitations.filter(({ state }) => state === 'rejected').length;
  return approvalDecidedCard(
    {
      requestNumber: request.id,
      project: facts.project,
      requester: request.requesterName,
      outcome: approval.state === 'open' ? 'decided' : approval.state,
      approved: invitations.length - rejected,
      rejected,
      votes: votesByOwner(facts.votes),
      at: approval.decidedAt ?? approval.askedAt,
      timeZone: viewer.timeZone,
      seenBy: viewer.as === 'owner' ? 'owners' : 'channel',
    },
    viewer.language,
  );
}

function votesByOwner(votes: readonly VoteRecord[]): OwnerVotes[] {
  const owners = new Map<string, OwnerVotes>();
  for (const { ownerId, ownerName, yes, reason } of votes) {
    const sum = owners.get(ownerId) ?? { name: ownerName, approved: 0, rejected: 0 };
    owners.set(ownerId, {
      ...sum,
      approved: sum.approved + (yes ? 1 : 0),
      rejected: sum.rejected + (yes ? 0 : 1),
      comment: reason ?? undefined,
    });
  }
  return [...owners.values()];
}

function domainsOf(
  invitations: readonly { address: string }[],
): { domain: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { address } of invitations) {
    const domain = address.split('@')[1] ?? '';
    counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  return [...counts]
    .map(([domain, count]) => ({ domain, count }))
    .toSorted((a, b) => b.count - a.count);
}
