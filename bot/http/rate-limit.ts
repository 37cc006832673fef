/**
 * Units a second: of all peers together, and of one. A quiet peer has those of `burstSeconds` at once; no request may
 * cost more than that.
 */
export type Rates = { inAll: number; ofOne: number; burstSeconds: number };

export type RateLimit = {
  /** Takes so many units. False: they are not there, and nothing was taken. */
  take(peer: string, units: number): boolean;
};

/** Beyond so many, the peer that was quiet for the longest time is forgotten, so that nobody can fill the memory. */
const mostPeers = 1_000;

/**
 * Counts units by peer. Behind a proxy everybody is one peer, so that one may have most of them. `moment` is in
 * milliseconds and never goes back.
 */
export function rateLimit({ inAll, ofOne, burstSeconds }: Rates, moment: () => number): RateLimit {
  const peers = new Map<string, Bucket>();
  const all = bucket({ perSecond: inAll, burstSeconds }, moment);
  const of = (peer: string) =>
    peers.get(peer) ?? bucket({ perSecond: ofOne, burstSeconds }, moment);
  return {
    take(peer, units) {
      const own = of(peer);
      // The one that came last stands last.
      peers.delete(peer);
      peers.set(peer, own);
      const [oldest] = peers.keys();
      if (peers.size > mostPeers && oldest !== undefined) peers.delete(oldest);
      if (own.left() < units || all.left() < units) return false;
      own.take(units);
      all.take(units);
      return true;
    },
  };
}

type Bucket = { left(): number; take(units: number): void };

/** Begins full, and fills again by the second. */
function bucket(
  { perSecond, burstSeconds }: { perSecond: number; burstSeconds: number },
  moment: () => number,
): Bucket {
  const most = perSecond * burstSeconds;
  let units = most;
  let at = moment();
  return {
    left() {
      const now = moment();
      units = Math.min(most, units + ((now - at) / 1000) * perSecond);
      at = now;
      return units;
    },
    take(some) {
      units -= some;
    },
  };
}
