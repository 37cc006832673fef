import { dayMs } from './spans.ts';

/** In days. A partner gets no other mail sooner than this. */
export const mailAgainDays = 3;
const waitMs = mailAgainDays * dayMs;

/** The facts that decide whether a partner gets the mail once more. */
export type MailStanding = {
  accepted: boolean;
  /** An invite is under way: its mail may go at any moment. */
  open: boolean;
  /** When the last mail went or may have gone. */
  mailedAt: Date | null;
  /** False: the requester switched the mail off. */
  sendsMail: boolean;
  /** Entra refused the last mail, or the bot has blocked the account. */
  refused: boolean;
};

/** Why a partner gets no other mail. */
export const noMailReasons = ['accepted', 'lately', 'off', 'refused'] as const;
export type NoMail = (typeof noMailReasons)[number];

/** Why this partner gets no mail when somebody sends it again to all. Undefined: the mail goes. */
export function whyNoMail(standing: MailStanding, now: Date): NoMail | undefined {
  const { accepted, open, mailedAt, sendsMail, refused } = standing;
  if (accepted) return 'accepted';
  if (!sendsMail) return 'off';
  if (refused) return 'refused';
  // Also one that a clock wrote which somebody has set back since, by less than that: it may have gone a moment ago.
  const isLate = mailedAt !== null && Math.abs(mailedAt.getTime() - now.getTime()) < waitMs;
  return open || isLate ? 'lately' : undefined;
}

/** How many partners get no mail, by reason. */
export function countNoMail(
  standings: readonly MailStanding[],
  now: Date,
): Readonly<Record<NoMail, number>> {
  const counts = { accepted: 0, lately: 0, off: 0, refused: 0 };
  for (const standing of standings) {
    const why = whyNoMail(standing, now);
    if (why !== undefined) counts[why] += 1;
  }
  return counts;
}
