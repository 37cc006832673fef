import { logDeed } from './audit-log.ts';
import type { Identity, User } from './directory.ts';
import { userByAddress } from './directory.ts';
import { touchUser } from './touch-user.ts';
import type { World } from './world.ts';
import { happened, iso, nowOf, pause } from './world.ts';

export const signIns = [
  'work account',
  'microsoft account',
  'google',
  'one-time passcode',
] as const;
export type SignIn = (typeof signIns)[number];
export const isSignIn = (text: unknown): text is SignIn => signIns.some((known) => known === text);

export type Redeemed = {
  objectId: string;
  redirectUrl: string;
  stateChangedAt: string | null;
  /** False when the partner had redeemed before and only came back. */
  first: boolean;
};

export class CannotRedeem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CannotRedeem';
  }
}

/** Acts as the partner: opens the newest mail (or a direct link), signs in and consents. */
export function redeemByAddress(world: World, address: string, how: SignIn): Promise<Redeemed> {
  const user = userByAddress(world.directory, address);
  if (!user) throw new CannotRedeem(`No guest has the address ${address}`);
  const ticket = [...world.tickets.values()].findLast((candidate) => candidate.userId === user.id);
  const redirectUrl = ticket?.redirectUrl ?? 'https://myapplications.microsoft.com/';
  return redeem(world, { user, address, redirectUrl, how });
}

export function redeemByTicket(world: World, ticketId: string, how: SignIn): Promise<Redeemed> {
  const ticket = world.tickets.get(ticketId);
  const user = ticket && world.directory.users.get(ticket.userId);
  if (!ticket || !user) throw new CannotRedeem('This invitation is not known here');
  return redeem(world, { user, how, ...ticket });
}

type Redeeming = { user: User; address: string; redirectUrl: string; how: SignIn };

async function redeem(
  world: World,
  { user, address, redirectUrl, how }: Redeeming,
): Promise<Redeemed> {
  if (user.deletedAt !== null) throw new CannotRedeem('This guest has been deleted');
  if (!user.accountEnabled) throw new CannotRedeem('This guest is blocked from signing in');
  const first = user.externalUserState === 'PendingAcceptance';
  user.lastSignInAt = nowOf(world);
  if (first) await accept(world, user, { address, how });
  const stateChangedAt = user.externalUserStateChangeDateTime;
  return { objectId: user.id, redirectUrl, stateChangedAt, first };
}

/** Makes three writes, as three services of Microsoft do. Delta shows each, and Graph notifies each. */
async function accept(
  world: World,
  user: User,
  { address, how }: { address: string; how: SignIn },
): Promise<void> {
  const step = world.knobs.redemptionStepMs;
  user.identities = [...user.identities, identity(address, how)];
  const flips = world.knobs.displayNameFlips;
  if (flips) user.displayName = address;
  touchUser(world, user, flips ? ['identities', 'displayName'] : ['identities']);
  await pause(world, step);
  const by = { id: user.id, name: user.displayName };
  logDeed(world, { activity: 'Redeem external user invite', by, userId: user.id });
  user.externalUserState = 'Accepted';
  user.externalUserStateChangeDateTime = iso(nowOf(world));
  touchUser(world, user, ['externalUserState', 'externalUserStateChangeDateTime']);
  await pause(world, step);
  touchUser(world, user, ['proxyAddresses']);
  happened(world);
}

function identity(address: string, how: SignIn): Identity {
  const federated = (issuer: string, issuerAssignedId: string | null = null): Identity => ({
    signInType: 'federated',
    issuer,
    issuerAssignedId,
  });
  switch (how) {
    case 'work account':
      return federated('ExternalAzureAD');
    case 'microsoft account':
      return federated('MicrosoftAccount');
    case 'google':
      return federated('google.com');
    case 'one-time passcode':
      return federated('mail', address);
  }
}
