import type { Reason } from '../../guests/reason.ts';
import { mailAgainDays, type NoMail } from '../../guests/times/mail-again.ts';

/** Why a partner gets no other mail, for the results. */
export function noMailReason(why: NoMail): Reason {
  switch (why) {
    case 'accepted':
      return { code: 'accepted meanwhile' };
    case 'lately':
      return { code: 'mailed lately', values: { days: mailAgainDays } };
    case 'off':
      return { code: 'mail switched off' };
    case 'refused':
      return { code: 'mail refused before' };
  }
}

/** How many partners get no other mail, for the review. Undefined: everybody gets one. */
export function leftOutOfResend(counts: Readonly<Record<NoMail, number>>): Reason | undefined {
  const { lately, off, refused } = counts;
  if (lately + off + refused === 0) return undefined;
  return { code: 'left out of resend', values: { lately, off, refused, days: mailAgainDays } };
}
