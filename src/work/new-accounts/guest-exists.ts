import { isResend } from '../../guests/is-resend.ts';
import type { Reason } from '../../guests/reason.ts';
import type { Existing } from '../../store/guests/guests.ts';
import type { DueStep } from '../../store/steps/steps.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Settles an invite step whose guest exists. The guest's waiting grants become due. */
export async function guestExists(
  { ledger }: { ledger: Ledger },
  step: DueStep,
  guest: Existing,
  how: {
    answer: 'made' | 'found' | 'restored' | 'already so';
    graphRequestId?: string | undefined;
  },
): Promise<void> {
  const settlement = { ...how, state: 'done', reason: whatIsSaidOf(step) } as const;
  await ledger.settle({ step, guest, settlement });
}

function whatIsSaidOf(step: DueStep): Reason | undefined {
  if (isResend(step)) return { code: 'mail sent again' };
  return step.repeats > 0 ? { code: 'mail may have gone twice' } : undefined;
}
