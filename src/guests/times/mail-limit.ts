import { dayMs } from './spans.ts';

/**
 * A tenant whose primary domain is the one that it began with may mail so many people outside in 24 hours. Above that
 * they get no mail, and no answer of Graph tells: https://learn.microsoft.com/entra/external-id/invitation-email-elements
 */
export const mailLimit = { most: 100, windowMs: dayMs };

/** True for the domain that a tenant began with. */
export const isMailLimited = (primaryDomain: string): boolean =>
  primaryDomain.endsWith('.onmicrosoft.com');

/** How many of `sent` more mails get lost, where `going` go out within the same window. */
export const mailsOverLimit = ({ going, sent }: { going: number; sent: number }): number =>
  Math.max(0, Math.min(sent, going + sent - mailLimit.most));
