/** The states of design's four things, and the only moves between them. Any other move is a fault. */
const moves = {
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
    complete: ['revoked', 'expired'],
    partly: ['working', 'revoked', 'expired'],
    failed: ['working'],
    unknown: ['working'],
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
export type RequestState = keyof Moves['request'];
export type ApprovalState = keyof Moves['approval'];
export type InvitationState = keyof Moves['invitation'];
export type GuestState = keyof Moves['guest'];

/** Whether design allows this move. Staying where one is counts as no move and is not allowed. */
export function mayMove<T extends keyof Moves>(
  thing: T,
  from: keyof Moves[T] & string,
  to: keyof Moves[T] & string,
): boolean {
  const table: Readonly<Record<string, readonly string[]>> = moves[thing];
  return table[from]?.includes(to) ?? false;
}

/** Every state of a thing, for tests and for checks in the database. */
export function statesOf(thing: keyof Moves): string[] {
  return Object.keys(moves[thing]);
}

/** Invitations that have access, or may still get it: what they need stays where another one ends. */
export const liveStates = [
  'awaiting approval',
  'approved',
  'working',
  'complete',
  'partly',
  'unknown',
] as const satisfies readonly InvitationState[];

/** An invitation that nothing more will happen to by itself. */
export function isFinal(state: InvitationState): boolean {
  return !['draft', 'awaiting approval', 'approved', 'working'].includes(state);
}
