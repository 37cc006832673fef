import { readEndDate } from '../../guests/ending/end-date.ts';
import { endOfDay, firstEnd, lastDay } from '../../guests/ending/end-instant.ts';
import { blockedByUs } from '../../store/endings/accounts.ts';
import { invitationAccess } from '../../store/endings/ending-rows.ts';
import { type LivingAccess, overAccess } from '../../store/endings/living-access.ts';
import { lockGuests } from '../../store/guests/guests.ts';
import type { NamedAccount } from '../../store/guests/same-account.ts';
import type { RequestRow } from '../../store/requests/request-rows.ts';
import type { RequestRecord } from '../../store/requests/requests.ts';
import type { ReadNames } from './read-access-names.ts';
import type { ReviewEndingDeps } from './review-ending-deps.ts';
import { foundRow, type ReviewedEnd, whyNotThere, wrongRow } from './reviewed-end.ts';

export type AccessRow = {
  request: RequestRecord;
  row: RequestRow;
  account: NamedAccount;
  /** The time zone of the person who asks. */
  zone: string;
  /** The day there. */
  today: string;
  look: 'at Graph' | 'at the ledger';
  readNames: ReadNames;
};

/** Reviews another last day. Where the access is over and the account still exists: an invitation anew. */
export async function reviewExtension(
  deps: ReviewEndingDeps,
  { request, row, account, zone, today, look }: AccessRow,
  { meant, projectKey }: { meant: readonly LivingAccess[]; projectKey: string },
): Promise<ReviewedEnd> {
  const { address } = row.partner;
  const date = readEndDate(request.choice.until ?? '', today);
  if (!date.ok) return wrongRow(row, date.reason);
  const living = meant.filter(({ state, lives }) => state !== 'approved' && lives);
  const [first] = living;
  if (first === undefined) {
    return await inviteAnew(deps, {
      request,
      row,
      account,
      zone,
      look,
      projectKey,
      day: date.day,
    });
  }
  // The access went with the account: only a restore brings it back.
  if (living.every(({ guestState }) => guestState === 'deleted')) return ofDeleted(row);
  const at = endOfDay(date.day, zone);
  const values = { address, value: date.day };
  if (first.beganAt !== null && at <= first.beganAt) {
    return wrongRow(row, { code: 'end before beginning', values });
  }
  if (living.every(({ endsAt }) => endsAt?.getTime() === at.getTime())) {
    return wrongRow(row, { code: 'end as before', values });
  }
  return foundRow(row, first, {
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

const ofDeleted = (row: RequestRow): ReviewedEnd =>
  wrongRow(row, { code: 'access of deleted', values: { address: row.partner.address } });

async function inviteAnew(
  deps: ReviewEndingDeps,
  of: Pick<AccessRow, 'request' | 'row' | 'account' | 'zone' | 'look'> & {
    projectKey: string;
    day: string;
  },
): Promise<ReviewedEnd> {
  const { request, row, account, zone, look, projectKey, day } = of;
  const { tenantId } = request;
  const { address } = row.partner;
  const { addresses, objectId } = account;
  const all = await overAccess(deps.db, { tenantId, addresses, objectId, projectKey });
  const over = all.toSorted((a, b) => a.invitationId - b.invitationId).at(-1);
  if (over === undefined || over.objectId === null) {
    const { kind } = request;
    const meant = { tenantId, kind, address, account, projectKey };
    return wrongRow(row, await whyNotThere(deps.db, meant));
  }
  if (over.guestState === 'deleted') return ofDeleted(row);
  const blocked = await blockedByUs(deps.db, tenantId, [over.objectId]);
  const ended = over.state === 'expired' ? over.endsAt : over.overAt;
  const endsAt = ended === null ? null : lastDay(ended, over.endZone ?? zone);
  return foundRow(row, over, {
    kind: 'invite',
    guestId: over.guestId,
    about: [],
    cause: null,
    endsOn: day,
    endZone: zone,
    access: await invitationAccess(deps.db, over.invitationId),
    foundId: over.objectId,
    askedFirstBy: over.askedFirstBy ?? over.requesterId,
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

/** The guest of an invitation that may not have begun. */
export async function guestOf(deps: ReviewEndingDeps, access: LivingAccess): Promise<number> {
  if (access.guestId !== null) return access.guestId;
  const [guest] = await lockGuests(deps.db, [access]);
  if (guest === undefined) throw new Error('The guest vanished while it was being looked up');
  return guest.id;
}
