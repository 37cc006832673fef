import {
  type ApprovedInvitation,
  setPlan,
  startInvitation,
  takeApproved,
} from '../store/begin-invitations.ts';
import type { Db } from '../store/database.ts';
import { inTransaction } from '../store/database.ts';
import { lockGuest } from '../store/guests.ts';
import { hasOpenInvite, insertSteps, type NewStep, type StepKind } from '../store/steps.ts';
import { countBegun } from '../store/trials.ts';

/**
 * Writes the steps of approved invitations into the ledger. The first invitation of an address brings the invite step, or the restore;
 * whoever comes later waits for the guest and gets access only. Returns the guests of those that began.
 */
export async function startInvitations(db: Db, limit: number, now: Date): Promise<number[]> {
  return await inTransaction(db, async (trx) => {
    const approved = await takeApproved(trx, limit, now);
    const guestIds: number[] = [];
    // Guests are locked in one order everywhere, so that two replicas never wait for each other.
    const inOrder = approved.toSorted((a, b) => (a.address < b.address ? -1 : 1));
    for (const invitation of inOrder) {
      const guest = await lockGuest(trx, invitation);
      // Restoring is what the review found and the owners agreed to, whatever we have heard of the account.
      const restores = invitation.plan === 'restore';
      const exists = guest.objectId !== null && guest.state !== 'deleted' && !restores;
      const invites = !exists && !(await hasOpenInvite(trx, guest.id));
      const steps = stepsFor(invitation, guest.id, { exists, invites }, now);
      await insertSteps(trx, steps);
      await startInvitation(trx, invitation.id, guest.id);
      guestIds.push(guest.id);
      if (!invites && invitation.plan === 'invite') {
        const { address } = invitation;
        const changed = { code: 'guest already', values: { address } } as const;
        await setPlan(trx, invitation.id, 'access only', changed);
      }
    }
    const onTrial = approved.filter((invitation) => invitation.onTrial);
    await countBegun(
      trx,
      onTrial.map(({ requestId }) => requestId),
    );
    return guestIds;
  });
}

const gateOf = ({ plan }: ApprovedInvitation): StepKind =>
  plan === 'restore' ? 'restore' : 'invite';

function stepsFor(
  invitation: ApprovedInvitation,
  guestId: number,
  guest: { exists: boolean; invites: boolean },
  now: Date,
): NewStep[] {
  const shared = {
    requestId: invitation.requestId,
    invitationId: invitation.id,
    guestId,
    bulk: invitation.bulk,
  };
  const grant = { ...shared, dueAt: guest.exists ? now : null };
  const { groups, apps, licences } = invitation.access;
  return [
    ...(guest.invites
      ? [{ ...shared, kind: gateOf(invitation), target: '', detail: '', dueAt: now }]
      : []),
    ...groups.map((target) => ({ ...grant, kind: 'group', target, detail: '' }) as const),
    ...apps.map(
      (app) =>
        ({
          ...grant,
          kind: 'app',
          target: app.servicePrincipalId,
          detail: app.appRoleId ?? '',
        }) as const,
    ),
    ...licences.map(
      ({ skuId, usageLocation }) =>
        ({ ...grant, kind: 'licence', target: skuId, detail: usageLocation }) as const,
    ),
  ];
}
