import type { IncomingMessage } from 'node:http';
import { countByPeer, type Most } from './count-by-peer.ts';

/** The means to cut off a request from outside its handling. */
export type Cuttable = {
  peer: string;
  /** True while the bot waits for the caller: it has not let the request in, or not read its whole body. */
  isUnfinished(): boolean;
  cut(): void;
};

export type Seats = {
  /**
   * Takes a seat for a request of this kind. Undefined: there is none. The function that comes back returns the seat;
   * a second call does nothing.
   */
  enter(kind: Kind, request: Cuttable): (() => void) | undefined;
};

export type Kind = 'message' | 'notification' | 'lifecycle' | 'alive' | 'ready' | 'other';

/** `bodyMs`: anybody may send such a body, so it must be there by then. */
type Allowance = Most & { bodyMs?: number };

/**
 * The most requests at once of each kind: none takes a seat that another kind needs. Behind a proxy everybody is one
 * peer. A stranger's message loses its seat once the bot has checked its token. Graph sends a notification in one go,
 * and waits three seconds for the answer. A readiness probe may wait for the database; a liveness probe must not wait
 * behind it.
 */
const allowances: Readonly<Record<Kind, Allowance>> = {
  message: { inAll: 800, ofOne: 600 },
  notification: { inAll: 300, ofOne: 300, bodyMs: 5_000 },
  lifecycle: { inAll: 50, ofOne: 50, bodyMs: 5_000 },
  alive: { inAll: 100, ofOne: 75 },
  ready: { inAll: 100, ofOne: 75 },
  other: { inAll: 100, ofOne: 75 },
};

const addresses: Readonly<Record<string, Kind>> = {
  'POST /api/messages': 'message',
  'POST /api/notifications': 'notification',
  'POST /api/lifecycle': 'lifecycle',
  'GET /healthz': 'alive',
  'HEAD /healthz': 'alive',
  'GET /readyz': 'ready',
  'HEAD /readyz': 'ready',
};

/** The kind of a request. `target`: its path and query; undefined where it is malformed. */
export const kindOf = ({ method }: Pick<IncomingMessage, 'method'>, target?: string): Kind =>
  addresses[`${method} ${target?.split('?', 1)[0]}`] ?? 'other';

/** Counts the requests under way. */
export function createSeats(): Seats {
  const kinds = {
    message: seatsOf(allowances.message),
    notification: seatsOf(allowances.notification),
    lifecycle: seatsOf(allowances.lifecycle),
    alive: seatsOf(allowances.alive),
    ready: seatsOf(allowances.ready),
    other: seatsOf(allowances.other),
  };
  return { enter: (kind, request) => kinds[kind].enter(request) };
}

type Inside = Cuttable & { leave(): void };

/** When the seats run out, the oldest unfinished request gives its seat to the new one. */
function seatsOf({ bodyMs, ...most }: Allowance) {
  const room = countByPeer(most);
  /** By peer, the oldest first. */
  const inside = new Map<string, Set<Inside>>();

  function cut(one: Inside): void {
    one.cut();
    one.leave();
  }

  function add(request: Cuttable, giveBack: () => void): () => void {
    const { peer } = request;
    const own = inside.get(peer) ?? new Set();
    const late = () => void (one.isUnfinished() && cut(one));
    const timer = bodyMs === undefined ? undefined : setTimeout(late, bodyMs).unref();
    const one: Inside = {
      ...request,
      leave() {
        clearTimeout(timer);
        giveBack();
        own.delete(one);
        if (own.size === 0 && inside.get(peer) === own) inside.delete(peer);
      },
    };
    inside.set(peer, own.add(one));
    return one.leave;
  }

  return {
    enter(request: Cuttable): (() => void) | undefined {
      const free = room.enter(request.peer);
      if (free !== undefined) return add(request, free);
      const own = inside.get(request.peer);
      const isOwnFault = own !== undefined && own.size >= most.ofOne;
      const slowest = slowestOf(isOwnFault ? [own] : [...inside.values()]);
      if (slowest !== undefined) cut(slowest);
      const freed = room.enter(request.peer);
      return freed && add(request, freed);
    },
  };
}

/** The oldest unfinished request, of the peer that has most requests under way. */
function slowestOf(peers: readonly ReadonlySet<Inside>[]): Inside | undefined {
  for (const own of peers.toSorted((one, other) => other.size - one.size)) {
    for (const one of own) if (one.isUnfinished()) return one;
  }
  return undefined;
}
