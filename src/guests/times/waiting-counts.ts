/** How many partners of a running request wait, and for what. */
export type WaitingCounts = {
  /** Entra does not know the guest everywhere yet. */
  replication: number;
  /** Graph's answer was lost, and the bot looks for the outcome. */
  looking: number;
  /** Graph did not accept the call, and the bot tries again. */
  again: number;
  /** Graph's limit was used up. */
  pace: number;
  /** Graph asked the bot to make no call before this. */
  pausedUntil: Date | null;
};
