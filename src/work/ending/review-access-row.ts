import { readEndDate } from '../../guests/ending/end-date.ts';
import { endOfDay, firstEnd, lastDay } from '../../guests/ending/end-instant.ts';
import type { Reason } from '../../guests/reason.ts';
import { blockedByUs } from '../../store/endings/accounts.ts';
import { invitationAccess } from '../../store/endings/ending-rows.ts';
import { type LivingAccess, livingAccess, overAccess } from '../../store/endings/living-access.ts';
import { lockGuests } from '../../store/guests/guests.ts';
import type { EndFindings, EndGrant } from '../../store/invitations/invitations.ts';
import { namesForGuest } from '../../store/requests/known-names.ts';
import type { RequestRow } from '../../store/requests/request-rows.ts';
import type { RequestRecord } from '../../store/requests/requests.ts';
import type { ReviewEndingDeps } from './ending-wish.ts';
import type { ReadNames } from './read-access-names.ts';
import { reviewGuestEnd } from './review-guest-end.ts';
import { type ReviewedEnd, wrongRow } from './reviewed-end.ts';

export type AccessRow = {
  request: RequestRecord;
  row: RequestRow;
  /** The time zone of the person who asks. */
  zone: string;
  /** The day there. */
  today: string;
  look: 'at Graph' | 'at the ledger';
  readNames: ReadNames;
};

/** Reviews one row that ends one guest's access to one project, or moves its end to another day. */
export async function reviewAccessRow(deps: ReviewEndingDeps, of: AccessRow): Promise<ReviewedEnd> {
  const { request, row } = of;
  const { address, project: projectKey = '' } = row.partner;
  const meant = await meantBy(deps, of, projectKey);
  if (request.kind === 'extend') return await reviewExtension(deps, of, { meant, projectKey });
  const [first] = meant;
  if (first === undefined) return wrongRow(row, notThere(address, projectKey));
  const guestId = await guestOf(deps, first);
  const { decision, promised, projects } = await reviewGuestEnd(
    deps,
    { guestId, ending: meant },
    of.look,
  );
  const known = await namesForGuest(deps.db, guestId);
  const names = new Map([
    // A group that is gone, or that the bot may not read, keeps the name of an earlier review.
    ...known.toReversed().map(({ id, name }) => [id, name] as const),
    ...(await of.readNames(decision.grants)),
  ]);
  const named = ({ kind, target, detail }: EndGrant | Omit<EndGrant, 'name'>): EndGrant => ({
    kind,
    target,
    detail,
    name: names.get(target) ?? target,
  });
  const findings: EndFindings = {
    takes: decision.grants.flatMap((grant) => (grant.fate === 'take' ? [named(grant)] : [])),
    stays: decision.grants.flatMap((grant) =>
      grant.fate === 'stay' ? [{ ...named(grant), why: withName(grant.why, names) }] : [],
    ),
    account: decision.account,
    promised,
    projects,
    looked: of.look,
  };
  const cause = request.choice.about !== undefined && 'approvalId' in request.choice.about;
  return found(row, first, {
    kind: 'end',
    guestId,
    about: meant.map(({ invitationId }) => invitationId),
    cause: cause ? 'undone' : 'asked',
    findings,
  });
}

const withName = (why: Reason, names: ReadonlyMap<string, string>): Reason => {
  const name = names.get(String(why.values?.id ?? ''));
  return name === undefined ? why : { ...why, values: { ...why.values, name } };
};

const notThere = (address: string, project: string): Reason => ({
  code: 'guest not in project',
  values: { address, project },
});

type Found = Pick<
  NonNullable<ReviewedEnd['ending']>,
  'kind' | 'guestId' | 'about' | 'cause' | 'findings'
> &
  Partial<NonNullable<ReviewedEnd['ending']>>;

function found({ row }: RequestRow, first: LivingAccess, ending: Found): ReviewedEnd {
  const { projectKey, address, displayName } = first;
  return {
    row,
    problems: [],
    skipped: null,
    ending: { row, projectKey, address, displayName, ...ending },
  };
}

