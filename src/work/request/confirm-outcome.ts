import type { Rights } from '../rights/read-rights.ts';

/** What came of a click on Confirm. */
export type Confirmed =
  | { kind: 'confirmed' }
  | { kind: 'not found' }
  /** The request was confirmed or ended before. Its present card says how. */
  | { kind: 'moved on' }
  /** The draft is no longer the version that the card showed. */
  | { kind: 'changed' }
  /** What the review of an end said no longer holds: another review is due, and nothing is confirmed. */
  | { kind: 'changed since' }
  | { kind: 'rows wrong' }
  /** A project wants a reason, and the requester gave none. */
  | { kind: 'reason missing' }
  | { kind: 'nobody to invite' }
  /** The requester may no longer end, extend, remove or restore this. */
  | { kind: 'not allowed' }
  /** To remove so many accounts the operator has to type their number: `count`. */
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
