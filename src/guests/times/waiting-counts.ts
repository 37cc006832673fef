/** What the running partners wait for. */
export type WaitingCounts = {
  /** Guests whom Entra does not know everywhere yet. */
  replication: number;
  /** The bot looks for their outcome, because Microsoft's answer was lost. */
  looking: number;
  /** Microsoft did not accept them; the bot tries again. */
  again: number;
  /** What Microsoft allows in some minutes was used up when it was their turn. */
  pace: number;
  /** Microsoft wants nobody to call before then. */
  pausedUntil: Date | null;
};
