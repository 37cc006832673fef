import type { Rights } from '../rights/read-rights.ts';

/** What came of a click on Confirm. */
export type Confirmed =
  | { kind: 'confirmed' }
  | { kind: 'not found' }
  /** It was confirmed or ended before: the card of now says how. */
  | { kind: 'moved on' }
  /** Another version than the one shown. */
  | { kind: 'changed' }
  | { kind: 'rows wrong' }
  /** A project wants to know why, and nobody said. */
  | { kind: 'reason missing' }
  | { kind: 'nobody to invite' }
  /** Whoever asked may not end, extend, remove or restore this any more. */
  | { kind: 'not allowed' }
  /** So many accounts are removed only where their number was typed: `count`. */
  | { kind: 'number missing'; count: number };

/** What a click on Confirm says. */
export type ConfirmClick = {
  requestId: number;
  version: number;
  onlyValid: boolean;
  /** Why the requester asks. */
  reason?: string | undefined;
  /** The number of accounts to remove, as typed. */
  typed?: number | undefined;
  /** What the person may do now; needed for everything that is no invitation. */
  rights?: Rights | undefined;
};
