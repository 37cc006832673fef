import { endInstant, endOfDay, firstEnd } from '../../guests/ending/end-instant.ts';
import type { Reason } from '../../guests/reason.ts';
import { type Db, inTransaction } from '../../store/database.ts';
import {
  type ApprovedEnding,
  beginEndings,
  cancelUnbegun,
  type EndingTarget,
  lockUnbegun,
  markEnding,
  otherTargets,
  readTargets,
  takeApprovedEndings,
} from '../../store/endings/begin-endings.ts';
import { extendAccess, markExtended } from '../../store/endings/ends.ts';
import { grantsOfInvitations } from '../../store/endings/grants-to-take.ts';
import { redrawNotices } from '../../store/endings/notice-answers.ts';
import { lockGuestsAndAccounts } from '../../store/guests/guests.ts';
import { record } from '../../store/history.ts';
import { readProject } from '../../store/projects.ts';
import { countBegun } from '../../store/requests/first-rows.ts';
import { insertSteps, type NewStep } from '../../store/steps/steps.ts';
import { computeEnds } from '../ledger/compute-ends.ts';
import { beginResends } from '../mailing/begin-resends.ts';
import type { BegunEnd } from './begun-end.ts';
import { type EndFacts, type PlannedEnd, planEnd } from './plan-end.ts';

/**
 * Begins confirmed rows that end, extend, remove, restore or mail again. It holds the guests' locks: from then on
 * nothing needs the access that a row ends, even if other work runs at the same time. Returns the guests whose rows
 * began.
 */
export async function startEndings(db: Db, limit: number, now: Date): Promise<number[]> {
  return await inTransaction(db, async (trx) => {
    const rows = await takeApprovedEndings(trx, limit, now);
    if (rows.length === 0) return [];
    const about = rows.flatMap((row) => row.about);
    // The bot locks these before the guests, in the order in which a cancel or a start of an invitation locks.
    await lockUnbegun(trx, about);
    const guestIds = [...new Set(rows.flatMap(({ guestId }) => guestId ?? []))];
    await lockGuestsAndAccounts(trx, guestIds);
    const targets = new Map((await readTargets(trx, about)).map((each) => [each.id, each]));
    const facts = await readEndFacts(trx, rows, now);
    const begun: { id: number; reason: Reason | undefined }[] = [];
    const steps: NewStep[] = [];
    const ended: { id: number; about: readonly number[] }[] = [];
    const unbegun: number[] = [];
    for (const row of rows) {
      const mine = row.about.flatMap((id) => targets.get(id) ?? []);
      const plan = await begin(trx, { row, targets: mine, facts }, now);
      steps.push(...plan.steps);
      begun.push({ id: row.id, reason: plan.reason });
      ended.push({ id: row.id, about: plan.ending });
      for (const id of plan.ending) facts.taken.add(id);
      unbegun.push(...plan.unbegun);
    }
    await cancelUnbegun(trx, unbegun, now);
    await markEnding(trx, ended, now);
    await insertSteps(trx, steps);
    await beginEndings(trx, begun);
    await countBegun(
      trx,
      rows.filter(({ onTrial }) => onTrial).map(({ requestId }) => requestId),
    );
    return guestIds;
  });
}

/** Reads what decides over the ends among these rows, for all at once. */
async function readEndFacts(trx: Db, rows: readonly ApprovedEnding[], now: Date) {
  const ends = rows.filter(({ kind }) => kind === 'end');
  const given = await grantsOfInvitations(
    trx,
    ends.flatMap(({ about }) => about),
  );
  const keys = [...new Set(ends.map(({ projectKey }) => projectKey))];
  const read = await Promise.all(keys.map((key) => readProject(trx, key)));
  return {
    grants: Map.groupBy(given, ({ invitationId }) => invitationId),
    projects: new Map(keys.map((key, n) => [key, read[n]])),
    taken: new Set<number>(),
    mail: await beginResends(
      trx,
      rows.filter(({ kind }) => kind === 'resend'),
      now,
    ),
  };
}

/** How a row begins that sends the mail again. */
type Mailing = { mail: (row: ApprovedEnding) => BegunEnd };

async function begin(
  trx: Db,
  of: { row: ApprovedEnding; targets: readonly EndingTarget[]; facts: EndFacts & Mailing },
  now: Date,
): Promise<PlannedEnd> {
  const { row } = of;
  const alone = { ending: [], unbegun: [] };
  switch (row.kind) {
    case 'end':
      return planEnd(of, of.facts, now);
    case 'extend':
      return { ...alone, ...(await extend(trx, of, now)) };
    case 'remove':
      return { ...alone, steps: accountStep(row, 'remove', now) };
    case 'restore':
      return { ...alone, steps: accountStep(row, 'restore account', now) };
    case 'resend':
      return { ...alone, ...of.facts.mail(row) };
    case 'invite':
      return { ...alone, steps: [] };
  }
}

function accountStep(
  row: ApprovedEnding,
  kind: 'remove' | 'restore account',
  now: Date,
): NewStep[] {
  const { requestId, id: invitationId, guestId, bulk, foundId } = row;
  if (guestId === null) return [];
  // The account that somebody confirmed, should another have taken its place by then.
  const detail = foundId ?? '';
  return [{ requestId, invitationId, guestId, bulk, kind, target: '', detail, dueAt: now }];
}

/**
 * Gives living invitations another end, and those that somebody confirmed since the review and that end earlier. Leaves
 * out invitations that have begun to end meanwhile. Changes nothing where the guest got longer access since the review:
 * a guest's access to a project has one end.
 */
async function extend(
  trx: Db,
  { row, targets }: { row: ApprovedEnding; targets: readonly EndingTarget[] },
  now: Date,
): Promise<BegunEnd> {
  const { endsOn, endZone, address, projectKey } = row;
  const values = { address, project: projectKey };
  const reviewed = targets.filter(({ lives }) => lives);
  if (reviewed.length === 0 || endsOn === null || endZone === null) {
    return { steps: [], reason: { code: 'access over already', values } };
  }
  const to = { day: endsOn, zone: endZone, at: endOfDay(endsOn, endZone) };
  const since = await otherTargets(trx, row);
  const longer = since.findLast((each) => (willEnd(each, now) ?? Number.POSITIVE_INFINITY) > to.at);
  if (longer !== undefined) {
    const number = String(longer.requestId);
    return { steps: [], reason: { code: 'longer access since', values: { ...values, number } } };
  }
  const extended = [...reviewed, ...since];
  const living = extended.map(({ id }) => id);
  await extendAccess(trx, living, to, now);
  await computeEnds(trx, living, now);
  await markExtended(trx, row.id, { endsAt: to.at, before: firstEnd(extended) }, now);
  const detail = { project: projectKey, to: endsOn, by: row.requestId };
  await redrawNotices(trx, living, now);
  for (const { id: invitationId, requestId, guestId } of extended) {
    const entry = { actor: row.requesterId, what: 'access extended', requestId } as const;
    const about = { invitationId, ...(guestId === null ? {} : { guestId }) };
    await record(trx, { ...entry, ...about, detail }, now);
  }
  return { steps: [] };
}

/** When this access ends. Where it runs from its completion and is not complete: as if it were complete now. */
function willEnd(access: EndingTarget, now: Date): Date | null {
  const { endsAt, endsOn, expiresAfter, endZone, completedAt } = access;
  const terms = {
    ...(endsOn !== null && { until: endsOn }),
    ...(expiresAfter !== null && { expiresAfter }),
    timeZone: endZone ?? 'UTC',
  };
  return endsAt ?? endInstant(terms, completedAt ?? now);
}
