/** What was answered to an activity, so that a repeated invoke gets the same. */
export type StoredAnswer = { status: number; body?: unknown };

export type ActivityKey = { tenantId: string; conversationId: string; activityId: string };

/** An activity that has come in, who is said to have done it, and the conversation that gets a message at once for it. */
export type Incoming = {
  key: ActivityKey;
  personId: string | undefined;
  answerTo?: string | undefined;
};

/**
 * The memory that makes an activity count once, across replicas and restarts. `begin` takes a lease;
 * where the lease has run out without an end, it answers `first` again. `known` is what is remembered
 * of the person, read in the same breath.
 */
export type SeenActivities<Known> = {
  begin(
    incoming: Incoming,
  ): Promise<
    | { kind: 'first'; known: Known }
    | { kind: 'busy' }
    | { kind: 'done'; answer: StoredAnswer | null }
  >;
  finish(key: ActivityKey, answer: StoredAnswer): Promise<void>;
  abandon(key: ActivityKey): Promise<void>;
};
