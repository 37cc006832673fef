import { readRowRanges } from '../../src/guests/list/row-ranges.ts';
import { readApproval } from '../../src/store/approvals/approvals.ts';
import { invitationsForApproval } from '../../src/store/invitations/invitations.ts';
import { readProject } from '../../src/store/projects.ts';
import { findRequest } from '../../src/store/requests/requests.ts';
import { findPlace } from '../../src/store/telling/places.ts';
import { cardsOf } from '../../src/store/telling/shown-cards.ts';
import { type Ballot, decideApproval, mayDecideOn } from '../../src/work/approval/cast-vote.ts';
import { readRights } from '../../src/work/rights/read-rights.ts';
import { drawApproval } from '../drawing/draw-approval.ts';
import type { BotDeps } from '../turns/deps.ts';
import type { Turn } from '../turns/turn.ts';
import { answerNotice, type ClickAnswer, type ClickHandler } from './click.ts';
import { type ClickData, wordsOf } from './click-data.ts';

export const approve: ClickHandler = (deps, turn, data) =>
  decide(deps, turn, data, { approve: 'all', reason: wordsOf(data.comment) });

export const reject: ClickHandler = async (deps, turn, data) => {
  const reason = wordsOf(data.reason);
  if (reason === undefined) return answerNotice('reason missing');
  return await decide(deps, turn, data, { approve: 'none', reason });
};

/** The rows named are approved; the others are rejected, with the comment as their reason. */
export const approveRows: ClickHandler = async (deps, turn, data) => {
  const reason = wordsOf(data.comment);
  if (reason === undefined) return answerNotice('reason missing');
  const invitations =
    data.approvalId === undefined ? [] : await invitationsForApproval(deps.db, data.approvalId);
  const known = new Set(invitations.map((_, index) => index + 1));
  const ranges = readRowRanges(data.rows ?? '', known);
  // Who may not decide learns nothing of the rows: the number is said to owners only.
  if (ranges.kind !== 'rows') return await decideNothing(deps, turn, data, known.size);
  const ids = ranges.rows.flatMap((row) => invitations[row - 1]?.id ?? []);
  return await decide(deps, turn, data, { approve: ids, reason });
};

/** A refresh, or the owner's full list. Whoever is no owner sees what the channel sees, and only there. */
export const view: ClickHandler = async (deps, turn, data) => {
  const owner = await asOwner(deps, turn, data.approvalId);
  if (owner !== undefined) {
    return await ownView(deps, turn, owner.approvalId, Number(data.from?.trim() || 1));
  }
  return await sharedView(deps, turn, data.approvalId);
};

async function sharedView(
  deps: BotDeps,
  turn: Turn,
  approvalId: number | undefined,
): Promise<ClickAnswer> {
  const found = await find(deps, turn, approvalId);
  if (found === undefined || turn.channel === undefined) return answerNotice('not found');
  const { tenantId } = turn.who;
  const place = await findPlace(deps.db, tenantId, 'channel', turn.channel.channelId);
  const cards = await cardsOf(deps.db, { kind: 'approval', id: found.approvalId });
  if (!cards.some(({ placeId }) => placeId === place?.id)) return answerNotice('not found');
  const viewer = { language: turn.language, timeZone: turn.timeZone };
  const drawn = await drawApproval(deps.db, found.approvalId, {
    ...viewer,
    as: 'channel',
    ownersInTeams: [],
  });
  return drawn === undefined ? answerNotice('not found') : { kind: 'card', card: drawn.card };
}

async function decide(
  deps: BotDeps,
  turn: Turn,
  data: ClickData,
  word: Pick<Ballot, 'approve' | 'reason'>,
): Promise<ClickAnswer> {
  const found = await find(deps, turn, data.approvalId);
  // The same words as for somebody else's approval: nobody learns which there are.
  if (found === undefined) return answerNotice('not owner');
  const rights = await readRights(deps.rights, turn.who, [found.project]);
  const outcome = await decideApproval(
    deps,
    { ...turn.who, rights },
    { approvalId: found.approvalId, version: data.version ?? -1, ...word },
  );
  deps.wake();
  switch (outcome.kind) {
    case 'counted':
    case 'decided already':
    case 'changed':
      return await ownView(deps, turn, found.approvalId);
    case 'own request':
      return answerNotice('own request');
    case 'not owner':
    case 'not found':
      return answerNotice('not owner');
  }
}

async function decideNothing(
  deps: BotDeps,
  turn: Turn,
  data: ClickData,
  total: number,
): Promise<ClickAnswer> {
  const owner = await asOwner(deps, turn, data.approvalId);
  return owner === undefined
    ? answerNotice('not owner')
    : answerNotice('rows malformed', { total });
}

async function find(deps: BotDeps, turn: Turn, approvalId: number | undefined) {
  const approval = approvalId === undefined ? undefined : await readApproval(deps.db, approvalId);
  const request = approval && (await findRequest(deps.db, turn.who.tenantId, approval.requestId));
  const project = approval && (await readProject(deps.db, approval.projectKey));
  if (approval === undefined || request === undefined || project === undefined) return undefined;
  return { approvalId: approval.id, approval, project };
}

async function asOwner(deps: BotDeps, turn: Turn, approvalId: number | undefined) {
  const found = await find(deps, turn, approvalId);
  if (found === undefined) return undefined;
  const rights = await readRights(deps.rights, turn.who, [found.project]);
  const who = { personId: turn.who.personId, rights };
  return mayDecideOn(found.approval, found.project, who) ? found : undefined;
}

async function ownView(
  deps: BotDeps,
  turn: Turn,
  approvalId: number,
  from = 1,
): Promise<ClickAnswer> {
  const viewer = { language: turn.language, timeZone: turn.timeZone, personId: turn.who.personId };
  const drawn = await drawApproval(deps.db, approvalId, {
    ...viewer,
    as: 'owner',
    list: 'all',
    ...(Number.isSafeInteger(from) ? { from } : {}),
  });
  return drawn === undefined
    ? answerNotice('not found')
    : { kind: 'card', card: drawn.card, own: { approvalId } };
}
