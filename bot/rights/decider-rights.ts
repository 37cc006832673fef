import { isEscalatedTo, mayVote } from '../../src/guests/approval/approval-rule.ts';
import { type DecidingPart, decidingParts } from '../../src/guests/approval/stages.ts';
import { type ApprovalRecord, readApproval } from '../../src/store/approvals/approvals.ts';
import type { Decider } from '../../src/store/approvals/waiting-approvals.ts';
import { findRequest } from '../../src/store/requests/requests.ts';
import { readAskedParts } from '../../src/work/approval/read-asked-parts.ts';
import { readDecider } from '../../src/work/approval/read-decider.ts';
import { readRights } from '../../src/work/rights/read-rights.ts';
import type { BotDeps } from '../turns/bot-deps.ts';
import { granted, type May, refused } from './guarded.ts';

/** Lets every member of the organisation see the approvals that they may decide. */
export const seesApprovals: May<unknown, Decider> = async (deps, { who }) => {
  const decider = await readDecider(deps, who, deps.clock.now());
  return decider === undefined ? refused({ notice: 'refused' }) : granted(decider);
};

/** An approval to bring, and what else its owner may decide. */
export type ToOpen = { approval: ApprovalRecord; decider: Decider };

/** Lets an owner have the card of an approval once more, but not of their own request. */
export const opensApproval: May<{ approvalId?: number | undefined }, ToOpen> = async (
  deps,
  turn,
  { approvalId },
) => {
  const seen = await seesApprovals(deps, turn, undefined);
  if (seen.kind === 'refused') return seen;
  const { given: decider } = seen;
  const approval = approvalId === undefined ? undefined : await readApproval(deps.db, approvalId);
  const request = approval && (await findRequest(deps.db, turn.who.tenantId, approval.requestId));
  // The same words as for somebody else's approval: nobody learns which approvals exist.
  if (request === undefined || approval === undefined) return refused({ notice: 'not owner' });
  const { requesterId } = request;
  const stoodFor = decider.standsFor.filter((each) => decides(approval, each));
  if (!decides(approval, decider) && stoodFor.length === 0) return refused({ notice: 'not owner' });
  const own = decides(approval, decider) || stoodFor.some((s) => mayVote(s.personId, requesterId));
  return own && mayVote(decider.personId, requesterId)
    ? granted({ approval, decider })
    : refused({ notice: 'own request' });
};

const decides = (
  approval: ApprovalRecord,
  { owned, personId }: Pick<Decider, 'owned' | 'personId'>,
): boolean => owned.includes(approval.decidersKey) || isEscalatedTo(approval, personId);

/**
 * All that anybody decides for: the projects, once for each stage that the file names, and once more for each stage in
 * which approvals wait.
 */
export async function readDecidingParts({ db, projects, clock }: BotDeps): Promise<DecidingPart[]> {
  const parts = (await projects()).flatMap(decidingParts);
  const waiting = await readAskedParts(db, clock.now());
  return [...new Map([...waiting, ...parts].map((part) => [part.key, part])).values()];
}

/** The approvals that somebody decides, so that a stand-in can decide them instead. */
export type Deciding = {
  /** The projects that they own, once for each stage in which they decide. */
  owned: readonly DecidingPart[];
  /** Their own projects, and those for which they decide after an escalation. */
  decidesIn: readonly DecidingPart[];
};

/** Lets every member of the organisation see and name stand-ins. */
export const seesStandIns: May<unknown, Deciding> = async (deps, { who }) => {
  const listed = readDecidingParts(deps);
  const rights = await readRights(deps.rights, who, listed);
  if (!rights.member) return refused({ notice: 'refused' });
  const all = await listed;
  const owned = all.filter((project) => rights.owns(project));
  const decidesIn = all.filter(
    (project) => owned.includes(project) || project.approval.escalateTo.includes(who.personId),
  );
  return granted({ owned, decidesIn });
};
