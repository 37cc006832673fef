import type { Rights } from '../rights/read-rights.ts';

/** The outcome of a click on Confirm. */
export type Confirmed =
  | { kind: 'confirmed' }
  | { kind: 'not found' }
  /** The request was confirmed or ended before. Its present card says how. */
  | { kind: 'moved on' }
  /** The draft is no longer the version that the card showed. */
  | { kind: 'changed' }
  /** The review of an end no longer holds: another review is due, and nothing is confirmed. */
  | { kind: 'changed since' }
  | { kind: 'rows wrong' }
  /** A project wants a reason, and the requester gave none. */
  | { kind: 'reason missing' }
  | { kind: 'nobody to invite' }
  /** The requester may no longer end, extend, remove or restore this. */
  | { kind: 'not allowed' }
  /** To remove so many accounts the operator has to type their number: `count`. */
  | { kind: 'number missing'; count: number };

/** The data of a click on Confirm. */
export type ConfirmClick = {
  requestId: number;
  version: number;
  onlyValid: boolean;
  /** Why the requester asks. */
  reason?: string | undefined;
  /** The number of accounts to remove, as typed. */
  typed?: number | undefined;
  /** The person's present rights; needed for everything that is no invitation. */
  rights?: Rights | undefined;
};
