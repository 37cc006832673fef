import { intendSteps } from '../../src/store/steps/postpone-steps.ts';
import type { DueStep } from '../../src/store/steps/steps.ts';
import { cannotKnow, refuseInvite } from '../../src/work/inviting/settle-invite.ts';
import { gaveUp } from '../../src/work/ledger/retry-or-give-up.ts';
import { settle } from '../../src/work/ledger/settle.ts';
import { guestExists } from '../../src/work/new-accounts/guest-exists.ts';
import { takeAny } from '../store/take-any.ts';
import type { Workshop } from './workshop.ts';

/** Graph's possible answers to a step. */
export const outcomes = ['done', 'refused', 'gave up', 'unknown'] as const;
export type Outcome = (typeof outcomes)[number];

/** Settles up to `limit` due steps as if Graph had given this answer. */
export async function answerSteps(shop: Workshop, limit: number, outcome: Outcome): Promise<void> {
  const now = shop.clock.now();
  const taken = await takeAny(shop.db, { name: 'one', limit, now, ends: true });
  await intendSteps(shop.db, taken, now);
  for (const step of taken) {
    if (step.kind === 'invite') await answerInvite(shop, step, outcome);
    else await answerGrant(shop, step, outcome);
  }
}

async function answerInvite(shop: Workshop, step: DueStep, outcome: Outcome): Promise<void> {
  const deps = shop.deps('one');
  const guest = { objectId: `object ${step.guestId}`, state: 'pending', madeByUs: true } as const;
  switch (outcome) {
    case 'done':
      return await guestExists(deps, step, guest, { answer: 'made' });
    case 'unknown':
      return await cannotKnow(deps, step, guest);
    case 'gave up':
      return await refuseInvite(deps, step, { reason: gaveUp(), answer: 'gave up' });
    case 'refused':
      return await refuseInvite(deps, step, { reason: { code: 'invitation refused' } });
  }
}

async function answerGrant(shop: Workshop, step: DueStep, outcome: Outcome): Promise<void> {
  if (outcome === 'done') return await settle(shop, [step], { state: 'done', answer: 'made' });
  const why =
    outcome === 'gave up'
      ? ({ answer: 'gave up', reason: gaveUp() } as const)
      : ({ answer: 'refused', reason: { code: 'access refused' } } as const);
  await settle(shop, [step], { state: 'refused', ...why });
}
