import type {
  ActivityKey,
  IncomingActivity,
  StoredAnswer,
} from '../../src/store/telling/activities.ts';

/**
 * The memory that makes an activity count once, across replicas and restarts. `begin` takes a lease;
 * where the lease has run out without an end, it answers `first` again. `known` is what is remembered
 * of the person, read in the same breath.
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
