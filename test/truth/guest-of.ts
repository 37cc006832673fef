import type { InvitationRow, State } from './read-state.ts';

/** The guest of an invitation, once there is one. */
export const guestOf = (state: State, { guestId }: Pick<InvitationRow, 'guestId'>) =>
  state.guests.find(({ id }) => id === guestId);
