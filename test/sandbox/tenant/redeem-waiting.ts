import { CannotRedeem, redeemByTicket, signIns } from './redemption.ts';
import { pause, type World } from './world.ts';

/** The tickets of partners who have mail and have not accepted, the longest waiting first. */
export function waitingTickets(world: World): string[] {
  const tickets = new Map<string, string>();
  for (const [id, { userId }] of world.tickets) {
    const user = world.directory.users.get(userId);
    if (user?.externalUserState !== 'PendingAcceptance') continue;
    if (user.deletedAt === null && user.accountEnabled) tickets.set(userId, id);
  }
  return [...tickets.values()];
}

/**
 * Lets `count` partners accept, each by another way to sign in than the one before. Returns the number of acceptances.
 */
export async function redeemWaiting(
  world: World,
  { count, withinMs }: { count: number; withinMs: number },
): Promise<number> {
  const tickets = waitingTickets(world).slice(0, count);
  const began = performance.now();
  const under: Promise<boolean>[] = [];
  for (const [n, ticket] of tickets.entries()) {
    const early = began + (n * withinMs) / tickets.length - performance.now();
    if (early > 0) await pause(world, early);
    under.push(accepts(world, ticket, n));
  }
  return (await Promise.all(under)).filter(Boolean).length;
}

/** False if somebody deleted or blocked the guest in between. */
async function accepts(world: World, ticket: string, n: number): Promise<boolean> {
  const how = signIns[n % signIns.length] ?? 'work account';
  try {
    return (await redeemByTicket(world, ticket, how)).first;
  } catch (error) {
    if (error instanceof CannotRedeem) return false;
    throw error;
  }
}
