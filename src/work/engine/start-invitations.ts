import type { Reason } from '../../guests/reason.ts';
import type { StepKind } from '../../guests/step.ts';
import type { Db } from '../../store/database.ts';
import { inTransaction } from '../../store/database.ts';
import { blockedAs } from '../../store/endings/accounts.ts';
import { cancelOver } from '../../store/endings/begin-endings.ts';
import { type GuestRecord, lockGuests } from '../../store/guests/guests.ts';
import {
  type ApprovedInvitation,
  type Beginning,
  beginInvitations,
  takeApproved,
} from '../../store/invitations/begin-invitations.ts';
import { countBegun } from '../../store/requests/first-rows.ts';
import { insertSteps, type NewStep, withOpenInvite } from '../../store/steps/steps.ts';
import { asked } from './effects.ts';

/**
 * Writes the steps of approved invitations into the ledger. The first invitation of an address brings the invite or
 * restore step. Later ones wait for the guest and give access only. Returns the guests whose invitations began.
 */
export async function startInvitations(db: Db, limit: number, now: Date): Promise<number[]> {
  return await inTransaction(db, async (trx) => {
    await cancelOver(trx, now);
    const approved = await takeApproved(trx, limit, now);
    if (approved.length === 0) return [];
    const guests = await lockGuests(trx, approved);
    const guestIds = guests.map(({ id }) => id);
    const invited = await withOpenInvite(trx, guestIds);
    const blocked = await blockedAmong(trx, approved, guests);
    const { steps, beginnings } = planSteps(approved, { guests, invited, blocked }, now);
    await insertSteps(trx, steps);
    await beginInvitations(trx, beginnings);
    const onTrial = approved.filter((invitation) => invitation.onTrial);
    await countBegun(
      trx,
      onTrial.map(({ requestId }) => requestId),
    );
    return guestIds;
  });
}

/**
 * `invited`: the guests whose invite step is open. `blocked`: under whose name the bot blocked accounts, by object id.
 */
type GuestsNow = {
  guests: readonly GuestRecord[];
  invited: ReadonlySet<number>;
  blocked: ReadonlyMap<string, number>;
};

/** Accounts that this bot has blocked or is about to block. The bot unblocks a guest whom somebody invites again. */
async function blockedAmong(
  trx: Db,
  approved: readonly ApprovedInvitation[],
  guests: readonly GuestRecord[],
): Promise<Map<string, number>> {
  const ids = [
    ...approved.flatMap(({ foundId }) => foundId ?? []),
    ...guests.flatMap(({ objectId }) => objectId ?? []),
  ];
  const [first] = approved;
  // All are of the one tenant that the bot serves.
  return first === undefined || ids.length === 0
    ? new Map()
    : await blockedAs(trx, first.tenantId, ids);
}

/** Plans the steps. Of several invitations of one guest the first brings the invite. */
function planSteps(
  approved: readonly ApprovedInvitation[],
  { guests, invited, blocked }: GuestsNow,
  now: Date,
): { steps: NewStep[]; beginnings: Beginning[] } {
  const guestOf = new Map(guests.map((guest) => [`${guest.tenantId} ${guest.address}`, guest]));
  const underWay = new Set(invited);
  const steps: NewStep[] = [];
  const beginnings: Beginning[] = [];
  for (const invitation of approved) {
    const guest = guestOf.get(`${invitation.tenantId} ${invitation.address}`);
    if (guest === undefined) throw new Error('The guest vanished while it was being locked');
    // The review planned a restore and the owners approved it, so the bot's own state of the guest does not matter.
    const restores = invitation.plan === 'restore';
    const exists = guest.objectId !== null && guest.state !== 'deleted' && !restores;
    // A guest that the review found is checked again before anything is given: the invite step does that too.
    const needsCheck = !exists || invitation.foundId !== null;
    const waits = underWay.has(guest.id);
    const invites = needsCheck && !waits;
    if (invites) underWay.add(guest.id);
    const isKnown = !needsCheck && !waits;
    const unblocks = blocked.get(accountOf(invitation, guest));
    const changed = !invites && invitation.plan === 'invite' ? guestAlready(invitation) : undefined;
    steps.push(
      ...stepsFor(planned(invitation, changed), guest.id, { isKnown, invites, unblocks }, now),
    );
    beginnings.push({ id: invitation.id, guestId: guest.id, changed });
  }
  return { steps, beginnings };
}

/** The review may have found another address of an account that the bot blocked. */
const accountOf = ({ foundId }: ApprovedInvitation, { objectId }: GuestRecord): string =>
  foundId ?? objectId ?? '';

const guestAlready = ({ address }: ApprovedInvitation): Reason => ({
  code: 'guest already',
  values: { address },
});

const planned = (invitation: ApprovedInvitation, changed: Reason | undefined) =>
  changed ? { ...invitation, plan: 'access only' as const } : invitation;

const gateOf = ({ plan }: ApprovedInvitation): StepKind =>
  plan === 'restore' ? 'restore' : 'invite';

function stepsFor(
  invitation: ApprovedInvitation,
  guestId: number,
  guest: { isKnown: boolean; invites: boolean; unblocks: number | undefined },
  now: Date,
): NewStep[] {
  const shared = {
    requestId: invitation.requestId,
    invitationId: invitation.id,
    guestId,
    bulk: invitation.bulk,
  };
  const grant = { ...shared, dueAt: guest.isKnown ? now : null };
  return [
    ...(guest.invites
      ? [{ ...shared, kind: gateOf(invitation), target: '', detail: '', dueAt: now }]
      : []),
    ...(guest.unblocks === undefined
      ? []
      : [
          {
            ...shared,
            guestId: guest.unblocks,
            kind: 'unblock',
            target: '',
            detail: '',
            dueAt: now,
          } as const,
        ]),
    ...asked(invitation).map((step) => ({ ...grant, ...step })),
  ];
}