/** Finds the invitations that a row means: those of the named request, approval or notice, or those of the project. */
async function meantBy(
  deps: ReviewEndingDeps,
  { request, row }: AccessRow,
  projectKey: string,
): Promise<LivingAccess[]> {
  const { address } = row.partner;
  const { about } = request.choice;
  const { tenantId } = request;
  const all = await livingAccess(
    deps.db,
    about === undefined || 'noticeId' in about
      ? { tenantId, addresses: [address], projectKey }
      : { tenantId, ...about, addresses: [address] },
  );
  const mine = all.filter((each) => each.address === address && each.projectKey === projectKey);
  // An undo takes only what nobody has accepted.
  const isUndo = about !== undefined && 'approvalId' in about;
  return isUndo ? mine.filter(({ guestState }) => guestState !== 'accepted') : mine;
}

async function guestOf(deps: ReviewEndingDeps, access: LivingAccess): Promise<number> {
  if (access.guestId !== null) return access.guestId;
  const [guest] = await lockGuests(deps.db, [access]);
  if (guest === undefined) throw new Error('The guest vanished while it was being looked up');
  return guest.id;
}

/** Reviews another last day. Where the access is over and the account still exists: an invitation anew. */
async function reviewExtension(
  deps: ReviewEndingDeps,
  { request, row, zone, today, look }: AccessRow,
  { meant, projectKey }: { meant: readonly LivingAccess[]; projectKey: string },
): Promise<ReviewedEnd> {
  const { address } = row.partner;
  const date = readEndDate(request.choice.until ?? '', today);
  if (!date.ok) return wrongRow(row, date.reason);
  const living = meant.filter(({ state }) => state !== 'approved');
  const [first] = living;
  if (first === undefined) {
    return await inviteAnew(deps, { request, row, zone, look, projectKey, day: date.day });
  }
  const at = endOfDay(date.day, zone);
  const values = { address, value: date.day };
  if (first.beganAt !== null && at <= first.beganAt) {
    return wrongRow(row, { code: 'end before beginning', values });
  }
  if (living.every(({ endsAt }) => endsAt?.getTime() === at.getTime())) {
    return wrongRow(row, { code: 'end as before', values });
  }
  return found(row, first, {
    kind: 'extend',
    guestId: await guestOf(deps, first),
    about: living.map(({ invitationId }) => invitationId),
    cause: null,
    endsOn: date.day,
    endZone: zone,
    findings: {
      takes: [],
      stays: [],
      projects: [projectKey],
      endsAt: firstEnd(living)?.toISOString() ?? null,
      earlier: living.some((each) => each.endsAt === null || each.endsAt > at),
      ends: living.map((each) => each.endsAt?.toISOString() ?? null),
      looked: look,
    },
  });
}

async function inviteAnew(
  deps: ReviewEndingDeps,
  of: Pick<AccessRow, 'request' | 'row' | 'zone' | 'look'> & { projectKey: string; day: string },
): Promise<ReviewedEnd> {
  const { request, row, zone, look, projectKey, day } = of;
  const { tenantId } = request;
  const { address } = row.partner;
  const [over] = await overAccess(deps.db, { tenantId, addresses: [address], projectKey });
  if (over === undefined || over.objectId === null || over.guestState === 'deleted') {
    return wrongRow(row, notThere(address, projectKey));
  }
  const blocked = await blockedByUs(deps.db, tenantId, [over.objectId]);
  const endsAt = over.endsAt === null ? null : lastDay(over.endsAt, over.endZone ?? zone);
  return found(row, over, {
    kind: 'invite',
    guestId: over.guestId,
    about: [],
    cause: null,
    endsOn: day,
    endZone: zone,
    access: await invitationAccess(deps.db, over.invitationId),
    foundId: over.objectId,
    findings: {
      takes: [],
      stays: [],
      projects: [projectKey],
      endsAt,
      unblocks: blocked.size > 0,
      looked: look,
    },
  });
}
