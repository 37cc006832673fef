import type { User } from './directory.ts';
import { listIn, textIn } from './graph-call.ts';
import { isRecord } from './knobs.ts';
import type { World } from './world.ts';
import { isoNow } from './world.ts';

type Sent = {
  user: User;
  address: string;
  redirectUrl: string;
  redeemUrl: string;
  ticket: string;
  body: unknown;
};

/**
 * Puts Microsoft's mail into the mailbox. Sent for an application, it carries no personal message;
 * a message that was given still switches the language off.
 */
export function sendInvitationMail(world: World, sent: Sent): void {
  const info = isRecord(sent.body) ? sent.body.invitedUserMessageInfo : undefined;
  const asked = textIn(info, 'customizedMessageBody') ? undefined : textIn(info, 'messageLanguage');
  const language = asked ?? sent.user.preferredLanguage ?? 'en-US';
  const cc = listIn(info, 'ccRecipients')?.[0];
  const { directory } = world;
  world.mails.push({
    to: sent.address,
    cc: isRecord(cc) ? (textIn(cc.emailAddress, 'address') ?? null) : null,
    subject: subjectIn(language, directory.tenantName),
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

const subjectIn = (language: string, inviter: string): string =>
  isDutch(language)
    ? `${inviter} heeft u uitgenodigd voor toegang tot toepassingen binnen hun organisatie`
    : `${inviter} invited you to access applications within their organization`;

export const isDutch = (language: string): boolean => /^nl\b/i.test(language);
