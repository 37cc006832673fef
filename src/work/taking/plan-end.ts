import { grantPiece } from '../../guests/project/access-pieces.ts';
import type { Project } from '../../guests/project/project.ts';
import type { Reason } from '../../guests/reason.ts';
import { takeOf } from '../../guests/step.ts';
import type { ApprovedEnding, EndingTarget } from '../../store/endings/begin-endings.ts';
import type { LedgerGrant } from '../../store/endings/grants-to-take.ts';
import type { NewStep } from '../../store/steps/steps.ts';
import type { BegunEnd } from './begun-end.ts';

/** The facts that decide over an end, read under the guests' locks. */
export type EndFacts = {
  /** The grants by invitation. */
  grants: ReadonlyMap<number, readonly LedgerGrant[]>;
  projects: ReadonlyMap<string | null, Project | undefined>;
  /** Invitations that another row of the same turn ends. */
  taken: ReadonlySet<number>;
};

/** The plan of one end. `ending`: the invitations that it ends. `unbegun`: the invitations that it cancels. */
export type PlannedEnd = BegunEnd & { ending: readonly number[]; unbegun: readonly number[] };

/**
 * Plans one end: a step for each grant that its invitations gave, and one for the account where the project says so.
 */
export function planEnd(
  { row, targets }: { row: ApprovedEnding; targets: readonly EndingTarget[] },
  facts: EndFacts,
  now: Date,
): PlannedEnd {
  const nothing = { steps: [], ending: [], unbegun: [] };
  // The person who wanted this saw a partner who had not accepted.
  const isForPending = row.cause === 'undone' || row.cause === 'not accepted';
  if (isForPending && targets.some(({ guestState }) => guestState === 'accepted')) {
    return { ...nothing, reason: { code: 'accepted since', values: { address: row.address } } };
  }
  const unbegun = targets.filter(({ state }) => state === 'approved').map(({ id }) => id);
  const ending = targets
    .filter((target) => !facts.taken.has(target.id) && mayEnd(target, row, now))
    .map(({ id }) => id);
  if (ending.length === 0) {
    const reason: Reason = unbegun.length > 0 ? { code: 'not begun' } : whyNothing(targets, row);
    return { ...nothing, unbegun, reason };
  }
  const steps = [...takes(row, ending, facts, now), ...block(row, facts, now)];
  const reason: Reason | undefined = steps.length === 0 ? { code: 'nothing to take' } : undefined;
  return { steps, reason, ending, unbegun };
}

/** True where the end is due for this invitation, too: somebody may have extended it since. */
function mayEnd(target: EndingTarget, row: ApprovedEnding, now: Date): boolean {
  const begun = ['working', 'complete', 'partly', 'unknown'].includes(target.state);
  const free =
    target.lives || ['failed', 'partly', 'cancelled', 'unknown'].includes(target.endingState ?? '');
  if (!begun || !free || target.kind !== 'invite') return false;
  return row.cause !== 'due' || hasCome(target.endsAt, row, now);
}

/**
 * The replica that began the row found that the end had come. This one's clock may be behind; then the end that the
 * other saw tells.
 */
function hasCome(endsAt: Date | null, { findings }: ApprovedEnding, now: Date): boolean {
  if (endsAt === null) return false;
  const seen = findings?.endsAt;
  return endsAt <= now || (typeof seen === 'string' && endsAt.toISOString() === seen);
}

function whyNothing(
  targets: readonly EndingTarget[],
  { cause, address, projectKey }: ApprovedEnding,
): Reason {
  if (cause === 'due' && targets.some(({ lives }) => lives)) return { code: 'extended since' };
  return { code: 'access over already', values: { address, project: projectKey } };
}

function takes(
  { requestId, id: invitationId, guestId, bulk }: ApprovedEnding,
  ending: readonly number[],
  { grants }: EndFacts,
  now: Date,
): NewStep[] {
  if (guestId === null) return [];
  const given = ending.flatMap((id) => grants.get(id) ?? []);
  const pieces = new Map(given.map((grant) => [grantPiece(grant), grant]));
  return [...pieces.values()].map(({ kind, target, detail }) => ({
    requestId,
    invitationId,
    guestId,
    bulk,
    kind: takeOf[kind],
    target,
    detail,
    dueAt: now,
  }));
}

/** The block step, by the project's rule as it is now: `target` holds whenOver, `detail` removeAfter. */
function block(
  { requestId, id: invitationId, guestId, bulk, projectKey }: ApprovedEnding,
  { projects }: EndFacts,
  now: Date,
): NewStep[] {
  const project = projects.get(projectKey);
  if (guestId === null || project === undefined || project.whenOver === 'keep') return [];
  const rule = { kind: 'block', target: project.whenOver, detail: project.removeAfter } as const;
  return [{ requestId, invitationId, guestId, bulk, ...rule, dueAt: now }];
}
