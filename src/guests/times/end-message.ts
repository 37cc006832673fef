/** The facts of a request that has just ended. */
export type EndedRequest = {
  requesterId: string;
  confirmedAt: Date;
  /** When somebody last retried it, or asked for an unknown mail once more. */
  takenUpAt: Date | null;
  cancelledAt: Date | null;
  cancelledBy: string | null;
  /** An owner was asked. */
  askedOwners: boolean;
  /** Something failed since somebody last took it up, or nobody knows whether a mail went. */
  failed: boolean;
};

/** The requester still looks at the card of what ends within this time. */
const watchedMs = 60_000;

/**
 * True when the requester needs a message at the end, because they did not see it happen: it took longer than a minute,
 * an owner had to decide, somebody else stopped it, or something is left undone. The minute begins with the last thing
 * that somebody did to the request: Confirm, a retry, or the requester's own cancel. A clock that went back counts as a
 * long time.
 */
export function needsEndMessage(request: EndedRequest, now: Date): boolean {
  const { requesterId, confirmedAt, takenUpAt, cancelledAt, cancelledBy } = request;
  const stopped = cancelledBy === requesterId ? cancelledAt : null;
  const lastDeed = stopped ?? takenUpAt ?? confirmedAt;
  const tookMs = now.getTime() - lastDeed.getTime();
  const waitedForOwners = request.askedOwners && lastDeed === confirmedAt;
  const stoppedByOther = cancelledAt !== null && stopped === null;
  return tookMs < 0 || tookMs > watchedMs || waitedForOwners || request.failed || stoppedByOther;
}
