/** The most at once: of all peers together, and of one. */
export type Most = { inAll: number; ofOne: number };

export type CountByPeer = {
  /**
   * Takes room for one request. Undefined: there is none now. The function that comes back returns the room; a second
   * call does nothing.
   */
  enter(peer: string, size?: number): (() => void) | undefined;
};

/** Counts requests under way, by peer. Behind a proxy everybody is one peer, so that one may have most of the room. */
export function countByPeer({ inAll, ofOne }: Most): CountByPeer {
  const peers = new Map<string, number>();
  let all = 0;
  const of = (peer: string) => peers.get(peer) ?? 0;
  return {
    enter(peer, size = 1) {
      if (all + size > inAll || of(peer) + size > ofOne) return undefined;
      all += size;
      peers.set(peer, of(peer) + size);
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        all -= size;
        const left = of(peer) - size;
        if (left > 0) peers.set(peer, left);
        else peers.delete(peer);
      };
    },
  };
}
