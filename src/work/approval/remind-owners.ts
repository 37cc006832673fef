import {
  isReminderDue,
  nextReminder,
  type Reminded,
  reminderDay,
} from '../../guests/approval/owner-reminders.ts';
import {
  type ApprovalToRemind,
  type AskedPerson,
  approvalsToRemind,
  insertReminder,
  lastReminder,
  setNextLook,
} from '../../store/approvals/reminders.ts';
import { type Decider, waitingApprovals } from '../../store/approvals/waiting-approvals.ts';
import { inTransaction } from '../../store/database.ts';
import { noteLeaver } from '../../store/telling/leavers.ts';
import { findPlace } from '../../store/telling/places.ts';
import { redraw } from '../../store/telling/shown-cards.ts';
import type { RightsDeps } from '../rights/read-rights.ts';
import type { WorkDeps } from '../runtime/work-deps.ts';
import { postNotice } from '../telling/tell-people.ts';
import { awaitAgain } from './lost-votes.ts';
import { readDecider } from './read-decider.ts';
import { returnApprovals } from './return-approvals.ts';

export type RemindDeps = Pick<WorkDeps, 'db' | 'clock' | 'log'> & { rights: RightsDeps };

const perTurn = 100;
/** The bot looks at each open approval at least so often: somebody else may have been asked meanwhile. */
const longestMs = 3600_000;
/** So many of what waits decide whether a reminder is due. */
const mostWaiting = 1000;

/**
 * Reminds owners of approvals that would run out: one message for each person and day, for all approvals that wait for
 * them. Any replica may do it, and it may run twice. It leaves out owners who have voted, may no longer decide, or have
 * a stand-in who can. Throws GraphUnavailable: then the bot looks again.
 */
export async function remindOwners(deps: RemindDeps): Promise<void> {
  const now = deps.clock.now();
  const approvals = await approvalsToRemind(deps.db, now, perTurn);
  for (const { tenantId, person } of await dueNow(deps, approvals, now))
    await remind(deps, tenantId, person, now);
  for (const approval of approvals) {
    await awaitAgain(deps, approval, now);
    await setNextLook(deps.db, approval, nextLook(approval, now));
    // After a day the requester's card offers to follow up again.
    const request = { kind: 'request', id: approval.requestId } as const;
    if (approval.followedUpAt !== null) await redraw(deps.db, request, now);
  }
}

type Due = { tenantId: string; person: AskedPerson };

/** The people whom the bot has to remind of one of these approvals now, each once. */
async function dueNow(
  deps: RemindDeps,
  approvals: readonly ApprovalToRemind[],
  now: Date,
): Promise<Iterable<Due>> {
  const due = new Map<string, Due>();
  const standsIn = standInReader(deps, now);
  for (const approval of approvals) {
    const { tenantId } = approval;
    for (const person of approval.people) {
      if (!isReminderDue(approval, standing(person), now)) continue;
      if (await standsIn(approval, person)) continue;
      due.set(`${tenantId} ${person.personId}`, { tenantId, person });
    }
  }
  return due.values();
}

/**
 * Reads whether somebody can decide for an owner now, whom the bot then leaves in peace. Notes owners who are blocked
 * or gone. Reads each person once.
 */
function standInReader(deps: RemindDeps, now: Date) {
  const read = new Map<string, Promise<Decider | undefined>>();
  const reading = (person: { tenantId: string; personId: string }) => {
    const key = `${person.tenantId} ${person.personId}`;
    const found = read.get(key) ?? readDecider(deps, person, now);
    read.set(key, found);
    return found;
  };
  return async (
    { tenantId, decidersKey }: ApprovalToRemind,
    { personId, standInId }: AskedPerson,
  ): Promise<boolean> => {
    if (standInId === null) return false;
    const standIn = { tenantId, personId: standInId };
    const decider = await reading(standIn);
    if (decider === undefined) await noteLeaver(deps.db, standIn, now);
    // A stand-in who has become an owner has a vote of their own, and gives no other.
    if (decider === undefined || decider.owned.includes(decidersKey)) return false;
    return decider.standsFor.some((each) => each.personId === personId);
  };
}

const standing = ({ timeZone, remindedAt }: AskedPerson): Reminded => ({
  timeZone: timeZone ?? 'UTC',
  remindedAt,
});

function nextLook(approval: ApprovalToRemind, now: Date): Date {
  const times = approval.people.flatMap(
    (person) => nextReminder(approval, standing(person), now) ?? [],
  );
  const latest = now.getTime() + longestMs;
  return new Date(Math.min(latest, ...times.map((at) => at.getTime())));
}

async function remind(
  deps: RemindDeps,
  tenantId: string,
  { personId, timeZone }: AskedPerson,
  now: Date,
): Promise<void> {
  const decider = await readDecider(deps, { tenantId, personId }, now);
  const place = await findPlace(deps.db, tenantId, 'person', personId);
  if (decider === undefined) await noteLeaver(deps.db, { tenantId, personId }, now);
  await returnApprovals(deps, personId, decider?.owned);
  if (decider === undefined || place === undefined) return;
  const remindedAt = await lastReminder(deps.db, { tenantId, personId }, now);
  const zone = timeZone ?? 'UTC';
  const person = { timeZone: zone, remindedAt };
  if (!(await waitsTooLong(deps, decider, person, now))) return;
  const day = reminderDay(now, zone);
  const isNew = await inTransaction(deps.db, async (trx) => {
    const reminderId = await insertReminder(trx, { tenantId, personId, day }, now);
    if (reminderId === undefined) return false;
    const { owned, standsFor } = decider;
    const detail = { waits: 'reminder', owned, standsFor };
    const notice = { placeId: place.id, subjectId: reminderId, topic: 'reminder', detail };
    await postNotice(trx, notice, now);
    return true;
  });
  if (isNew) deps.log.info('owner reminded', { personId });
}

/** True when something that this person may still decide is a reason to remind them. */
async function waitsTooLong(
  { db }: RemindDeps,
  decider: Decider,
  person: Reminded,
  now: Date,
): Promise<boolean> {
  const part = { offset: 0, limit: mostWaiting };
  const waiting = await waitingApprovals(db, decider, part, now);
  return waiting.some((approval) => isReminderDue(approval, person, now));
}
