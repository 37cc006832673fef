import type { IncomingHttpHeaders } from 'node:http';
import type { Log } from '../../src/log.ts';
import { type CountByPeer, countByPeer } from './count-by-peer.ts';
import { maxBodyBytes, tooLarge } from './guard.ts';
import { type Rates, rateLimit } from './rate-limit.ts';
import type { Door, Refused, Route } from './request-and-reply.ts';

/** An address that takes a body. */
export type Entrance = {
  door: Door;
  mostBytes: number;
  /** The room for bodies that arrive at the same time, in bytes. */
  room: CountByPeer;
};

/** Graph writes some 700 bytes about a user, and seldom about many users at once. */
const maxNotificationBytes = 64 * 1024;
/** A notification costs one unit, and one more for each further 2 KB that it announces. */
const unitBytes = 2048;

/**
 * The bot knows who sends a notification only after it has read the body, so strangers may use up all of these. Then it
 * turns Graph away too, which costs little: Graph sends again, and the delta query finds the same.
 */
const rates: Readonly<Record<'changes' | 'lifecycle', Rates>> = {
  changes: { inAll: 700, ofOne: 500, burstSeconds: 2 },
  // Graph sends a few a week. Strangers who use up the others must not keep them out.
  lifecycle: { inAll: 40, ofOne: 30, burstSeconds: 2 },
};

const tooMany: Refused = { status: 429, error: 'too many requests', retryAfterSeconds: 2 };

type Deps = {
  routes: { messages: Door; notifications: Route; lifecycle: Route };
  log: Pick<Log, 'warn'>;
  /** In milliseconds; never goes back. */
  moment: () => number;
};

/** The addresses that take a body, by path. Strangers may fill the room of one, never that of another. */
export function entrances({ routes, log, moment }: Deps): Readonly<Record<string, Entrance>> {
  const forMessages = {
    mostBytes: maxBodyBytes,
    room: countByPeer({ inAll: 128 * maxBodyBytes, ofOne: 96 * maxBodyBytes }),
  };
  const limited = (route: Route, kind: keyof typeof rates): Entrance => ({
    mostBytes: maxNotificationBytes,
    room: countByPeer({ inAll: 32 * maxNotificationBytes, ofOne: 24 * maxNotificationBytes }),
    door: limitedDoor(route, { log, take: rateLimit(rates[kind], moment).take }),
  });
  return {
    '/api/messages': { ...forMessages, door: routes.messages },
    '/api/notifications': limited(routes.notifications, 'changes'),
    '/api/lifecycle': limited(routes.lifecycle, 'lifecycle'),
  };
}

/** Lets in so many bytes and requests a second, and asks before anybody reads a body. A handshake has none. */
const limitedDoor =
  (route: Route, { log, take }: Pick<Deps, 'log'> & ReturnType<typeof rateLimit>): Door =>
  async ({ headers, peer, correlationId }) => {
    const bytes = announced(headers);
    if (bytes <= maxNotificationBytes && take(peer, Math.ceil(bytes / unitBytes))) return route;
    const refused = bytes > maxNotificationBytes ? tooLarge : tooMany;
    log.warn('request refused', { status: refused.status, correlationId });
    return refused;
  };

/** A body that does not say how long it is may be as long as any. */
function announced(headers: IncomingHttpHeaders): number {
  if (headers['transfer-encoding'] !== undefined) return maxNotificationBytes;
  return Number(headers['content-length'] ?? 0);
}
