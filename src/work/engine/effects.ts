import { type StepKind, stepKinds } from '../../guests/step.ts';
import type { ApprovedInvitation } from '../../store/invitations/begin-invitations.ts';
import type { DueStep, NewStep } from '../../store/steps/steps.ts';
import { changeAccount } from '../accounts/change-account.ts';
import type { GrantDeps } from '../granting/begin-grants.ts';
import { grantAppRole } from '../granting/grant-app-role.ts';
import { grantGroup } from '../granting/grant-group.ts';
import { grantLicence } from '../granting/grant-licence.ts';
import { type InviteDeps, inviteGuests } from '../inviting/invite-guests.ts';
import { type RestoreDeps, restoreGuests } from '../inviting/restore-guests.ts';
import { type SponsorDeps, sponsorGuest } from '../inviting/sponsor-guest.ts';
import { isTakeStep } from '../taking/decide-takes.ts';
import { takeAccess } from '../taking/take-access.ts';
import type { TakingDeps } from '../taking/taking-deps.ts';

export type EngineDeps = InviteDeps & RestoreDeps & GrantDeps & SponsorDeps & TakingDeps;

type Effect = {
  /** The steps that an invitation brings, one entry each. Absent: the engine itself decides when the effect is due. */
  askedBy: (invitation: ApprovedInvitation) => readonly Pick<NewStep, 'target' | 'detail'>[];
  /** Carries out steps that may share a call: of one kind, for one target. */
  carryOut: (deps: EngineDeps, set: readonly DueStep[]) => Promise<void>;
};

const byEngine = () => [];

/** Carries out effects that take one call a step. */
const eachAlone =
  (carryOut: (deps: EngineDeps, step: DueStep) => Promise<void>): Effect['carryOut'] =>
  async (deps, set) => {
    for (const step of set) await carryOut(deps, step);
  };

/** Effects that ends bring. Invitations never do. */
const taking: Effect = {
  askedBy: byEngine,
  carryOut: eachAlone(async (deps, step) => {
    if (isTakeStep(step)) await takeAccess(deps, step);
  }),
};
const changingAccount: Effect = { askedBy: byEngine, carryOut: eachAlone(changeAccount) };

/**
 * Every effect in Graph: which steps an approved invitation brings into the ledger, and what carries them out. The
 * steps of an invitation stand in the ledger in this order.
 */
export const effects: Readonly<Record<StepKind, Effect>> = {
  invite: { askedBy: byEngine, carryOut: inviteGuests },
  restore: { askedBy: byEngine, carryOut: restoreGuests },
  group: {
    askedBy: ({ access }) => access.groups.map((target) => ({ target, detail: '' })),
    carryOut: grantGroup,
  },
  app: {
    askedBy: ({ access }) =>
      access.apps.map(({ servicePrincipalId, appRoleId }) => ({
        target: servicePrincipalId,
        detail: appRoleId ?? '',
      })),
    carryOut: eachAlone(grantAppRole),
  },
  licence: {
    askedBy: ({ access }) =>
      access.licences.map(({ skuId, usageLocation }) => ({ target: skuId, detail: usageLocation })),
    carryOut: eachAlone(grantLicence),
  },
  sponsor: {
    askedBy: ({ plan, requesterId }) =>
      plan === 'access only' || plan === 'restore' ? [{ target: requesterId, detail: '' }] : [],
    carryOut: eachAlone(sponsorGuest),
  },
  'take group': taking,
  'take app': taking,
  'take licence': taking,
  block: changingAccount,
  unblock: changingAccount,
  remove: changingAccount,
  'restore account': changingAccount,
};

/** The steps that an invitation brings once its guest exists, in the order of the table. */
export function asked(
  invitation: ApprovedInvitation,
): readonly Pick<NewStep, 'kind' | 'target' | 'detail'>[] {
  return stepKinds.flatMap((kind) =>
    effects[kind].askedBy(invitation).map((step) => ({ kind, ...step })),
  );
}
