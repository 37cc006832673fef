/** The states of the design's four things, and the only moves between them. Any other move is a fault. */
export const moves = {
  request: {
    draft: ['confirmed', 'discarded', 'lapsed'],
    confirmed: ['done'],
    discarded: [],
    lapsed: [],
    done: ['confirmed'], // a retry opens a finished request again
  },
  approval: {
    open: ['decided', 'timed out', 'withdrawn'],
    decided: [],
    'timed out': [],
    withdrawn: [],
  },
  invitation: {
    draft: ['awaiting approval', 'approved', 'skipped'],
    skipped: [],
    'awaiting approval': ['approved', 'rejected', 'cancelled'],
    approved: ['working', 'cancelled'],
    working: ['complete', 'partly', 'failed', 'unknown', 'cancelled'],
    // An end goes on in three cases. Entra did not allow a block. A deleted account is back. The invitation for which a
    // grant stayed came to nothing. No other row moves back from here.
    complete: ['working', 'revoked', 'expired'],
    partly: ['working', 'revoked', 'expired'],
    failed: ['working'],
    unknown: ['working', 'revoked', 'expired'],
    rejected: [],
    cancelled: [],
    revoked: [],
    expired: [],
  },
  guest: {
    none: ['pending', 'accepted'],
    pending: ['accepted', 'deleted'],
    accepted: ['pending', 'deleted'],
    deleted: ['pending', 'accepted'],
  },
} as const;

type Moves = typeof moves;
/** The things that have states: a request, an approval, an invitation, a guest. */
export type Thing = keyof Moves;
export type RequestState = keyof Moves['request'];
export type ApprovalState = keyof Moves['approval'];
export type InvitationState = keyof Moves['invitation'];
export type GuestState = keyof Moves['guest'];

/** The states that a thing may move to from one state. */
export type MovesFrom<
  T extends Thing,
  From extends keyof Moves[T],
> = Moves[T][From] extends readonly (infer To)[] ? To : never;

/** The states from which a thing may move to one state. */
export type MovesTo<T extends Thing, To> = {
  [From in keyof Moves[T]]: To extends MovesFrom<T, From> ? From : never;
}[keyof Moves[T]] &
  string;

/** One move of the table, as a pair. */
export type Move<T extends Thing> = {
  [From in keyof Moves[T]]: MovesFrom<T, From> extends infer To
    ? To extends unknown
      ? { from: From; to: To }
      : never
    : never;
}[keyof Moves[T]];

/** States of an invitation that has access or may still get it: when another invitation ends, its grants stay. */
export const liveStates = [
  'awaiting approval',
  'approved',
  'working',
  'complete',
  'partly',
  'unknown',
] as const satisfies readonly InvitationState[];

/** True when nothing more happens to the invitation by itself. */
export function isFinal(state: InvitationState): boolean {
  return !['draft', 'awaiting approval', 'approved', 'working'].includes(state);
}
