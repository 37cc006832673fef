import type { User } from './directory.ts';
import { listIn, textIn } from './graph-call.ts';
import { isRecord } from './knobs.ts';
import { primaryDomainOf } from './tenant-facts.ts';
import type { World } from './world.ts';
import { isoNow, nowOf } from './world.ts';

type Sent = {
  user: User;
  address: string;
  redirectUrl: string;
  redeemUrl: string;
  ticket: string;
  body: unknown;
};

/** https://learn.microsoft.com/entra/external-id/invitation-email-elements: a tenant without a domain of its own. */
const mostFromOnMicrosoft = 100;
const dayMs = 24 * 3600_000;

/**
 * Puts Microsoft's mail into the mailbox. If an application invites, the mail has no personal message, but a given
 * message still switches the language off. A tenant without a domain of its own sends no mail past its limit, and
 * tells nobody.
 */
export function sendInvitationMail(world: World, sent: Sent): void {
  const primary = primaryDomainOf(world);
  if (primary.endsWith('.onmicrosoft.com') && sentToday(world) >= mostFromOnMicrosoft) return;
  const info = isRecord(sent.body) ? sent.body.invitedUserMessageInfo : undefined;
  const asked = textIn(info, 'customizedMessageBody') ? undefined : textIn(info, 'messageLanguage');
  const language = asked ?? sent.user.preferredLanguage ?? 'en-US';
  const cc = listIn(info, 'ccRecipients')?.[0];
  const { directory } = world;
  world.mails.push({
    to: sent.address,
    cc: isRecord(cc) ? (textIn(cc.emailAddress, 'address') ?? null) : null,
    from: `invites@${primary}`,
    subject: subjectIn(language, directory.tenantName, primary),
    language,
    sponsors: sent.user.sponsors.map(
      (id) => directory.users.get(id)?.displayName ?? directory.groups.get(id)?.displayName ?? id,
    ),
    redeemUrl: sent.redeemUrl,
    redirectUrl: sent.redirectUrl,
    ticket: sent.ticket,
    userId: sent.user.id,
    at: isoNow(world),
  });
}

const sentToday = (world: World) =>
  world.mails.filter(({ at }) => Date.parse(at) > nowOf(world) - dayMs).length;

/** Microsoft's text since December 2025. If an application invites, the organisation is the inviter. */
const subjectIn = (language: string, inviter: string, domain: string): string =>
  isDutch(language)
    ? `${inviter} heeft u uitgenodigd om samen te werken met ${domain}`
    : `${inviter} invited you to collaborate with ${domain}`;

export const isDutch = (language: string): boolean => /^nl\b/i.test(language);
