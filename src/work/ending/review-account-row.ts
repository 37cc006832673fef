import { removalRefused } from '../../guests/ending/decide-account.ts';
import type { Found } from '../../guests/plan.ts';
import type { Reason } from '../../guests/reason.ts';
import { readGuid } from '../../guests/text/guid.ts';
import { dayMs } from '../../guests/times/spans.ts';
import { inTransaction } from '../../store/database.ts';
import { needsOf } from '../../store/endings/grants-to-take.ts';
import {
  guestsOfAccount,
  identifyGuests,
  lockGuests,
  readGuest,
} from '../../store/guests/guests.ts';
import type { EndFindings } from '../../store/invitations/invitations.ts';
import type { RequestRow } from '../../store/requests/request-rows.ts';
import type { RequestRecord } from '../../store/requests/requests.ts';
import type { PeopleOfList } from '../named/people-of-list.ts';
import { isOperator } from '../telling/audience.ts';
import type { ReviewEndingDeps } from './review-ending-deps.ts';
import { findComingBack } from './review-restore.ts';
import { type ReviewedEnd, wrongRow } from './reviewed-end.ts';

export type AccountRow = {
  request: RequestRecord;
  row: RequestRow;
  people: PeopleOfList;
  look: 'at Graph' | 'at the ledger';
  now: Date;
};

/** https://learn.microsoft.com/graph/api/directory-deleteditems-restore */
const restorableMs = 30 * dayMs;

/** An account that was removed before then is gone for good. */
export const restorableSince = (now: Date): Date => new Date(now.getTime() - restorableMs);

/** Reviews one row that removes or restores an account. */
export async function reviewAccountRow(
  deps: ReviewEndingDeps,
  of: AccountRow,
): Promise<ReviewedEnd> {
  const said = of.row.partner.address;
  const living = of.people.living.get(said);
  const deleted = of.people.deleted.get(said);
  if (of.request.kind === 'restore') {
    if (deleted === undefined) {
      return wrongRow(of.row, of.people.longGone.has(said) ? goneForGood(said) : notDeleted(said));
    }
    return await reviewRestore(deps, of, deleted);
  }
  if (living === undefined)
    return wrongRow(of.row, { code: 'guest unknown', values: { address: said } });
  return await reviewRemoval(deps, of, living);
}

/** Reviews a row whose account was found, among the living or the deleted. */
type ReviewFound = (deps: ReviewEndingDeps, of: AccountRow, found: Found) => Promise<ReviewedEnd>;

const notDeleted = (address: string): Reason => ({
  code: 'account not deleted',
  values: { address },
});

const goneForGood = (address: string): Reason => ({
  code: 'account gone for good',
  values: { address },
});

const reviewRemoval: ReviewFound = async (deps, { request, row, look }, found) => {
  if (found.objectId === request.requesterId) return wrongRow(row, { code: 'own account' });
  const role = look === 'at Graph' ? await deps.holdsDirectoryRole(found.objectId) : 'no';
  const refusal = removalRefused({
    userType: found.userType,
    state: 'enabled',
    directoryRole: role === 'no such account' ? 'no' : role,
    isOperator: await isOperator(deps, found.objectId),
  });
  if (refusal !== undefined) return wrongRow(row, refusal);
  const guestId = await guestOf(deps, { request, row, found });
  const needs = await needsOf(deps.db, [guestId]);
  return await reviewed(deps, row, {
    kind: 'remove',
    guestId,
    foundId: found.objectId,
    about: needs.map(({ invitationId }) => invitationId),
    findings: {
      takes: [],
      stays: [],
      account: { fate: 'remove' },
      projects: [...new Set(needs.map(({ projectKey }) => projectKey))],
      looked: look,
    },
  });
};

const reviewRestore: ReviewFound = async (deps, { request, row, look, now }, found) => {
  const address = row.partner.address;
  const account = look === 'at Graph' ? await deps.readAccount(found.objectId) : undefined;
  const at = account?.kind === 'deleted' ? account.at : undefined;
  const leftMs = at === undefined ? undefined : at.getTime() - restorableSince(now).getTime();
  if (account?.kind === 'living') return wrongRow(row, notDeleted(address));
  if (account?.kind === 'nowhere' || (leftMs !== undefined && leftMs <= 0)) {
    return wrongRow(row, goneForGood(address));
  }
  if (found.userType === 'Member') return wrongRow(row, { code: 'account of member' });
  const guestId = await guestOf(deps, { request, row, found });
  return await reviewed(deps, row, {
    kind: 'restore',
    guestId,
    foundId: found.objectId,
    about: [],
    findings: {
      takes: [],
      stays: [],
      projects: [],
      looked: look,
      ...(leftMs === undefined ? {} : { daysLeft: Math.floor(leftMs / dayMs) }),
      ...(await findComingBack(deps, { guestId, found }, now)),
    },
  });
};

/** Finds the guest's row. Makes one where the bot did not know the account. */
async function guestOf(
  deps: ReviewEndingDeps,
  of: { request: RequestRecord; row: RequestRow; found: Found },
): Promise<number> {
  const { request, row, found } = of;
  const address = readGuid(row.partner.address) ?? row.partner.address;
  const { tenantId } = request;
  return await inTransaction(deps.db, async (trx) => {
    const [known] = await guestsOfAccount(trx, { tenantId, objectId: found.objectId });
    if (known !== undefined) return known;
    const displayName = found.displayName ?? address;
    const [guest] = await lockGuests(trx, [{ tenantId, address, displayName }]);
    if (guest === undefined) throw new Error('The guest vanished while it was being looked up');
    const state = found.deleted ? 'none' : stateOf(found);
    const { objectId } = found;
    await identifyGuests(trx, [{ id: guest.id, objectId, state, madeByUs: false }]);
    return guest.id;
  });
}

const stateOf = ({ externalUserState }: Found) =>
  externalUserState === 'PendingAcceptance' ? 'pending' : 'accepted';

async function reviewed(
  deps: Pick<ReviewEndingDeps, 'db'>,
  { row, partner }: RequestRow,
  of: {
    kind: 'remove' | 'restore';
    guestId: number;
    foundId: string;
    about: readonly number[];
    findings: EndFindings;
  },
): Promise<ReviewedEnd> {
  const guest = await readGuest(deps.db, of.guestId);
  const address = guest?.address ?? partner.address;
  const displayName = guest?.displayName ?? partner.displayName ?? address;
  const ending = { row, projectKey: null, address, displayName, cause: null, ...of };
  return { row, problems: [], skipped: null, ending };
}
