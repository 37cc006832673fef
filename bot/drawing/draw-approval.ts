import { stagesIn } from '../../src/guests/approval/stages.ts';
import type { Db } from '../../src/store/database.ts';
import { type ApprovalView, approvalCard } from '../cards/approval-card.ts';
import { approvalMovedCard } from '../cards/approval-moved-card.ts';
import { approvalSharedCard } from '../cards/approval-shared-card.ts';
import type { Card } from '../cards/render-card.ts';
import { accessEnds } from '../naming/access-ends.ts';
import { accessNames } from '../naming/access-names.ts';
import { placesOf } from '../naming/landing-places.ts';
import { readerOf, voterOf } from '../naming/stands-in.ts';
import { type Say, say as speaker } from '../words/say.ts';
import { voterWords } from '../words/voter-words.ts';
import { approvalPartners, toDecideOn } from './approval-partners.ts';
import { drawDecided, mayUndo } from './draw-decided.ts';
import type { DrawnCard } from './draw-request.ts';
import {
  type ApprovalFacts,
  type ApprovalViewer,
  domainsOf,
  hostsOfRows,
  mailsOfRows,
  readApprovalFacts,
} from './read-approval-facts.ts';
import type { ViewerNow } from './request-counts.ts';

/** Draws one approval as this viewer may see it. Undefined for an approval that does not exist. */
export async function drawApproval(
  db: Db,
  approvalId: number,
  viewer: ApprovalViewer,
): Promise<DrawnCard | undefined> {
  const facts = await readApprovalFacts(db, approvalId);
  if (facts === undefined) return undefined;
  // Once there is nothing to undo any more, the card stays as it is.
  if (facts.approval.state !== 'open')
    return { card: drawDecided(facts, viewer), final: !mayUndo(facts, viewer) };
  const card = viewer.as === 'owner' ? drawOpen(facts, viewer) : drawShared(facts, viewer);
  return { card, final: false };
}

/** Draws the card that replaces a copy once a newer copy stands further down. */
export async function drawMovedApproval(
  db: Db,
  approvalId: number,
  { language }: ViewerNow,
): Promise<DrawnCard | undefined> {
  const facts = await readApprovalFacts(db, approvalId);
  return facts && { card: approvalMovedCard(common(facts), language), final: true };
}

function drawOpen(facts: ApprovalFacts, viewer: ApprovalViewer & { as: 'owner' }): Card {
  const { approval, moves, askedNow } = facts;
  const rows = toDecideOn(facts.rows);
  const votes = facts.votes.filter(({ stage }) => stage === approval.stage);
  const say = speaker(viewer.language);
  const { timesOutAt } = approval;
  const { voted, instead, mayDecide } = readerOf({ ...facts, votes }, viewer);
  const isAsked = viewer.askedIn === approval.stage || (askedNow?.has(viewer.personId) ?? true);
  const passedOn = voted ? undefined : moves.find(({ fromId }) => fromId === viewer.personId);
  const handed = moves.filter(({ toId }) => toId === viewer.personId);
  return approvalCard(
    {
      ...common(facts),
      version: approval.version,
      reason: facts.request.reason ?? undefined,
      partners: approvalPartners(facts),
      mail: mailsOfRows(rows),
      places: placesOf(hostsOfRows(rows), facts.request.review?.access),
      ends: accessEnds(
        rows.map(({ until }) => ({ day: until, count: 1 })),
        facts.project,
      ),
      extendTo: facts.request.kind === 'extend' ? facts.request.choice.until : undefined,
      earlier: rows.some(({ earlier }) => earlier),
      rule: approval.rule,
      approvedBy: [
        ...new Set(votes.filter(({ yes }) => yes).map((vote) => voterWords(voterOf(vote), say))),
      ],
      passed: facts.passed,
      timesOutAt: timesOutAt === null ? undefined : { at: timesOutAt, timeZone: viewer.timeZone },
      mayDecide: mayDecide && !passedOn && isAsked,
      stage: stageOf(facts, isAsked, say),
      mayReassign: instead === undefined && hasOtherOwners(facts.project),
      instead,
      votedForMe: votes.find(({ ownerId }) => ownerId === viewer.personId)?.castByName ?? undefined,
      passedOn: passedOn?.toName,
      handedBy: passedOn ? [] : handed.map(({ fromName }) => fromName),
      voted,
      list: viewer.list,
      from: viewer.from ?? 1,
    },
    viewer.language,
  );
}

/** Where the approval stands, if it has several stages. */
function stageOf(
  { approval, votes }: ApprovalFacts,
  isAsked: boolean,
  say: Say,
): ApprovalView['stage'] {
  const of = stagesIn(approval.rule);
  if (of === 1) return undefined;
  const before = votes.filter(({ stage, yes }) => yes && stage < approval.stage);
  const approvedBefore = [...new Set(before.map((vote) => voterWords(voterOf(vote), say)))];
  return { now: approval.stage, of, isAsked, approvedBefore };
}

/** The click reads who they are. */
const hasOtherOwners = (project: ApprovalFacts['project']): boolean =>
  project !== undefined && (project.ownersGroup !== undefined || project.owners.length > 1);

function drawShared(facts: ApprovalFacts, viewer: ApprovalViewer & { as: 'channel' }): Card {
  const { ownersInTeams, language } = viewer;
  const count = toDecideOn(facts.rows).length;
  return approvalSharedCard({ ...common(facts), count, ownersInTeams }, language);
}

function common({ approval, request, project, rows }: ApprovalFacts) {
  return {
    approvalId: approval.id,
    requestNumber: request.id,
    project: project?.name ?? approval.projectKey,
    requester: request.requesterName,
    domains: domainsOf(toDecideOn(rows)),
    access: accessNames(request, approval.projectKey),
  };
}
