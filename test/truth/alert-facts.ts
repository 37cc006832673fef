import type { AlertRow, GuestRow, State } from './read-state.ts';

/** The guest of an alert. */
export const guestIn = (state: State, { guestId }: AlertRow) =>
  state.guests.find(({ id }) => id === guestId);

/** A channel gets a name without the domain of an address in it. */
export const inChannel = (name: string) => name.replace(/(\S+)@\S+/g, '$1');

export function nameOf(state: State, alert: AlertRow): string {
  const invitation = state.invitations.find(({ id }) => id === alert.invitationId);
  return inChannel(guestIn(state, alert)?.displayName ?? invitation?.displayName ?? '');
}

export const projectOf = (state: State, { projectKey }: AlertRow) =>
  state.projects.find(({ key }) => key === projectKey)?.name ?? projectKey;

/** True when Graph shows an acceptance. Graph keeps it after the deletion of the account. */
export function acceptedInGraph(state: State, guest: GuestRow | undefined): boolean {
  const account = state.graph.guests.find(({ id }) => id === guest?.objectId);
  return account === undefined || account.changedAt !== null;
}
