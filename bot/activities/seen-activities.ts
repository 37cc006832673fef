import type {
  ActivityKey,
  IncomingActivity,
  StoredAnswer,
} from '../../src/store/telling/activities.ts';

/**
 * Remembers activities, so that each counts once, across replicas and restarts. `begin` takes a lease. If the lease
 * runs out before the end, `begin` answers `first` again. `known` is what the bot knows of the sender, read in the same
 * statement.
 */
export type SeenActivities<Known> = {
  begin(
    incoming: IncomingActivity,
  ): Promise<
    | { kind: 'first'; known: Known }
    | { kind: 'busy' }
    | { kind: "somebody else's" }
    | { kind: 'done'; answer: StoredAnswer | null }
  >;
  finish(key: ActivityKey, answer: StoredAnswer): Promise<void>;
  abandon(key: ActivityKey): Promise<void>;
};
