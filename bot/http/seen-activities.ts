/** What was answered to an activity, so that a repeated invoke gets the same. */
export type StoredAnswer = { status: number; body?: unknown };

export type ActivityKey = { tenantId: string; conversationId: string; activityId: string };

/**
 * The memory that makes an activity count once, across replicas and restarts. `begin` takes a lease;
 * where the lease has run out without an end, it answers `first` again.
 */
export type SeenActivities = {
  begin(
    key: ActivityKey,
    now: Date,
  ): Promise<{ kind: 'first' } | { kind: 'busy' } | { kind: 'done'; answer: StoredAnswer | null }>;
  finish(key: ActivityKey, answer: StoredAnswer): Promise<void>;
  abandon(key: ActivityKey): Promise<void>;
};
