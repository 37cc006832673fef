import { mayVote } from '../../src/guests/approval/approval-rule.ts';
import { readRowRanges } from '../../src/guests/list/row-ranges.ts';
import { wasAskedBefore } from '../../src/store/approvals/stages.ts';
import { forgetInstead } from '../../src/store/approvals/stand-ins.ts';
import { invitationsForApproval } from '../../src/store/invitations/invitations.ts';
import { isWaiting } from '../../src/work/approval/apply-votes.ts';
import { type Ballot, castVote } from '../../src/work/approval/cast-vote.ts';
import { readLostVotes } from '../../src/work/approval/lost-votes.ts';
import {
  type Candidate,
  readCandidates,
  reassignApproval,
  takeBackApproval,
} from '../../src/work/approval/reassign-approval.ts';
import { answerNotice, type ClickAnswer, type ClickHandler } from '../buttons/click.ts';
import { wordsOf } from '../buttons/click-data.ts';
import { approvalReassignCard } from '../cards/approval-reassign-card.ts';
import { drawApproval } from '../drawing/draw-approval.ts';
import type { AskedApproval } from '../rights/approval-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import type { Turn } from '../turns/turn.ts';

type Word = { version?: number | undefined } & {
  [input in 'comment' | 'reason' | 'rows']?: string | undefined;
};

/** Approves all rows. */
export const clickApprove: ClickHandler<Word, AskedApproval> = (deps, turn, sent, asked) =>
  decide(deps, turn, asked, { ...votes(sent), approve: 'all', reason: wordsOf(sent.comment) });

/** Rejects all rows. Asks for a reason where the card has none. The requester reads the comment above it, too. */
export const clickReject: ClickHandler<Word, AskedApproval> = async (deps, turn, sent, asked) => {
  const said = wordsOf(sent.reason);
  if (said === undefined) return answerNotice('reason missing');
  const comment = wordsOf(sent.comment);
  const reason = comment === undefined || comment === said ? said : `${said} ${comment}`;
  return await decide(deps, turn, asked, { ...votes(sent), approve: 'none', reason });
};

/** Approves the rows named, and rejects the others with the comment as their reason. */
export const clickApproveRows: ClickHandler<Word, AskedApproval> = async (
  deps,
  turn,
  sent,
  asked,
) => {
  const reason = wordsOf(sent.comment);
  if (reason === undefined) return answerNotice('reason missing');
  const invitations = await invitationsForApproval(deps.db, asked.approval.id);
  const known = new Set(invitations.map((_, index) => index + 1));
  const ranges = readRowRanges(sent.rows ?? '', known);
  // Only owners read the number of rows.
  if (ranges.kind !== 'rows' && !asked.owner) return answerNotice('not owner');
  if (ranges.kind === 'empty') return answerNotice('no rows chosen');
  if (ranges.kind !== 'rows') return answerNotice('rows malformed', { total: known.size });
  const chosen = ranges.rows.flatMap((row) => invitations[row - 1] ?? []);
  // Of a card from before, the vote itself says that the approval has changed.
  const isOpen = votes(sent).version === asked.approval.version && invitations.some(isWaiting);
  if (isOpen && !chosen.every(isWaiting)) return answerNotice('rows over');
  const approve = chosen.map(({ id }) => id);
  return await decide(deps, turn, asked, { ...votes(sent), approve, reason });
};

const votes = ({ version }: Word) => ({ version: version ?? -1 });

/** A refresh, or the owner's full list. Others see what the channel sees. */
export const viewApproval: ClickHandler<{ from?: number | undefined }, AskedApproval> = (
  deps,
  turn,
  { from },
  asked,
) => (asked.owner ? ownView(deps, turn, asked, from) : sharedView(deps, turn, asked.approval.id));

type Sent = { version?: number | undefined; person?: string | undefined };

