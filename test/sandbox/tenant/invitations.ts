import { randomUUID } from 'node:crypto';
import { logDeed } from './audit-log.ts';
import type { User } from './directory.ts';
import { userByAddress } from './directory.ts';
import { holdsDirectoryRole } from './directory-roles.ts';
import type { Call, Reply } from './graph-call.ts';
import { badRequest, denied, GraphRefusal, listIn, referencedId, textIn } from './graph-call.ts';
import { sendInvitationMail } from './invitation-mail.ts';
import { isRecord } from './knobs.ts';
import { addGuest } from './seed-directory.ts';
import { touchUser } from './touch-user.ts';
import type { World } from './world.ts';
import { happened, iso, nowOf } from './world.ts';

const forbidden = /[~!#$%^&*()+=[\]{}\\/|;:"<>?,'\s]/;

/** POST /invitations: the same guest for the same address, but a new ticket and a new mail each time. */
export function createInvitation(world: World, call: Call): Reply {
  const address = textIn(call.body, 'invitedUserEmailAddress');
  const redirectUrl = textIn(call.body, 'inviteRedirectUrl');
  refuseAll(world);
  if (!address || !redirectUrl || !URL.canParse(redirectUrl)) {
    throw badRequest('Invalid value specified for property of resource Invitation.', 'BadRequest');
  }
  refuseAddress(world, address);
  const sponsors = readSponsors(world, call.body);
  const reset = isRecord(call.body) && call.body.resetRedemption === true;
  const user = reset ? resetGuest(world, call.body, address) : guestFor(world, call.body, address);
  if (sponsors.length > 0) user.sponsors = sponsors;
  const ticket = randomUUID();
  world.tickets.set(ticket, { userId: user.id, address, redirectUrl });
  const redeemUrl = `${world.url}/redeem?tenant=${world.directory.tenantId}&user=${user.id}&ticket=${ticket}`;
  if (isRecord(call.body) && call.body.sendInvitationMessage === true) {
    sendInvitationMail(world, { user, address, redirectUrl, redeemUrl, ticket, body: call.body });
  }
  const activity = `Invite external user${reset ? ' with reset invitation status' : ''}`;
  logDeed(world, { activity, by: null, userId: user.id });
  happened(world);
  return { status: 201, body: invitationJson(world, call.body, { user, address, redeemUrl }) };
}

function refuseAll(world: World): void {
  if (world.knobs.tenantBlocked) {
    throw new GraphRefusal(
      403,
      'Forbidden',
      'Invitations are blocked for this directory due to suspicious activity. Please contact Microsoft support for help.',
    );
  }
  if (world.knobs.invitationsOff) {
    throw new GraphRefusal(
      403,
      'Forbidden',
      'Guest invitations not allowed for your company. Contact your company administrator for more details.',
    );
  }
}

function refuseAddress(world: World, address: string): void {
  const [local = '', domain = '', more] = address.split('@');
  const text = (message: string): Error => badRequest(message, 'BadRequest');
  const ends = /^[.-]|[.-]$/.test(local);
  if (
    !local ||
    !domain ||
    more !== undefined ||
    ends ||
    forbidden.test(address) ||
    !ascii(address)
  ) {
    throw text('The Primary SMTP Address is an invalid value');
  }
  const existing = userByAddress(world.directory, address);
  if (existing && !existing.accountEnabled) {
    throw new GraphRefusal(
      412,
      'PreconditionFailed',
      `The invited user already exists in the directory as object ID: ${existing.id}, but the account is blocked from signing in. If the account is unblocked, they can use that account to sign in to shared apps and resources.`,
    );
  }
  if (existing?.userType === 'Member') {
    throw text(
      `The invited user already exists in the directory as object ID: ${existing.id}. They can use that account to sign in to shared apps and resources.`,
    );
  }
  const lower = domain.toLowerCase();
  if (world.directory.domains.some((own) => own.name === lower)) {
    throw text(
      "This user cannot be invited because the domain of the user's email address is a verified domain of this directory.",
    );
  }
  if (world.knobs.deniedDomains.includes(lower)) {
    throw text('Invitations to this domain are not allowed by the policy of this directory.');
  }
  if (world.knobs.crossTenantBlockedDomains.includes(lower)) {
    throw text(
      "This invitation is blocked by cross-tenant access settings. Admins in both your organization and the invited user's organization must configure cross-tenant access settings to allow the invitation.",
    );
  }
}

const ascii = (text: string): boolean => /^[\x20-\x7e]+$/.test(text);

function readSponsors(world: World, body: unknown): string[] {
  const given = listIn(body, 'invitedUserSponsors') ?? [];
  if (given.length > 5) throw badRequest('A user can have at most 5 sponsors.', 'BadRequest');
  return given.map((sponsor) => {
    const id = textIn(sponsor, 'id') ?? referencedId(sponsor);
    const exists = world.directory.users.has(id) || world.directory.groups.has(id);
    if (!exists) throw badRequest(`Sponsor '${id}' does not exist.`, 'BadRequest');
    return id;
  });
}

function guestFor(world: World, body: unknown, address: string): User {
  const existing = userByAddress(world.directory, address);
  if (existing) return existing;
  const displayName = textIn(body, 'invitedUserDisplayName');
  const user = addGuest(world.directory, address, {
    createdAt: nowOf(world),
    ...(displayName ? { displayName } : {}),
    ...(textIn(body, 'invitedUserType') === 'Member' ? { userType: 'Member' } : {}),
  });
  touchUser(world, user, ['displayName', 'mail', 'userType', 'externalUserState', 'identities']);
  return user;
}

/** The guest keeps id, groups and roles, and has to redeem again. */
function resetGuest(world: World, body: unknown, address: string): User {
  const id = isRecord(body) ? textIn(body.invitedUser, 'id') : undefined;
  const user = id === undefined ? undefined : world.directory.users.get(id);
  if (!user || user.deletedAt !== null) {
    throw badRequest('invitedUser.id is required to reset the redemption status.', 'BadRequest');
  }
  const mails = [user.mail ?? '', ...user.otherMails].map((mail) => mail.toLowerCase());
  if (!mails.includes(address.toLowerCase())) {
    throw badRequest(
      "The email you're using to invite this user doesn't match any emails on the user object. Please add this email to the user object and try again.",
      'BadRequest',
    );
  }
  if (holdsDirectoryRole(world, user)) throw denied('Generic authorization exception.');
  user.externalUserState = 'PendingAcceptance';
  user.externalUserStateChangeDateTime = iso(nowOf(world));
  user.identities = user.identities.filter((identity) => identity.signInType !== 'federated');
  touchUser(world, user, ['externalUserState', 'externalUserStateChangeDateTime', 'identities']);
  return user;
}

function invitationJson(
  world: World,
  body: unknown,
  made: { user: User; address: string; redeemUrl: string },
): Record<string, unknown> {
  const given = isRecord(body) ? body : {};
  return {
    '@odata.context': `${world.url}/v1.0/$metadata#invitations/$entity`,
    id: randomUUID(),
    inviteRedeemUrl: made.redeemUrl,
    inviteRedirectUrl: given.inviteRedirectUrl,
    invitedUserDisplayName: given.invitedUserDisplayName ?? null,
    invitedUserEmailAddress: made.address,
    invitedUserType: made.user.userType,
    resetRedemption: given.resetRedemption === true,
    sendInvitationMessage: given.sendInvitationMessage === true,
    status: made.user.externalUserState === 'Accepted' ? 'Completed' : 'PendingAcceptance',
    invitedUserMessageInfo: given.invitedUserMessageInfo ?? {
      messageLanguage: null,
      customizedMessageBody: null,
      ccRecipients: [],
    },
    invitedUser: { id: made.user.id },
  };
}
