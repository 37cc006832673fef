/** What partners wait for who are under way. */
export type WaitingCounts = {
  /** Guests whom Entra does not know everywhere yet. */
  replication: number;
  /** Microsoft's answer was lost: what became of them is being looked for. */
  looking: number;
  /** Microsoft did not take them; they are tried again. */
  again: number;
  /** What Microsoft allows in some minutes was used up when it was their turn. */
  pace: number;
  /** Microsoft wants nobody to call before then. */
  pausedUntil: Date | null;
};