/** Asks to whom an owner hands the approval, or hands it to the one whom they chose. */
export const clickReassign: ClickHandler<Sent, AskedApproval> = async (
  deps,
  turn,
  { version = -1, person },
  asked,
) => {
  const { request, owner, standsFor, approval } = asked;
  // A stand-in hands nothing on: one level.
  if (!owner || standsFor.length > 0) return answerNotice('not owner');
  if (!mayVote(turn.who.personId, request.requesterId)) return answerNotice('own request');
  const { findByIds } = deps.endings;
  const loopback = deps.config.loopback;
  const handing = { ...deps, findByIds, loopback };
  const { candidates, deciders } = await readCandidates(handing, asked, turn.who.personId);
  if (candidates.length === 0) return answerNotice('nobody to take over');
  if (wordsOf(person) === undefined) return offer(turn, asked, candidates);
  const to = candidates.find(({ personId }) => personId === person);
  if (to === undefined) return answerNotice('cannot take over');
  const wish = { from: turn.who, to, version, deciders };
  const outcome = await reassignApproval(handing, asked, wish);
  deps.wake();
  switch (outcome) {
    case 'passed on':
    case 'over':
      return await ownView(deps, turn, asked);
    case 'unfit':
      return answerNotice('cannot take over');
    case 'too few':
      return answerNotice('too few left', { count: approval.rule.approvers });
    case 'not reached':
      return answerNotice('owner not reached');
  }
};

function offer(
  { language }: Turn,
  { approval, request, project }: AskedApproval,
  candidates: readonly Candidate[],
): ClickAnswer {
  const view = {
    approvalId: approval.id,
    version: approval.version,
    requestNumber: request.id,
    project: project.name,
    requester: request.requesterName,
    candidates,
  };
  return { kind: 'card', card: approvalReassignCard(view, language), sayToo: true };
}

/** Takes back an approval that this owner handed on. */
export const clickTakeBack: ClickHandler<unknown, AskedApproval> = async (
  deps,
  turn,
  _sent,
  asked,
) => {
  if (!asked.owner) return answerNotice('not owner');
  await takeBackApproval(deps, asked.approval.id, turn.who.personId);
  deps.wake();
  return await ownView(deps, turn, asked);
};

async function sharedView(deps: BotDeps, turn: Turn, approvalId: number): Promise<ClickAnswer> {
  const { language, timeZone } = turn;
  const now = deps.clock.now();
  const as = { language, timeZone, now, as: 'channel', ownersInTeams: [] } as const;
  const drawn = await drawApproval(deps.db, approvalId, as);
  return drawn === undefined ? answerNotice('not found') : { kind: 'card', card: drawn.card };
}

async function decide(
  deps: BotDeps,
  turn: Turn,
  asked: AskedApproval,
  ballot: Omit<Ballot, 'approvalId'>,
): Promise<ClickAnswer> {
  const { rights, standsFor } = asked;
  const approvalId = asked.approval.id;
  const operatorsGroup = deps.rights.groups.operators;
  const lost = await readLostVotes({ ...deps, operatorsGroup }, approvalId, turn.who.personId);
  const voter = { ...turn.who, rights, standsFor, lost };
  const outcome = await castVote(deps, voter, { approvalId, ...ballot });
  deps.wake();
  switch (outcome.kind) {
    case 'counted':
    case 'decided already':
    case 'changed':
      return await ownView(deps, turn, asked);
    case 'own request':
      return answerNotice('own request');
    case 'not owner':
      // A member who decided in an earlier stage reads how the approval stands.
      if (rights.member && (await wasAskedBefore(deps.db, asked.approval, turn.who.personId)))
        return await ownView(deps, turn, asked);
      return answerNotice('not owner');
    case 'not found':
      return answerNotice('not owner');
  }
}

async function ownView(
  deps: BotDeps,
  turn: Turn,
  { approval, owner, standsFor }: AskedApproval,
  from = 1,
): Promise<ClickAnswer> {
  const { language, timeZone } = turn;
  const approvalId = approval.id;
  // An owner since the bot asked them as a stand-in: the click counts as their own, so the card says so.
  if (owner && standsFor.length === 0)
    await forgetInstead(deps.db, approvalId, [turn.who.personId]);
  const viewer = { language, timeZone, now: deps.clock.now(), personId: turn.who.personId };
  const drawn = await drawApproval(deps.db, approvalId, {
    ...viewer,
    as: 'owner',
    list: 'all',
    from,
    ...(owner && { askedIn: approval.stage }),
  });
  return drawn === undefined
    ? answerNotice('not found')
    : { kind: 'card', card: drawn.card, own: { approvalId } };
}
