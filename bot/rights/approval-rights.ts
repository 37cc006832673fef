import { projectAt } from '../../src/guests/approval/stages.ts';
import { type ApprovalRecord, readApproval } from '../../src/store/approvals/approvals.ts';
import { wasAskedBefore } from '../../src/store/approvals/stages.ts';
import { standInsBy } from '../../src/store/approvals/stand-ins.ts';
import { readProject } from '../../src/store/projects.ts';
import { findRequest } from '../../src/store/requests/requests.ts';
import { findPlace } from '../../src/store/telling/places.ts';
import { cardsOf } from '../../src/store/telling/shown-cards.ts';
import type { StoodFor } from '../../src/work/approval/cast-vote.ts';
import { mayDecideOn, type Question } from '../../src/work/approval/may-decide.ts';
import { type Rights, readRights } from '../../src/work/rights/read-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import type { Turn } from '../turns/turn.ts';
import { granted, type May, refused } from './guarded.ts';

type NamedRequest = { approvalId?: number | undefined };

export type AskedApproval = Question & {
  rights: Rights;
  /** True where this person may decide. It says nothing of whether the request is their own. */
  owner: boolean;
  /** The owners for whom this person stands in, where the person may not decide in their own right. */
  standsFor: readonly StoodFor[];
};

/**
 * Lets an owner of an approval pass, and a member whom an earlier stage asked: they read how it stands. The vote
 * itself checks who may vote.
 */
export const decides: May<NamedRequest, AskedApproval> = async (deps, turn, named) => {
  const found = await find(deps, turn, named);
  const view = found && (await asked(deps, turn, found));
  // The same words as for an approval that does not exist: nobody learns which approvals exist.
  return view !== undefined && (view.owner || (await askedBefore(deps, turn, view)))
    ? granted(view)
    : refused({ notice: 'not owner' });
};

const askedBefore = async ({ db }: BotDeps, turn: Turn, { rights, approval }: AskedApproval) =>
  rights.member && (await wasAskedBefore(db, approval, turn.who.personId));

/** Lets an owner see an approval anywhere, and everybody in a channel that shows it. */
export const seesApproval: May<NamedRequest, AskedApproval> = async (deps, turn, named) => {
  const found = await find(deps, turn, named);
  const view = found && (await asked(deps, turn, found));
  return view !== undefined && (view.owner || (await isShownHere(deps, turn, view.approval)))
    ? granted(view)
    : refused({ notice: 'not found' });
};

async function find(
  { db }: BotDeps,
  turn: Turn,
  { approvalId }: NamedRequest,
): Promise<Question | undefined> {
  const approval = approvalId === undefined ? undefined : await readApproval(db, approvalId);
  const request = approval && (await findRequest(db, turn.who.tenantId, approval.requestId));
  const project = approval && (await readProject(db, approval.projectKey));
  return request && project && { approval, request, project: projectAt(project, approval) };
}

async function asked(deps: BotDeps, turn: Turn, found: Question): Promise<AskedApproval> {
  const { approval, project } = found;
  const rights = await readRights(deps.rights, turn.who, [project]);
  const own = mayDecideOn(approval, project, { personId: turn.who.personId, rights });
  const standsFor = own || !rights.member ? [] : await readStoodFor(deps, turn, found);
  return { ...found, rights, owner: own || standsFor.length > 0, standsFor };
}

async function readStoodFor(
  deps: BotDeps,
  turn: Turn,
  { approval, project }: Question,
): Promise<StoodFor[]> {
  const all: StoodFor[] = [];
  for (const { personId } of await standInsBy(deps.db, turn.who, deps.clock.now())) {
    const rights = await readRights(deps.rights, { personId }, [project]);
    if (mayDecideOn(approval, project, { personId, rights })) all.push({ personId, rights });
  }
  return all;
}

async function isShownHere({ db }: BotDeps, turn: Turn, approval: ApprovalRecord) {
  if (turn.channel === undefined) return false;
  const place = await findPlace(db, turn.who.tenantId, 'channel', turn.channel.channelId);
  const cards = await cardsOf(db, { kind: 'approval', id: approval.id });
  return cards.some(({ placeId }) => placeId === place?.id);
}
