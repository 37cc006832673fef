import type { IncomingMessage } from 'node:http';
import { inFlight, type Most } from './in-flight.ts';

/** What the bot needs to cut off a request, from outside its handling. */
export type Cuttable = { peer: string; isUnfinished(): boolean; cut(): void };

export type Places = {
  /**
   * Takes a place for a request of this kind. Undefined: there is none. The function that comes back returns the place;
   * a second call does nothing.
   */
  enter(kind: Kind, request: Cuttable): (() => void) | undefined;
};

export type Kind = 'message' | 'notification' | 'lifecycle' | 'probe' | 'other';

/** `bodyMs`: anybody may send such a body, so it must be there by then, and gives its place to whoever comes later. */
type Allowance = Most & { bodyMs?: number };

/**
 * The most requests at once of each kind: none takes a place that another kind needs. Behind a proxy everybody is one
 * peer. Graph sends a notification in one go, and waits three seconds for the answer.
 */
const allowances: Readonly<Record<Kind, Allowance>> = {
  message: { inAll: 500, ofOne: 400 },
  notification: { inAll: 300, ofOne: 300, bodyMs: 5_000 },
  lifecycle: { inAll: 50, ofOne: 50, bodyMs: 5_000 },
  probe: { inAll: 100, ofOne: 75 },
  other: { inAll: 100, ofOne: 75 },
};

const addresses: Readonly<Record<string, Kind>> = {
  'POST /api/messages': 'message',
  'POST /api/notifications': 'notification',
  'POST /api/lifecycle': 'lifecycle',
  'GET /healthz': 'probe',
  'HEAD /healthz': 'probe',
  'GET /readyz': 'probe',
  'HEAD /readyz': 'probe',
};

/** The kind of a request. `target`: its path and query; undefined where it is malformed. */
export const kindOf = ({ method }: Pick<IncomingMessage, 'method'>, target?: string): Kind =>
  addresses[`${method} ${target?.split('?', 1)[0]}`] ?? 'other';

/** Counts the requests under way. */
export function createPlaces(): Places {
  const kinds = {
    message: placesOf(allowances.message),
    notification: placesOf(allowances.notification),
    lifecycle: placesOf(allowances.lifecycle),
    probe: placesOf(allowances.probe),
    other: placesOf(allowances.other),
  };
  return { enter: (kind, request) => kinds[kind].enter(request) };
}

type Inside = Cuttable & { leave(): void };

function placesOf({ bodyMs, ...most }: Allowance) {
  const room = inFlight(most);
  /** By peer, the oldest first. */
  const inside = new Map<string, Set<Inside>>();

  function cut(one: Inside): void {
    one.cut();
    one.leave();
  }

  function add(request: Cuttable, giveBack: () => void, patienceMs: number): () => void {
    const { peer } = request;
    const own = inside.get(peer) ?? new Set();
    const one: Inside = {
      ...request,
      leave() {
        clearTimeout(timer);
        giveBack();
        own.delete(one);
        if (own.size === 0 && inside.get(peer) === own) inside.delete(peer);
      },
    };
    const timer = setTimeout(() => {
      if (one.isUnfinished()) cut(one);
    }, patienceMs).unref();
    inside.set(peer, own.add(one));
    return one.leave;
  }

  return {
    enter(request: Cuttable): (() => void) | undefined {
      const free = room.enter(request.peer);
      if (free === undefined && bodyMs !== undefined) {
        const slowest = slowestOf(inside);
        if (slowest !== undefined) cut(slowest);
      }
      const giveBack = free ?? room.enter(request.peer);
      return giveBack && bodyMs !== undefined ? add(request, giveBack, bodyMs) : giveBack;
    },
  };
}

/** The oldest request without its whole body, of the peer that has most requests under way. */
function slowestOf(inside: ReadonlyMap<string, ReadonlySet<Inside>>): Inside | undefined {
  const bySize = [...inside.values()].toSorted((one, other) => other.size - one.size);
  for (const own of bySize) {
    const slowest = [...own].find((one) => one.isUnfinished());
    if (slowest !== undefined) return slowest;
  }
  return undefined;
}
