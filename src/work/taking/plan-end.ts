import { grantPiece } from '../../guests/project/access-pieces.ts';
import type { Reason } from '../../guests/reason.ts';
import { takeOf } from '../../guests/step.ts';
import type { Db } from '../../store/database.ts';
import {
  type ApprovedEnding,
  cancelUnbegun,
  markEnding,
} from '../../store/endings/begin-endings.ts';
import { grantsOfInvitations } from '../../store/endings/grants-to-take.ts';
import { readGuest } from '../../store/guests/guests.ts';
import { readProject } from '../../store/projects.ts';
import type { NewStep } from '../../store/steps/steps.ts';
import type { BegunEnd, Target } from './begun-end.ts';

type Ending = { row: ApprovedEnding; targets: readonly Target[] };

/**
 * Marks the invitations that a row ends as ending, and plans a step for each grant that they gave. The caller has
 * locked the guest.
 */
export async function planEnd(trx: Db, { row, targets }: Ending, now: Date): Promise<BegunEnd> {
  const guest = row.guestId === null ? undefined : await readGuest(trx, row.guestId);
  if (row.cause === 'undone' && guest?.state === 'accepted') {
    return { steps: [], reason: { code: 'accepted since', values: { address: row.address } } };
  }
  const unbegun = targets.filter(({ state }) => state === 'approved').map(({ id }) => id);
  const cancelled = unbegun.length > 0 ? await cancelUnbegun(trx, unbegun, now) : [];
  const ending = targets.filter((target) => mayEnd(target, row, now));
  if (ending.length === 0) {
    const reason: Reason = cancelled.length > 0 ? { code: 'not begun' } : whyNothing(targets, row);
    return { steps: [], reason };
  }
  const ids = ending.map(({ id }) => id);
  await markEnding(trx, [{ id: row.id, about: ids }], now);
  const takes = await planTakes(trx, row, ids, now);
  const block = await planBlock(trx, row, now);
  const steps = [...takes, ...block];
  return steps.length === 0 ? { steps, reason: { code: 'nothing to take' } } : { steps };
}

/** Of an end whose time has come only what its time has come for: it may have been extended since. */
function mayEnd(target: Target, row: ApprovedEnding, now: Date): boolean {
  const begun = ['working', 'complete', 'partly', 'unknown'].includes(target.state);
  const free =
    target.lives || ['failed', 'cancelled', 'unknown'].includes(target.endingState ?? '');
  if (!begun || !free || target.kind !== 'invite') return false;
  return row.cause !== 'due' || (target.endsAt !== null && target.endsAt <= now);
}

function whyNothing(
  targets: readonly Target[],
  { cause, address, projectKey }: ApprovedEnding,
): Reason {
  if (cause === 'due' && targets.some(({ lives }) => lives)) return { code: 'extended since' };
  return { code: 'access over already', values: { address, project: projectKey } };
}

async function planTakes(
  trx: Db,
  { requestId, id: invitationId, guestId, bulk }: ApprovedEnding,
  ending: readonly number[],
  now: Date,
): Promise<NewStep[]> {
  if (guestId === null) return [];
  const grants = await grantsOfInvitations(trx, ending);
  const pieces = new Map(grants.map((grant) => [grantPiece(grant), grant]));
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

/** The project's rule as it is now: `target` says whenOver, `detail` removeAfter. */
async function planBlock(
  trx: Db,
  { requestId, id: invitationId, guestId, bulk, projectKey }: ApprovedEnding,
  now: Date,
): Promise<NewStep[]> {
  const project = await readProject(trx, projectKey);
  if (guestId === null || project === undefined || project.whenOver === 'keep') return [];
  const rule = { kind: 'block', target: project.whenOver, detail: project.removeAfter } as const;
  return [{ requestId, invitationId, guestId, bulk, ...rule, dueAt: now }];
}
